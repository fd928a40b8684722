import JSONBytes
import Testing
import Violations

@testable import PluginDescriptions

@Suite struct ParameterSchemaTests {
  private static func schema(_ properties: JSONObject, required: [String] = []) throws -> ParameterSchema {
    try ParameterSchema([
      "type": "object", "properties": .object(properties), "required": .array(required.map(JSONValue.string)),
      "additionalProperties": false,
    ])
  }

  private static func paths(_ schema: ParameterSchema, _ given: JSONObject) -> [String] {
    schema.violations(of: given).map { "\($0.path): \($0.message.rule)" }
  }

  @Test(
    "Each rule holds at its bounds and breaks beyond them",
    arguments: [
      (
        ["type": "integer", "minimum": 1, "maximum": 12], [1, 12], [0, 13, "1", true, []],
        "number_range wrong_type"
      ),
      (
        ["type": "string", "minLength": 2, "maxLength": 3], ["ab", "éèê"], ["a", "abcd", 3], "text_length wrong_type"
      ),
      (["type": "string", "enum": ["final", "mid"]], ["final"], ["finale", "", "Final"], "unknown_code"),
      (["type": "string", "format": "date"], ["2024-02-29"], ["2023-02-29", "29/02/2024", ""], "date"),
      (["type": "string", "pattern": "^[A-Z]{3}$"], ["UDF"], ["udf", "UDFX", "U"], "pattern"),
      (["type": "boolean"], [true, false], ["true", 1], "wrong_type"),
      (
        ["type": "array", "items": ["type": "integer", "minimum": 0], "minItems": 1, "maxItems": 2], [[0], [1, 2]],
        [[], [1, 2, 3], [-1], ["a"], 1], "element_count number_range wrong_type"
      ),
    ] as [(JSONObject, [JSONValue], [JSONValue], String)])
  func rules(_ rule: JSONObject, good: [JSONValue], bad: [JSONValue], names: String) throws {
    let schema = try Self.schema(["x": .object(rule)])
    for value in good { #expect(Self.paths(schema, ["x": value]) == [], "\(value.text)") }
    for value in bad {
      let found = Self.paths(schema, ["x": value])
      #expect(found.count == 1, "\(value.text) \(found)")
      #expect(found.allSatisfy { names.contains($0.split(separator: " ").last ?? "?") }, "\(value.text) \(found)")
    }
  }

  @Test("What is missing and what is not known is named, with what was meant")
  func names() throws {
    let schema = try Self.schema(
      ["from": ["type": "string", "format": "date"], "grant": ["type": "string"]], required: ["grant"])
    let violations = schema.violations(of: ["frm": "2024-01-01"])
    #expect(violations.map(\.path) == ["grant", "frm"])
    #expect(violations.last?.suggestion == "from")
  }

  @Test(
    "A schema that says more than is enforced is refused with the word",
    arguments: [
      (["type": "string", "minimum": 1], "minimum"), (["type": "integer", "multipleOf": 2], "multipleOf"),
      (["type": "string", "format": "email"], "format"), (["type": "object"], "type"), (["$ref": "#"], "type"),
      (["type": "string", "pattern": "(a+)+$"], "pattern"), (["type": "string", "enum": [1]], "enum"),
      (["type": "array", "items": ["type": "array"]], "type"),
    ] as [(JSONObject, String)])
  func refused(_ rule: JSONObject, word: String) {
    #expect {
      try Self.schema(["x": .object(rule)])
    } throws: {
      ($0 as? ParameterSchema.Fault)?.message.contains(word) == true
    }
  }

  @Test(
    "Conditions between properties, open objects and required strangers are refused",
    arguments: [
      ["properties": [:], "allOf": []], ["properties": [:], "additionalProperties": true],
      ["type": "array", "properties": [:]],
      ["properties": ["a": ["type": "string"]], "required": ["b"]], [:],
    ] as [JSONObject])
  func refusedObjects(_ json: JSONObject) {
    #expect(throws: ParameterSchema.Fault.self) { try ParameterSchema(json) }
  }
}
