public import JSONBytes
public import Violations

extension MethodDeclaration {
  /// JSON Schema (draft 2020-12) of what a call takes.
  public func parametersSchema(in language: MessageLanguage) -> JSONValue {
    switch parameters {
    case .none: Self.schema([], isClosed: true, language)
    case .fields(let fields): Self.schema(fields, isClosed: true, language)
    case .object(let meaning):
      .object(["type": "object", "description": .string(meaning.text(in: language))])
    }
  }

  /// JSON Schema of the answer. A later version may add members.
  public func answerSchema(in language: MessageLanguage) -> JSONValue {
    Self.schema(answer, isClosed: false, language)
  }

  /// JSON Schema of each message of its stream; nil where it does not stream.
  public func messageSchema(in language: MessageLanguage) -> JSONValue? {
    guard !messages.isEmpty else { return nil }
    return Self.schema(messages, isClosed: false, language)
  }

  /// JSON Schema of each message of its client's stream; nil where it takes none.
  public func itemSchema(in language: MessageLanguage) -> JSONValue? {
    items.map { .object(["type": "object", "description": .string($0.text(in: language))]) }
  }

  private static func schema(_ fields: [MethodField], isClosed: Bool, _ language: MessageLanguage) -> JSONValue {
    var schema: JSONObject = ["type": "object"]
    if !fields.isEmpty {
      let properties = fields.reduce(into: JSONObject()) { $0[$1.name] = $1.schema(in: language) }
      schema["properties"] = .object(properties)
    }
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    if isClosed { schema["additionalProperties"] = false }
    return .object(schema)
  }
}

extension MethodField {
  fileprivate func schema(in language: MessageLanguage) -> JSONValue {
    var schema: JSONObject =
      switch content {
      case .string, .integer, .boolean, .object: ["type": .string(content.rawValue)]
      case .strings: ["type": "array", "items": ["type": "string"]]
      case .objects: ["type": "array", "items": ["type": "object"]]
      }
    schema["description"] = .string(meaning.text(in: language))
    return .object(schema)
  }
}
