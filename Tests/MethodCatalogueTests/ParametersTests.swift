import JSONBytes
import LineRPC
import Testing
import Violations

@testable import MethodCatalogue

@Suite("Parameters against their declaration") struct ParametersTests {
  private static let contents: [(name: String, content: MethodField.Content, good: [String])] = [
    ("text", .string, [#""a""#]), ("number", .integer, ["7", "-1"]), ("flag", .boolean, ["true", "false"]),
    ("object", .object, ["{}"]), ("list", .strings, ["[]", #"["a","b"]"#]), ("objects", .objects, ["[]", "[{}]"]),
  ]

  private static let values = [#""a""#, "7", "1.5", "true", "{}", "[]", #"["a","b"]"#, "[{}]", "[1]", #"["a",1]"#]

  private func faults(_ text: String, _ fields: [MethodField]) throws -> [FieldViolation] {
    do throws(Status) {
      try CallParameters(Array(text.utf8), .fields(fields)).finish()
      return []
    } catch {
      #expect(error.reason == .parameterInvalid)
      return error.details
    }
  }

  @Test("Each type takes its own values and no others")
  func types() throws {
    for (name, content, good) in Self.contents {
      for value in Self.values + ["-1", "false"] {
        let found = try faults(#"{"\#(name)":\#(value)}"#, [.optional(name, content, "It.")])
        let isGood = good.contains(value) || (content == .objects || content == .strings) && value == "[]"
        #expect(found.map(\.message.rule) == (isGood ? [] : ["wrong_type"]), "\(name) \(value)")
      }
    }
  }

  @Test("What is missing, of a wrong type, or unknown is named at once, in both languages")
  func together() throws {
    let fields: [MethodField] = [
      .required("key", .string, Wording(en: "the key", fr: "la clé")),
      .required("revision", .integer, Wording(en: "the revision", fr: "la révision")),
      .optional("programme", .string, Wording(en: "the programme", fr: "le programme")),
    ]
    let found = try faults(#"{"revision":"2","programe":"p"}"#, fields)
    #expect(found.map(\.path) == ["key", "revision", "programe"])
    #expect(found.map(\.message.rule) == ["required", "wrong_type", "unknown_parameter"])
    #expect(found.last?.suggestion == "programme")
    for fault in found { #expect(fault.message.fr != nil && fault.message.fr?.contains("'") == false) }
    #expect(try faults(#"{"key":"","revision":2}"#, fields).map(\.path) == ["key"])
    #expect(try faults(#"{"key":"k","revision":2}"#, fields).isEmpty)
    #expect(try faults("", fields).map(\.path) == ["key", "revision"])
  }

  @Test("Parameters are read by their declared names; absent ones are empty")
  func reading() throws {
    let fields = Self.contents.map { MethodField.optional($0.name, $0.content, "It.") }
    let all = #"{"text":"t","number":3,"flag":true,"object":{"a":1},"list":["x","y"],"objects":[]}"#
    let parameters = try CallParameters(Array(all.utf8), .fields(fields))
    #expect(parameters.text("text") == "t" && parameters.integer("number") == 3 && parameters.boolean("flag") == true)
    #expect(parameters.strings("list") == ["x", "y"] && parameters.object("object")?["a"] == 1)
    let none = try CallParameters([], .fields(fields))
    #expect(none.text("text").isEmpty && none.string("text") == nil && none.strings("list").isEmpty)
  }

  @Test("What is no object is refused") func noObject() {
    for text in ["[]", "7", #""x""#, "{"] {
      #expect(throws: Status.self) { try CallParameters(Array(text.utf8), .none) }
    }
  }
}
