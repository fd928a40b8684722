/// The fields that records of every kind have. Programme, kind and key together are a record's identity.
public enum RecordHead {
  /// In the order in which documentation shows them.
  public static let fields: [Field] = [
    Field("kind", .string(limit: 32), .required, .everyone, "The kind of record, which decides on the other fields."),
    Field("programme", .key, .required, .everyone, "The programme that the record belongs to."),
    Field("key", .key, .required, .everyone, "The submitter's own stable key."),
    Field(
      "language", .code(CodeLists.language), .optional, .everyone,
      "The language of texts that name none; `fr` by default."),
    Field(
      "confidentiality", .code(CodeLists.confidentiality), .optional, .everyone,
      "How far the record may travel; `restricted` by default."),
    Field("note", .string(limit: RecordLimits.textCharacters), .optional, .never, "How the record came about."),
    Field(
      "ifRevision", .integer(RecordLimits.revisions), .optional, .never,
      "The revision that this one means to replace, 0 for none; not part of the record."),
  ]

  static let kind = 0
  static let programme = 1
  static let key = 2
  static let language = 3
  static let confidentiality = 4
  static let ifRevision = 6
}
