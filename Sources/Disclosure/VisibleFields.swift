public import JSONBytes
public import Records

/// What of a record's body a reader of one level may see, as the kind's declaration says.
///
/// Whether the record as a whole may be seen is decided before, by its effective level. This decides field by
/// field, on the canonical bytes, so that a listing never makes a record of them: a body of an earlier day is shown by
/// the rules of today.
public struct VisibleFields: Sendable {
  /// What the rows are.
  public let source: RecordSource
  /// The reader's level.
  public let level: ConfidentialityLevel

  /// The rules for rows of one source at one level.
  public init(_ source: RecordSource, at level: ConfidentialityLevel) {
    self.source = source
    self.level = level
  }

  /// The row of a listing: `key`, `revision`, then the fields selected, as far as they are there and visible.
  ///
  /// - Parameters:
  ///   - body: a record's canonical body.
  ///   - select: names of the source's ``Records/RecordSource/selectable``.
  ///   - revision: the revision that the body is of.
  ///   - position: the element's place, where a row is an element of a part.
  ///   - consents: the consents named in the body that have arrived and are not withdrawn.
  /// - Returns: nil for an element that the body does not have.
  public func row(
    of body: [UInt8], select: [String], revision: Int, position: Int? = nil, consents: Set<String> = []
  ) throws(JSONError) -> VisibleRow? {
    try JSONReader.read(body) { (reader) throws(JSONError) -> VisibleRow? in
      let record = try RecordBody(&reader, consents)
      guard let part = source.part else {
        var row = RowWriter(key: try record.string("key"), revision: revision)
        for name in select where name != "key" && name != "revision" {
          try append(name, of: record, to: &row)
        }
        return row.finish()
      }
      guard let position, try isVisible(part.field, in: record),
        let element = try record.element(position, of: part.field.name)
      else { return nil }
      var row = RowWriter(key: try element.string("key"), revision: revision)
      for name in select where name != "key" && name != "revision" {
        if let field = part.object.field(name) {
          try append(field, of: element, in: record, to: &row)
        } else {
          try append(name, of: record, to: &row)
        }
      }
      return row.finish()
    }
  }

  // MARK: - Fields

  /// A field of the record, or of an object within it, or the record's key under its kind's name.
  private func append(
    _ name: String, of record: RecordBody, to row: inout RowWriter
  ) throws(JSONError) {
    let type = source.kind.object
    if let field = type.field(name) {
      try append(field, of: record.fields, in: record, to: &row)
    } else if name == source.kind.name {
      row.member(name, record.fields.value("key"))
    } else {
      for field in type.fields {
        guard case .object(let inner) = field.type, let nested = inner.field(name),
          let object = record.fields.value(field.name), try isVisible(field, in: record)
        else { continue }
        try append(nested, of: try ObjectFields(object), in: record, to: &row)
      }
    }
  }

  private func append(
    _ field: Field, of object: ObjectFields, in record: RecordBody, to row: inout RowWriter
  ) throws(JSONError) {
    guard let value = object.value(field.name), try isVisible(field, in: record) else { return }
    if let consent = field.visibility.consent {
      guard try append(field, value, consent, of: object, in: record, to: &row) else { return }
    } else if let json = try visible(value, field.type, in: record) {
      row.member(field.name, json)
    }
  }

  private func isVisible(_ field: Field, in record: RecordBody) throws(JSONError) -> Bool {
    guard let least = field.visibility.level, least <= level else { return false }
    for exception in field.visibility.exceptions where exception.level > level {
      if let code = try record.string(exception.field), exception.codes.contains(code) { return false }
    }
    return true
  }

  /// A value without what the level may not see of it; nil if nothing is left.
  private func visible(
    _ value: UnsafeBufferPointer<UInt8>, _ type: FieldType, in record: RecordBody
  ) throws(JSONError) -> [UInt8]? {
    guard let inner = type.objectType else { return Array(value) }
    guard type.isList else { return try visible(value, inner, in: record) }
    var shown: [[UInt8]] = []
    for element in try ObjectFields.elements(of: value) {
      if let json = try visible(element, inner, in: record) { shown.append(json) }
    }
    return RowWriter.list(shown)
  }

  private func visible(
    _ value: UnsafeBufferPointer<UInt8>, _ type: ObjectType, in record: RecordBody
  ) throws(JSONError) -> [UInt8]? {
    let object = try ObjectFields(value)
    var members: [(name: String, json: [UInt8])] = []
    for member in object.members {
      // What is not declared is shown to nobody, nor are words whose consent nobody looks up at this depth.
      guard let field = type.field(member.name), field.visibility.consent == nil, try isVisible(field, in: record),
        let json = try visible(member.value, field.type, in: record)
      else { continue }
      members.append((field.name, json))
    }
    return members.isEmpty ? nil : RowWriter.object(members)
  }

  // MARK: - Consent

  /// Words are shown only if whoever said them agreed, the record says on what that rests, and it was not withdrawn.
  private func append(
    _ field: Field, _ value: UnsafeBufferPointer<UInt8>, _ consent: Visibility.Consent, of object: ObjectFields,
    in record: RecordBody, to row: inout RowWriter
  ) throws(JSONError) -> Bool {
    let basis = try record.string(consent.basis)
    let hasBasis = basis != nil && basis != "none"
    guard let inner = field.type.objectType, field.type.isList else {
      if let reason = try reasonToWithhold(consent, hasBasis, beside: record.fields, in: record) {
        row.withheld.add(reason)
        return false
      }
      row.member(field.name, try visible(value, field.type, in: record))
      return true
    }
    var shown: [[UInt8]] = []
    for element in try ObjectFields.elements(of: value) {
      if let reason = try reasonToWithhold(consent, hasBasis, beside: try ObjectFields(element), in: record) {
        row.withheld.add(reason)
      } else if let json = try visible(element, inner, in: record) {
        shown.append(json)
      }
    }
    if let list = RowWriter.list(shown) { row.member(field.name, list) }
    return true
  }

  private func reasonToWithhold(
    _ consent: Visibility.Consent, _ hasBasis: Bool, beside words: ObjectFields, in record: RecordBody
  ) throws(JSONError) -> WithholdReason? {
    if let flag = consent.flag, words.value(flag)?.elementsEqual("true".utf8) != true { return .noConsent }
    guard hasBasis else { return .noConsent }
    for place in [words, record.fields] {
      guard let key = try place.string(consent.reference) else { continue }
      return record.consents.contains(key) ? nil : .consentWithdrawn
    }
    return nil
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

/// A record's body while one of its rows is made.
private struct RecordBody {
  let fields: ObjectFields
  let consents: Set<String>

  init(_ reader: inout JSONReader, _ consents: Set<String>) throws(JSONError) {
    let range = try reader.skipValue()
    fields = try ObjectFields(reader.slice(range))
    self.consents = consents
  }

  func string(_ name: String) throws(JSONError) -> String? { try fields.string(name) }

  func element(_ position: Int, of list: String) throws(JSONError) -> ObjectFields? {
    guard let value = fields.value(list) else { return nil }
    let elements = try ObjectFields.elements(of: value)
    return elements.indices.contains(position) ? try ObjectFields(elements[position]) : nil
  }
}
