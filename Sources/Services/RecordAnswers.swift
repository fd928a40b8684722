import JSONBytes
import LineRPC
import RecordStore
import Records

/// The answers of `kurukan.v1.Records` as JSON.
enum RecordAnswers {
  static func submitted(_ record: ValidatedRecord, _ answer: IntakeAnswer) -> [UInt8] {
    var json = JSONWriter(capacity: 160)
    json.beginObject()
    json.member("kind", record.kind.rawValue)
    json.member("programme", record.head.programme)
    json.member("key", record.head.key)
    json.member("revision", answer.revision)
    json.member("outcome", answer.outcome.rawValue)
    if answer.isSuperseded { json.member("superseded", true) }
    let warnings = record.warnings
    if !warnings.isEmpty {
      json.key("warnings")
      json.beginArray()
      for warning in warnings {
        json.beginObject()
        json.member("path", warning.path)
        json.member("message", warning.message)
        json.endObject()
      }
      json.endArray()
    }
    json.endObject()
    return json.bytes
  }

  static func reviewed(
    _ identity: RecordIdentity, _ revision: Int, _ decision: ReviewDecision, _ outcome: ReviewOutcome
  ) throws(Status) -> [UInt8] {
    switch outcome {
    case .done, .unchanged: break
    case .notFound: throw Status(.notFound, "There is no such record, or this token may not read it.")
    case .otherRevision(let current):
      throw Status(
        .revisionConflict, "The current revision is \(current), not \(revision): read it before you decide.",
        details: [FieldViolation(path: "revision", message: "Not the current revision.", found: "\(revision)")])
    case .ownRevision:
      throw Status(.reviewNotAllowed, "Who submitted a revision cannot review it: a second person must.")
    case .wrongStatus(let status):
      throw Status(.reviewNotAllowed, "A revision that is \(status) cannot be decided as \(decision.rawValue).")
    case .incomplete(let missing):
      throw Status(
        .reviewNotAllowed, "The record lacks what it needs before it can be validated.",
        details: missing.map(StatusMapping.violation))
    }
    var json = JSONWriter()
    json.beginObject()
    json.member("kind", identity.kind.rawValue)
    json.member("programme", identity.programme)
    json.member("key", identity.key)
    json.member("revision", revision)
    json.member("decision", decision.rawValue)
    json.member("changed", outcome == .done)
    json.endObject()
    return json.bytes
  }

  static func stored(_ record: StoredRecord) -> [UInt8] {
    var json = JSONWriter(capacity: record.body.count + 256)
    json.beginObject()
    json.member("revision", record.revision)
    json.member("reviewStatus", record.reviewStatus)
    json.member("effectiveLevel", record.effectiveLevel.code)
    json.member("submittedBy", record.principal)
    json.member("submittedAt", record.submittedAt)
    json.member("reviewedBy", ifPresent: record.reviewedBy)
    json.key("record")
    json.raw(record.body)
    json.endObject()
    return json.bytes
  }
}
