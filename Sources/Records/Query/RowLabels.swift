public import JSONBytes

/// The names of the codes and organisations in a query's rows, in one language, for plugins that carry no lists of them.
public struct RowLabels: Sendable {
  private let source: RecordSource
  private let follows: [RecordFollow]
  private let language: Language
  private let organisation: @Sendable (String) -> JSONValue?

  /// The labels of a query's rows in a language.
  ///
  /// - Parameter organisation: the name and the acronym of the organisation of a key; nil if it may not be named.
  public init(
    _ query: RecordQuery, in language: Language, organisation: @escaping @Sendable (String) -> JSONValue? = { _ in nil }
  ) {
    source = query.source
    follows = query.follows
    self.language = language
    self.organisation = organisation
  }

  /// The row with a member `labels` more, in which names stand as the codes, and the keys of organisations, do in the row.
  /// A row without any stays as it is.
  public func added(to row: [UInt8]) throws(JSONError) -> [UInt8] {
    guard var object = try JSONValue(parsing: row).object else { return row }
    var labels = JSONObject()
    for member in object.members { labels[member.key] = label(of: member.key, member.value) }
    for follow in follows {
      guard let followed = object[RecordQuery.followed]?[follow.reference.name] else { continue }
      let named = label(of: followed, .object(follow.source.kind.object))
      guard let named else { continue }
      var members = labels[RecordQuery.followed]?.object ?? JSONObject()
      members[follow.reference.name] = named
      labels[RecordQuery.followed] = .object(members)
    }
    guard !labels.members.isEmpty else { return row }
    object["labels"] = .object(labels)
    return JSONValue.object(object).bytes
  }

  private func label(of name: String, _ value: JSONValue) -> JSONValue? {
    if let field = source.part?.object.field(name) ?? source.kind.object.field(name) {
      return label(of: value, field.type)
    }
    if let field = source.figures.first(where: { $0.name == name })?.figure.flatMap(source.field) {
      return label(of: value, field.type)
    }
    // What lies deeper in a record is a dimension by a name of its own.
    return source.dimension(name)?.codes.flatMap { text(value, $0) }
  }

  private func label(of value: JSONValue, _ type: FieldType) -> JSONValue? {
    if let elements = value.array {
      let labels = elements.map { label(of: $0, type) }
      return labels.contains { $0 != nil } ? .array(labels.map { $0 ?? .null }) : nil
    }
    if let list = type.codeList { return text(value, list) }
    if type.reference?.kinds.contains(RecordKind.organisation.name) == true {
      return value.string.flatMap(organisation)
    }
    guard let inner = type.objectType, let members = value.object?.members else { return nil }
    var labels = JSONObject()
    for member in members {
      guard let field = inner.field(member.key) else { continue }
      labels[member.key] = label(of: member.value, field.type)
    }
    return labels.members.isEmpty ? nil : .object(labels)
  }

  private func text(_ value: JSONValue, _ list: CodeList) -> JSONValue? {
    value.string.flatMap { list.label($0, language) }.map(JSONValue.string)
  }
}
