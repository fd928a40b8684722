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
  /// The last day of the period asked for: what came to be later is left out. Nil where no day is the last.
  let until: String?
  /// The grants that the reader may see; nil for all.
  let grants: Set<String>?

  /// The rules for rows of one source at one level, up to one day, and within some grants.
  public init(
    _ source: RecordSource, at level: ConfidentialityLevel, until: CalendarDate? = nil, grants: Set<String>? = nil
  ) {
    self.grants = grants
    self.source = source
    self.level = level
    self.until = until?.description
  }

  /// The row of a listing: `key`, `revision`, then the fields selected, as far as they are there and visible.
  ///
  /// - Parameters:
  ///   - body: a record's canonical body.
  ///   - select: names of the source's ``Records/RecordSource/selectable``.
  ///   - revision: the revision that the body is of.
  ///   - position: the element's place, where a row is an element of a part.
  ///   - protection: what protects people beyond this revision.
  /// - Returns: nil for an element that the body does not have.
  public func row(
    of body: [UInt8], select: [String], revision: Int, position: Int? = nil,
    protection: Protection = Protection()
  ) throws(JSONError) -> VisibleRow? {
    try RecordBody.read([body] + protection.laterBodies, protection) { (record) throws(JSONError) -> VisibleRow? in
      guard let part = source.part else {
        var row = RowWriter(key: try record.fields.string("key"), revision: revision)
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
    guard let value = object.value(field.name), try !isLeftOut(field, value, of: object) else { return }
    guard try isVisible(field, value, in: record) else {
      // That a field is for no report is no news of this row.
      if field.visibility.level != nil { row.withhold(field.name) }
      return
    }
    if let consent = field.visibility.consent {
      try append(field, value, consent, in: record, to: &row)
    } else if let json = try visible(value, field, in: record) {
      row.member(field.name, json)
    } else {
      row.withhold(field.name)
    }
  }

  private func isVisible(
    _ field: Field, _ value: UnsafeBufferPointer<UInt8>? = nil, in record: RecordBody
  ) throws(JSONError) -> Bool {
    guard let least = field.visibility.level, least <= level else { return false }
    for exception in field.visibility.exceptions where exception.level > level {
      for revision in record.revisions {
        if let code = try revision.string(exception.field), exception.codes.contains(code) { return false }
      }
    }
    guard let gathering = field.visibility.gathering, gathering.level > level, let told = record.protection.groupsTold
    else { return true }
    // Anything else than a group that tells of the speaker is shown where some group may be told.
    guard field.type.codeList != nil else { return !told.isEmpty }
    guard let value, let group = try ObjectFields.text(of: value) else { return false }
    return told.contains(group)
  }

  /// A value without what the level may not see of it; nil if nothing is left.
  private func visible(
    _ value: UnsafeBufferPointer<UInt8>, _ field: Field, in record: RecordBody
  ) throws(JSONError) -> [UInt8]? {
    guard let inner = field.type.objectType else { return Array(value) }
    guard field.type.isList else { return try visible(value, inner, in: record) }
    var shown: [[UInt8]] = []
    for element in try ObjectFields.elements(of: value) {
      if try isLeftOut(element, of: field) { continue }
      if let json = try visible(element, inner, in: record) { shown.append(json) }
    }
    return RowWriter.list(shown)
  }

  private func visible(
    _ value: UnsafeBufferPointer<UInt8>, _ type: ObjectType, in record: RecordBody
  ) throws(JSONError) -> [UInt8]? {
    let object = try ObjectFields(value)
    var members: [(name: String, json: [UInt8])] = []
    var withheld: [String] = []
    for member in object.members {
      // What is not declared is shown to nobody, nor are words whose consent nobody looks up at this depth.
      guard let field = type.field(member.name), try !isLeftOut(field, member.value, of: object) else { continue }
      if field.visibility.consent == nil, try isVisible(field, member.value, in: record),
        let json = try visible(member.value, field, in: record)
      {
        members.append((field.name, json))
      } else if field.visibility.level != nil {
        withheld.append(field.name)
      }
    }
    return members.isEmpty ? nil : RowWriter.object(members, withheld: withheld)
  }

  // MARK: - Consent

  /// Words are shown only if whoever said them agreed, the record says on what that rests, it was not withdrawn, and no
  /// later revision takes them back.
  private func append(
    _ field: Field, _ value: UnsafeBufferPointer<UInt8>, _ consent: Visibility.Consent, in record: RecordBody,
    to row: inout RowWriter
  ) throws(JSONError) {
    guard let inner = field.type.objectType, field.type.isList else {
      if let reason = try reasonToWithhold(field, consent, nil, in: record) {
        row.withheld.add(reason)
        row.withhold(field.name)
      } else {
        row.member(field.name, try visible(value, field, in: record))
      }
      return
    }
    var shown: [[UInt8]] = []
    for element in try ObjectFields.elements(of: value) {
      if let reason = try reasonToWithhold(field, consent, try ObjectFields(element), in: record) {
        row.withheld.add(reason)
        row.withhold(field.name)
      } else if let json = try visible(element, inner, in: record) {
        shown.append(json)
      }
    }
    if let list = RowWriter.list(shown) { row.member(field.name, list) }
  }

  /// - Parameter words: the element of a list of words; nil where the field is one whole.
  private func reasonToWithhold(
    _ field: Field, _ consent: Visibility.Consent, _ words: ObjectFields?, in record: RecordBody
  ) throws(JSONError) -> WithholdReason? {
    if let reason = try reasonToWithhold(consent, words ?? record.fields, of: record.fields, in: record) {
      return reason
    }
    for later in record.revisions.dropFirst() {
      guard let value = later.value(field.name) else { return .consentWithdrawn }
      var again = [later]
      if let words, let identity = consent.identity {
        let spelling = Array(words.value(identity) ?? UnsafeBufferPointer(start: nil, count: 0))
        again = []
        for element in try ObjectFields.elements(of: value) {
          let other = try ObjectFields(element)
          if other.value(identity)?.elementsEqual(spelling) == true { again.append(other) }
        }
      }
      guard !again.isEmpty else { return .consentWithdrawn }
      for other in again {
        if try reasonToWithhold(consent, other, of: later, in: record) != nil { return .consentWithdrawn }
      }
    }
    return nil
  }

  private func reasonToWithhold(
    _ consent: Visibility.Consent, _ words: ObjectFields, of revision: ObjectFields, in record: RecordBody
  ) throws(JSONError) -> WithholdReason? {
    if let flag = consent.flag, words.value(flag)?.elementsEqual("true".utf8) != true { return .noConsent }
    guard let basis = try revision.string(consent.basis), basis != "none" else { return .noConsent }
    for place in [words, revision] {
      guard let key = try place.string(consent.reference) else { continue }
      let cover = ConsentCover(key: key, scope: consent.scope)
      return record.protection.consents.contains(cover) ? nil : .consentWithdrawn
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
  /// The words that were left out of it for lack of consent.
  public let withheld: WithheldTally
}

/// A record's body, and what protects it, while one of its rows is made.
private struct RecordBody {
  /// The revision shown, then the later ones.
  let revisions: [ObjectFields]
  let protection: Protection

  var fields: ObjectFields { revisions[0] }

  /// Lends the revisions in `bodies`, of which there is at least one, to `body`.
  static func read<Value>(
    _ bodies: [[UInt8]], _ protection: Protection, _ body: (RecordBody) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    try read(bodies[...], [], protection, body)
  }

  private static func read<Value>(
    _ bodies: ArraySlice<[UInt8]>, _ revisions: [ObjectFields], _ protection: Protection,
    _ body: (RecordBody) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    guard let first = bodies.first else {
      return try body(RecordBody(revisions: revisions, protection: protection))
    }
    return try JSONReader.read(first) { (reader) throws(JSONError) -> Value in
      let range = try reader.skipValue()
      let fields = try ObjectFields(reader.slice(range))
      return try read(bodies.dropFirst(), revisions + [fields], protection, body)
    }
  }

  func element(_ position: Int, of list: String) throws(JSONError) -> ObjectFields? {
    guard let value = fields.value(list) else { return nil }
    let elements = try ObjectFields.elements(of: value)
    return elements.indices.contains(position) ? try ObjectFields(elements[position]) : nil
  }
}
