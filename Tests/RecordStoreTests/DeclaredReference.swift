import JSONBytes
import Records

/// A reference in a record, found by walking its JSON along the declaration.
struct DeclaredReference: Hashable {
  let path: String
  let kinds: [String]
  let carriesLevel: Bool
  let key: String

  static func all(in json: JSONValue, _ kind: RecordKind) -> [DeclaredReference] {
    var found: [DeclaredReference] = []
    _ = walk(json, .object(kind.object), "") { path, reference, key in
      found.append(
        DeclaredReference(path: path, kinds: reference.kinds, carriesLevel: reference.carriesLevel, key: key))
      return key
    }
    return found
  }

  /// The record with every key that it names changed.
  static func renaming(_ json: JSONValue, _ kind: RecordKind, _ name: (String) -> String) -> JSONValue {
    walk(json, .object(kind.object), "") { _, _, key in name(key) }
  }

  private static func walk(
    _ json: JSONValue, _ type: FieldType, _ path: String, _ body: (String, RecordReference, String) -> String
  ) -> JSONValue {
    switch type {
    case .reference(let reference): return .string(body(path, reference, json.string ?? ""))
    case .object(let type):
      var object = JSONObject()
      for member in json.object?.members ?? [] {
        guard let field = type.field(member.key) else { continue }
        let place = path.isEmpty ? field.name : path + "." + field.name
        object[member.key] = walk(member.value, field.type, place, body)
      }
      return .object(object)
    case .list(let element, _):
      return .array((json.array ?? []).enumerated().map { walk($1, element, "\(path)[\($0)]", body) })
    default: return json
    }
  }
}

/// Every example of every kind, alone in a programme of its own, and what it names renamed so that nothing else has it.
struct LonelyExample {
  let kind: RecordKind
  let programme: String
  let json: JSONValue
  let references: [DeclaredReference]

  static func all() throws -> [LonelyExample] {
    try KindCatalogue.standard.kinds.flatMap { kind in
      try kind.examples.indices.map { try LonelyExample(kind, $0) }
    }
  }

  private init(_ kind: RecordKind, _ number: Int) throws {
    self.kind = kind
    programme = "\(kind.name)-\(number)"
    let own = try JSONValue(parsing: kind.examples[number])
    let programme = programme
    let renamed = DeclaredReference.renaming(own, kind) { "\(programme).\($0)" }
    json = merged(
      renamed.object!, ["programme": .string(programme), "key": kind == .programme ? .string(programme) : own["key"]!])
    references = DeclaredReference.all(in: json, kind)
  }

  /// A record that answers to a key: the kind's first example, which names none of its own kind.
  static func target(_ name: String, _ key: String, in programme: String) throws -> JSONValue {
    let kind = KindCatalogue.standard.kind(name)!
    var object = try JSONValue(parsing: kind.examples[0]).object!
    for field in kind.object.fields where !field.isRequired && field.type.reference?.kinds == [name] {
      object[field.name] = nil
    }
    return merged(object, ["programme": .string(programme), "key": .string(key)])
  }
}
