import JSONBytes

extension FieldTable where Value: SubmittedRecord {
  /// A kind's table: the fields of every record, then its own.
  static func record(_ own: [Field<Value>]) -> FieldTable {
    FieldTable(Field.head + own)
  }
}

extension Field where Value: SubmittedRecord {
  static var head: [Field] {
    [
      Field("kind", .string(characters: 32), .required, "The kind of record, which decides on the other fields.") {
        (_, input) throws(JSONError) in try input.json.skipValue()
      },
      .key("programme", need: .required, "The programme that the record belongs to.") {
        $0.head.programme = $1
      },
      .key("key", need: .required, "The submitter's own stable key.") { $0.head.key = $1 },
      Field(
        "language", .code(CodeLists.language), .optional,
        "The language of texts that name none; `fr` by default."
      ) { (value, input) throws(JSONError) in
        guard let code = try input.code(CodeLists.language), let language = Language(rawValue: code) else {
          return
        }
        value.head.language = language
        if !input.hasUsedLanguage { input.language = language }
      },
      .code(
        "confidentiality", CodeLists.confidentiality,
        "How far the record may travel; `restricted` by default."
      ) { $0.head.confidentiality = ConfidentialityLevel(code: $1) ?? .confidential },
      .string(
        "note", limit: RecordLimits.textCharacters, "How the record came about; never part of a report."
      ) { $0.head.note = $1 },
      Field(
        "ifRevision", .integer(RecordLimits.revisions), .optional,
        "The revision that this one means to replace; not part of the body."
      ) { (_, input) throws(JSONError) in
        if let revision = try input.integer(RecordLimits.revisions) { input.ifRevision = revision }
      },
    ]
  }
}
