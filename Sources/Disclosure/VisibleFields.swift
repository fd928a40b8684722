public import JSONBytes
public import Records

/// What of a record's body a reader of one level may see.
///
/// Whether the record as a whole may be seen is decided before, by its effective level. This decides field by
/// field, on the canonical bytes, so that a listing never makes a record of them.
public struct VisibleFields: Sendable {
  /// The kind of the bodies.
  public let kind: RecordKind
  /// The reader's level.
  public let level: ConfidentialityLevel

  /// The rules for bodies of one kind at one level.
  public static func of(_ kind: RecordKind, at level: ConfidentialityLevel) -> VisibleFields {
    VisibleFields(kind: kind, level: level)
  }

  /// Whether a field can be seen at all; its parts, or its dependence on other fields, may still hide it.
  public func allows(_ field: String) -> Bool {
    if Self.never.contains(field) { return false }
    return (Self.levels[kind]?[field] ?? .public) <= level
  }

  /// The row of a listing: `key`, `revision`, then the fields selected, as far as they are there and visible.
  ///
  /// - Parameters:
  ///   - body: a record's canonical body.
  ///   - select: names of ``Records/RecordSource/selectable``.
  ///   - revision: the revision that the body is of.
  public func row(of body: [UInt8], select: [String], revision: Int) throws(JSONError) -> VisibleRow {
    try JSONReader.read(body) { (reader) throws(JSONError) in
      let fields = try BodyFields(&reader)
      var row = RowWriter(key: try fields.string("key", reader), revision: revision)
      for name in select where name != "key" && name != "revision" && allows(name) {
        try append(name, of: fields, reader, to: &row)
      }
      return row.finish()
    }
  }

  /// The rows of a finding's recommendations, in the body's order: `key`, `revision`, then the fields selected.
  ///
  /// - Parameter select: names of the source `recommendation`.
  public func recommendationRows(
    of body: [UInt8], select: [String], revision: Int
  ) throws(JSONError) -> [VisibleRow] {
    try JSONReader.read(body) { (reader) throws(JSONError) in
      let finding = try BodyFields(&reader)
      guard let list = finding["recommendations"] else { return [] }
      var rows: [VisibleRow] = []
      for element in try BodyFields.elements(of: reader.slice(list)) {
        let row = try JSONReader.read(UnsafeRawBufferPointer(element)) { (inner) throws(JSONError) in
          let fields = try BodyFields(&inner)
          var row = RowWriter(key: try fields.string("key", inner), revision: revision)
          for name in select where name != "key" && name != "revision" {
            try append(recommendation: name, of: fields, inner, finding, reader, to: &row)
          }
          return row.finish()
        }
        rows.append(row)
      }
      return rows
    }
  }

  // MARK: - Rules

  /// For nobody: notes on people's safety, and counts of people, which leave only through ``Suppression``.
  private static let never: Set<String> = [
    "kind", "programme", "note", "ifRevision", "riskIfPublished", "mitigation", "participation",
  ]

  /// The lowest level of a field; those not named are public.
  private static let levels: [RecordKind: [String: ConfidentialityLevel]] = [
    .finding: ["dissent": .internal, "votes": .internal],
    .engagement: ["problems": .internal, "refused": .internal],
  ]

  private static let placeLevels: [String: ConfidentialityLevel] = [
    "region": .public, "geoVersion": .public, "cercle": .internal, "commune": .restricted,
    "village": .restricted, "asReported": .restricted,
  ]

  private func append(
    _ name: String, of fields: BodyFields, _ reader: JSONReader, to row: inout RowWriter
  ) throws(JSONError) {
    guard let value = fields[name] else { return }
    switch (kind, name) {
    case (_, "place"): try appendPlace(reader.slice(value), to: &row)
    case (.finding, "quotes"): try appendQuotes(reader.slice(value), of: fields, reader, to: &row)
    case (.finding, "raisedBy") where try hidesGroups(fields, reader): break
    default: row.member(name, reader.slice(value))
    }
  }

  private func append(
    recommendation name: String, of fields: BodyFields, _ reader: JSONReader,
    _ finding: BodyFields, _ outer: JSONReader, to row: inout RowWriter
  ) throws(JSONError) {
    switch name {
    case "finding": row.member(name, finding["key"].map { outer.slice($0) })
    case "title", "theme", "origin": row.member(name, finding[name].map { outer.slice($0) })
    case "region":
      guard let place = finding["place"] else { return }
      let region = try BodyFields.members(of: outer.slice(place)).first { $0.name == "region" }
      row.member(name, region?.value)
    default: row.member(name, fields[name].map { reader.slice($0) })
    }
  }

  /// Places are shown no finer than the level allows, whatever the record says.
  private func appendPlace(
    _ place: UnsafeBufferPointer<UInt8>, to row: inout RowWriter
  ) throws(JSONError) {
    let members = try BodyFields.members(of: place).filter { member in
      Self.placeLevels[member.name].map { $0 <= level } ?? false
    }
    row.object("place", members)
  }

  /// Words are shown only if their speaker agreed and the record says on what that rests.
  private func appendQuotes(
    _ quotes: UnsafeBufferPointer<UInt8>, of fields: BodyFields, _ reader: JSONReader, to row: inout RowWriter
  ) throws(JSONError) {
    let basis = try fields.string("consentBasis", reader)
    let hasConsent = basis != nil && basis != "none"
    let hidesGroups = try hidesGroups(fields, reader)
    var shown: [[BodyFields.Member]] = []
    for quote in try BodyFields.elements(of: quotes) {
      let members = try BodyFields.members(of: quote)
      let mayQuote = members.contains { $0.name == "mayQuote" && $0.value.elementsEqual("true".utf8) }
      guard hasConsent, mayQuote else {
        row.withheld.add(.noConsent)
        continue
      }
      shown.append(members.filter { $0.name == "text" || $0.name == "speakerGroup" && !hidesGroups })
    }
    row.list("quotes", shown)
  }

  /// A single person's view is not tied to a group in which that person may be the only one.
  private func hidesGroups(_ fields: BodyFields, _ reader: JSONReader) throws(JSONError) -> Bool {
    if level >= .confidential { return false }
    if try fields.string("agreement", reader) == "individual" { return true }
    return try fields.string("attribution", reader) == "anonymous"
  }
}

/// One row of a listing.
public struct VisibleRow: Sendable, Equatable {
  /// The row's `key`.
  public let key: String
  /// The row as a JSON object.
  public let json: [UInt8]
  /// What of the record was left out of it, item by item.
  public let withheld: [WithheldCount]
}
