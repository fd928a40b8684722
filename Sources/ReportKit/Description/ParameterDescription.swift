import JSONBytes

/// Something that the requester of a report may choose; becomes a property of the report's JSON Schema.
public struct ParameterDescription: Sendable {
  /// The parameter's name, lowerCamelCase.
  public let name: String
  /// Whether a request without it is refused.
  public let isRequired: Bool
  let title: Bilingual
  let schema: JSONObject

  private init(_ name: String, _ title: Bilingual, isRequired: Bool, schema: JSONObject) {
    self.name = name
    self.title = title
    self.isRequired = isRequired
    self.schema = schema
  }

  /// A text: one of `allowed` if that is not empty, of the regular expression `pattern` if that is given.
  public static func string(
    _ name: String, _ title: Bilingual, required: Bool = false, allowed: [String] = [], pattern: String? = nil
  ) -> ParameterDescription {
    var schema: JSONObject = ["type": "string"]
    if !allowed.isEmpty { schema["enum"] = .array(allowed.map(JSONValue.string)) }
    if let pattern { schema["pattern"] = .string(pattern) }
    return ParameterDescription(name, title, isRequired: required, schema: schema)
  }

  /// A day, `YYYY-MM-DD`.
  public static func date(_ name: String, _ title: Bilingual, required: Bool = false) -> ParameterDescription {
    ParameterDescription(name, title, isRequired: required, schema: ["type": "string", "format": "date"])
  }

  /// A whole number, within `range` if that is given.
  public static func integer(
    _ name: String, _ title: Bilingual, required: Bool = false, in range: ClosedRange<Int>? = nil
  ) -> ParameterDescription {
    var schema: JSONObject = ["type": "integer"]
    if let range {
      schema["minimum"] = .integer(Int64(range.lowerBound))
      schema["maximum"] = .integer(Int64(range.upperBound))
    }
    return ParameterDescription(name, title, isRequired: required, schema: schema)
  }

  /// Yes or no; no when it is not given.
  public static func flag(_ name: String, _ title: Bilingual) -> ParameterDescription {
    ParameterDescription(name, title, isRequired: false, schema: ["type": "boolean"])
  }

  static func writeSchema(of parameters: [ParameterDescription], to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("type", "object")
    writer.key("properties")
    writer.beginObject()
    for parameter in parameters {
      writer.key(dynamic: parameter.name)
      writer.beginObject()
      // JSON Schema has no translations: `title` is for English readers, the other one is ours.
      writer.member("title", parameter.title.en)
      writer.member("titleFr", parameter.title.fr)
      for member in parameter.schema.members {
        writer.key(dynamic: member.key)
        writer.value(member.value)
      }
      writer.endObject()
    }
    writer.endObject()
    writer.key("required")
    writer.strings(parameters.filter(\.isRequired).map(\.name))
    writer.member("additionalProperties", false)
    writer.endObject()
  }
}
