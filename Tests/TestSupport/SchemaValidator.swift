import Foundation
public import JSONBytes

/// A validator of JSON Schema that is not ours: Python's `jsonschema`.
public enum SchemaValidator {
  /// A record and the name of the schema that it is held against.
  public struct Question: Sendable {
    /// The schema's name.
    public let schema: String
    /// The record's text.
    public let record: String

    /// A question.
    public init(schema: String, record: String) {
      self.schema = schema
      self.record = record
    }
  }

  /// Why each record is refused, in their order; nil for those that are accepted. One process answers all.
  public static func faults(in questions: [Question], schemas: [String: JSONValue]) async throws -> [String?] {
    var input = JSONWriter()
    for (name, schema) in schemas.sorted(by: { $0.key < $1.key }) {
      input.value(["name": .string(name), "schema": schema])
      input.newline()
    }
    for question in questions {
      input.value(["name": .string(question.schema), "record": .string(question.record)])
      input.newline()
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "validate_records.py").path
    let answers = try await run([python(), script], input: Data(input.bytes)).split(separator: UInt8(ascii: "\n"))
    guard answers.count == questions.count else { throw Failure("\(answers.count) answers to \(questions.count)") }
    return try answers.map { try JSONValue(parsing: Array($0)).string }
  }

  /// Debian's Python, for which `deploy/install-dependencies test` installs the validator, else that of the path.
  private static func python() async throws -> String {
    for candidate in ["/usr/bin/python3", "python3"] {
      let found = try? await run(
        [candidate, "-c", "import jsonschema; jsonschema.Draft202012Validator"], input: Data())
      if found != nil { return candidate }
    }
    throw Failure("Python has no jsonschema that knows 2020-12; run deploy/install-dependencies test.")
  }

  private static func run(_ command: [String], input: Data) async throws -> Data {
    let process = try await ChildProcess.run(URL(filePath: "/usr/bin/env"), command, input: input)
    guard process.exitCode == 0 else { throw Failure(String(decoding: process.errors, as: UTF8.self)) }
    return process.output
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }
}
