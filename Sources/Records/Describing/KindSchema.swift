public import JSONBytes

/// A kind as a JSON Schema (2020-12).
///
/// It refuses nothing that ``RecordReader`` takes. It may take more: what it cannot say stands in its comments.
public struct KindSchema {
  private static let limits =
    "JSON alone cannot say that a record has at most \(RecordLimits.recordBytes) bytes, that no key stands twice in one"
    + " object, that no text is invisible, and that each day exists."

  /// The schema.
  public private(set) var document: JSONValue = [:]
  /// What several places share, by name, in the order of their first use.
  private var definitions = JSONObject()
  /// The names of the objects that were defined already.
  private var objectNames: [ObjectIdentifier: String] = [:]

  /// The schema's identifier, which needs no network.
  public static func identifier(of kind: RecordKind) -> String { "urn:kurukan:kind:\(kind.name)" }

  /// The schema of a kind.
  public init(_ kind: RecordKind) {
    var schema: JSONObject = [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": .string(Self.identifier(of: kind)), "title": .string(kind.en), "description": .string(kind.meaning),
      "$comment": .string(Self.limits),
    ]
    for member in object(kind.object, "", kind: kind.name).members {
      let isComment = member.key == "$comment"
      schema[member.key] = isComment ? .string(Self.limits + " " + (member.value.string ?? "")) : member.value
    }
    schema["$defs"] = .object(definitions)
    document = .object(schema)
  }

  // MARK: - Objects

  private mutating func object(_ type: ObjectType, _ path: String, kind: String? = nil) -> JSONObject {
    var properties = JSONObject()
    for field in type.fields {
      let inner = path.isEmpty ? field.name : path + "." + field.name
      let isKind = kind != nil && field.name == "kind"
      var property = isKind ? ["const": .string(kind ?? "")] : value(field.type, inner)
      property["description"] = .string(Self.description(of: field))
      if field.isRequired, case .list = field.type { property["minItems"] = 1 }
      properties[field.name] = .object(property)
    }
    var schema: JSONObject = ["type": "object", "properties": .object(properties)]
    let required = type.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    schema["additionalProperties"] = false
    let conditions = type.rules.compactMap { rule in
      rule.schema.condition.map { JSONValue.object(ConditionSchema.of($0, type)) }
    }
    if !conditions.isEmpty { schema["allOf"] = .array(conditions) }
    let unsaid = type.rules.filter { !$0.schema.isWhole }.map(\.text)
    if !unsaid.isEmpty { schema["$comment"] = .string("Held to as well: " + unsaid.joined(separator: " ")) }
    return schema
  }

  private static func description(of field: Field) -> String {
    switch field.type {
    case .reference, .protectedCode, .list(.reference, _), .list(.protectedCode, _):
      let summary = field.type.summary
      return field.meaning + " " + summary.prefix(1).uppercased() + summary.dropFirst() + "."
    default: return field.meaning
    }
  }

  // MARK: - Values

  private mutating func value(_ type: FieldType, _ path: String) -> JSONObject {
    switch type {
    case .text(let limit):
      let string = JSONValue.object(define("string-\(limit)") { TextSchema.string(limit) })
      return define("text-\(limit)") { TextSchema.text(string) }
    case .string(let limit): return define("string-\(limit)") { TextSchema.string(limit) }
    case .protectedCode: return value(.words, path)
    case .key, .reference: return define("format-key") { TextSchema.formatted(.key) }
    case .formatted(let format): return define("format-\(format.name)") { TextSchema.formatted(format) }
    case .code(let list):
      return define("codes-\(list.name)") {
        [
          "description": .string("A code of the list \(list.name)."),
          "enum": .array(list.codes.map(JSONValue.string)),
        ]
      }
    case .date: return define("date") { TextSchema.date }
    case .partialDate: return define("partial-date") { TextSchema.partialDate }
    case .money:
      let currency = JSONValue.object(value(.formatted(.currency), path))
      return define("money") { TextSchema.money(currency) }
    case .integer(let range):
      return [
        "type": "integer", "minimum": .integer(Int64(range.lowerBound)), "maximum": .integer(Int64(range.upperBound)),
      ]
    case .number(let range):
      return ["type": "number", "minimum": Self.number(range.lowerBound), "maximum": Self.number(range.upperBound)]
    case .boolean: return ["type": "boolean"]
    case .object(let type): return objectReference(type, path)
    case .list(let element, let limit):
      var list: JSONObject = [
        "type": "array", "items": .object(value(element, path)), "maxItems": .integer(Int64(limit)),
      ]
      if element.objectType == nil { list["uniqueItems"] = true }
      return list
    }
  }

  private static func number(_ value: Double) -> JSONValue {
    Int64(exactly: value).map(JSONValue.integer) ?? .number(value)
  }

  /// A reference to a definition, which is made where there is none of its name yet.
  private mutating func define(_ name: String, _ make: () -> JSONObject) -> JSONObject {
    if definitions[name] == nil { definitions[name] = .object(make()) }
    return ["$ref": .string("#/$defs/\(name)")]
  }

  /// Objects are named by where they stand first; one that several fields have is defined once.
  private mutating func objectReference(_ type: ObjectType, _ path: String) -> JSONObject {
    let name = objectNames[ObjectIdentifier(type)] ?? "object-\(path)"
    if objectNames.updateValue(name, forKey: ObjectIdentifier(type)) == nil {
      definitions[name] = [:]
      definitions[name] = .object(object(type, path))
    }
    return ["$ref": .string("#/$defs/\(name)")]
  }
}
