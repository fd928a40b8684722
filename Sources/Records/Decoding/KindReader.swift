import JSONBytes

/// Reads records of one kind.
struct KindReader {
  let kind: RecordKind
  let fields: [FieldDescription]
  private let read: (UnsafeRawBufferPointer, Language) throws(JSONError) -> Outcome

  private struct Outcome {
    var record: AnyRecord
    var head: RecordHead
    var violations: [Violation]
    var ifRevision: Int?
    var mustReadAgain: Bool
  }

  init<Kind: SubmittedRecord>(_ kind: Kind.Type, _ wrap: @escaping (consuming Kind) -> AnyRecord) {
    self.kind = Kind.kind
    fields = Kind.fields.descriptions
    read = { (bytes, language) throws(JSONError) in
      try JSONReader.read(bytes) { (json) throws(JSONError) in
        var input = RecordReader(json, language: language)
        var record = Kind()
        try Kind.fields.read(into: &record, &input)
        try input.json.finish()
        let head = record.head
        let mustReadAgain = head.language != language && input.hasUsedLanguage
        if !mustReadAgain { input.violations.add(crossChecks: record.validate()) }
        return Outcome(
          record: wrap(consume record), head: head, violations: input.violations.violations,
          ifRevision: input.ifRevision, mustReadAgain: mustReadAgain)
      }
    }
  }

  func decode(_ bytes: UnsafeRawBufferPointer) throws(RecordFault) -> ValidatedRecord {
    var body: [UInt8] = []
    let outcome: Outcome
    do throws(JSONError) {
      let first = try read(bytes, .french)
      outcome = first.mustReadAgain ? try read(bytes, first.head.language) : first
      if outcome.violations.isEmpty {
        body = try CanonicalBody.text(ofChecked: bytes, excluding: "ifRevision")
      }
    } catch {
      throw .syntax(error)
    }
    guard outcome.violations.isEmpty else { throw .violations(outcome.violations) }
    return ValidatedRecord(
      record: outcome.record, kind: kind, head: outcome.head, body: body,
      ifRevision: outcome.ifRevision)
  }
}
