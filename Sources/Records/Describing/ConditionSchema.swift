import JSONBytes

/// What a rule says of fields, as JSON Schema.
enum ConditionSchema {
  static func of(_ condition: RuleCondition, _ type: ObjectType) -> JSONObject {
    switch condition {
    case .given(let field):
      var schema: JSONObject = ["required": [.string(field)]]
      if isList(field, type) { schema["properties"] = .object([field: ["minItems": 1]]) }
      return schema
    case .isOne(let field, let codes):
      let value: JSONValue =
        codes.count == 1 ? ["const": .string(codes[0])] : ["enum": .array(codes.map(JSONValue.string))]
      return ["required": [.string(field)], "properties": .object([field: value])]
    case .above(let field, let limit):
      let number = Int64(exactly: limit).map(JSONValue.integer) ?? .number(limit)
      return ["properties": .object([field: ["exclusiveMinimum": number]])]
    case .all(let parts): return ["allOf": list(parts, type)]
    case .any(let parts): return ["anyOf": list(parts, type)]
    case .not(let part): return ["not": .object(of(part, type))]
    case .implies(.given(let first), .given(let second)) where !isList(first, type) && !isList(second, type):
      return ["dependentRequired": .object([first: [.string(second)]])]
    case .implies(let first, let second):
      return ["if": .object(of(first, type)), "then": .object(of(second, type))]
    case .within(let field, let part):
      guard let inner = type.field(field)?.type.objectType else { return [:] }
      return ["properties": .object([field: .object(of(part, inner))])]
    }
  }

  private static func list(_ parts: [RuleCondition], _ type: ObjectType) -> JSONValue {
    .array(parts.map { .object(of($0, type)) })
  }

  private static func isList(_ field: String, _ type: ObjectType) -> Bool {
    type.field(field)?.type.isList ?? false
  }
}
