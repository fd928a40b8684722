import JSONBytes
import Testing
import Violations

@testable import MethodCatalogue

@Suite struct MethodSchemaTests {
  private func declaration(_ parameters: MethodParameters, messages: [MethodField] = []) -> MethodDeclaration {
    MethodDeclaration(
      "t.Test/Call", "Made for testing.", access: .everyone, cost: .small, timeout: nil, parameters: parameters,
      messages: messages, answer: [.required("count", .integer, "how many")])
  }

  @Test func everyTypeHasItsSchema() {
    let types: [(MethodField.Content, JSONValue)] = [
      (.string, ["type": "string", "description": "what"]), (.integer, ["type": "integer", "description": "what"]),
      (.boolean, ["type": "boolean", "description": "what"]), (.object, ["type": "object", "description": "what"]),
      (.strings, ["type": "array", "items": ["type": "string"], "description": "what"]),
      (.objects, ["type": "array", "items": ["type": "object"], "description": "what"]),
    ]
    for (content, schema) in types {
      let found = declaration(.fields([.optional("a", content, "what")])).parametersSchema(in: .english)
      #expect(found["properties"]?["a"] == schema)
      #expect(found["required"] == nil && found["additionalProperties"] == false)
    }
  }

  @Test func whatIsRequiredIsSaidAndNothingElseIsTaken() {
    let fields: [MethodField] = [
      .required("a", .string, Wording(en: "what", fr: "quoi")), .optional("b", .string, "what"),
    ]
    #expect(
      declaration(.fields(fields)).parametersSchema(in: .french) == [
        "type": "object",
        "properties": [
          "a": ["type": "string", "description": "quoi"], "b": ["type": "string", "description": "what"],
        ], "required": ["a"], "additionalProperties": false,
      ])
    #expect(declaration(.none).parametersSchema(in: .english) == ["type": "object", "additionalProperties": false])
    #expect(
      declaration(.object("A record.")).parametersSchema(in: .english) == [
        "type": "object", "description": "A record.",
      ])
  }

  @Test func answersMayGrow() {
    let schema = declaration(.none, messages: [.optional("item", .object, "one")])
    #expect(schema.answerSchema(in: .english)["additionalProperties"] == nil)
    #expect(schema.answerSchema(in: .english)["required"] == ["count"])
    #expect(schema.messageSchema(in: .english)?["properties"]?["item"] != nil)
    #expect(declaration(.none).messageSchema(in: .english) == nil)
  }
}
