import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan describe`
struct DescribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Lists the server's methods, or describes one with the JSON Schema of what it takes and gives.",
    discussion: """
      Needs no token. The list is a table on a terminal, JSON otherwise or with --json.

        kurukan describe
        kurukan describe Records/Get
      """)

  @OptionGroup var client: ClientOptions

  @Flag(help: "Prints the server's answer as JSON.")
  var json = false

  @Argument(help: "A method, such as Records/Get or kurukan.v1.Records/Get.")
  var method: MethodName?

  func run() async throws {
    let client = try await self.client.connect()
    let answer: JSONValue
    do {
      answer = try JSONValue(parsing: try await ask(client))
    } catch let status as Status {
      throw CommandFailure(
        status, doing: Wording(en: "Cannot describe the methods", fr: "Impossible de décrire les méthodes"))
    }
    await client.close()
    guard Terminal.isOutputInteractive, !json, method == nil else {
      return try Terminal.output(
        bytes: method == nil ? answer.bytes + [UInt8(ascii: "\n")] : Array(answer.indentedText.utf8))
    }
    var table = TextTable([("METHOD", .left), ("KIND", .left), ("WHAT IT DOES", .left)])
    for method in answer["methods"]?.array ?? [] {
      table.add(["name", "kind", "summary"].map { method[$0]?.string ?? "" })
    }
    try Terminal.output(table.text)
  }

  private func ask(_ client: LineClient) async throws(Status) -> [UInt8] {
    guard let method else { return try await client.call("kurukan.v1.Reflection/List") }
    let request: JSONValue = ["method": .string(method.full)]
    return try await client.call("kurukan.v1.Reflection/Describe", request.bytes)
  }
}

/// A method as somebody names it, with its package or without.
struct MethodName: ExpressibleByArgument {
  /// The package that is meant where none is named.
  private static let package = "kurukan.v1."

  /// The whole name.
  let full: String

  init?(argument: String) {
    guard !argument.isEmpty, argument.contains("/") else { return nil }
    full = argument.prefix { $0 != "/" }.contains(".") ? argument : Self.package + argument
  }
}
