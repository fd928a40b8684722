import JSONBytes
import LineRPC
import RecordStore
import Records
import Violations

/// The answers of `kurukan.v1.Records` as JSON.
enum RecordAnswers {
  static func submitted(
    _ identity: RecordIdentity, _ answer: IntakeAnswer, _ warnings: [FieldViolation], in language: MessageLanguage
  ) -> [UInt8] {
    var json = JSONWriter(capacity: 160)
    json.beginObject()
    json.member("kind", identity.kind.name)
    json.member("programme", identity.programme)
    json.member("key", identity.key)
    json.member("revision", answer.revision)
    json.member("outcome", answer.outcome.rawValue)
    if answer.isSuperseded { json.member("superseded", true) }
    if !warnings.isEmpty {
      json.key("warnings")
      json.beginArray()
      for warning in warnings { warning.write(to: &json, language: language) }
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
    case .notFound: throw noSuchRecord
    case .otherRevision(let current):
      throw Status(
        .revisionConflict,
        Wording(
          en: "The current revision is \(current), not \(revision): read it before you decide.",
          fr: "La révision actuelle est \(current), et non \(revision) : lisez-la avant de décider."),
        details: [
          FieldViolation(
            path: "revision",
            message: Wording(
              "current_revision", en: "Not the current revision.", fr: "N’est pas la révision actuelle."),
            found: "\(revision)")
        ])
    case .ownRevision:
      throw Status(
        .reviewNotAllowed,
        Wording(
          en: "Who submitted a revision cannot review it: a second person must.",
          fr: "Qui a soumis une révision ne peut pas la revoir : il faut une deuxième personne."))
    case .wrongStatus(let status):
      throw Status(
        .reviewNotAllowed,
        Wording(
          en: "A revision that is \(status) cannot be decided as \(decision.rawValue).",
          fr: "Une révision dont le statut est \(status) ne peut pas recevoir la décision \(decision.rawValue)."))
    case .incomplete(let missing):
      throw Status(
        .reviewNotAllowed,
        Wording(
          en: "The record lacks what it needs before it can be validated.",
          fr: "Il manque à l’enregistrement ce qu’il faut pour qu’il puisse être validé."),
        details: missing)
    }
    var json = JSONWriter()
    json.beginObject()
    json.member("kind", identity.kind.name)
    json.member("programme", identity.programme)
    json.member("key", identity.key)
    json.member("revision", revision)
    json.member("decision", decision.rawValue)
    json.member("changed", outcome == .done)
    json.endObject()
    return json.bytes
  }

  /// Says the same of a record that is not there and of one that may not be read.
  static let noSuchRecord = Status(
    .notFound,
    Wording(
      en: "There is no such record, or this token may not read it.",
      fr: "Cet enregistrement n’existe pas, ou ce jeton ne permet pas de le lire."))

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
