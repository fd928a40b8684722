import ArgumentParser
import JSONBytes
import LineRPCClient
import Violations

/// `kurukan whoami`
struct WhoAmICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whoami",
    abstract: "Tells whom the token belongs to, and what it allows.",
    discussion: "A table on a terminal, JSON otherwise or with --json.")

  @OptionGroup var client: ClientOptions

  @Flag(help: "Prints the server's answer as JSON.")
  var json = false

  func run() async throws {
    let answer = try await client.ask(
      "kurukan.v1.Session/WhoAmI",
      doing: Wording(en: "The server does not say who you are", fr: "Le serveur ne dit pas qui vous êtes"))
    guard Terminal.isOutputInteractive, !json else { return try Terminal.output(bytes: answer + [UInt8(ascii: "\n")]) }
    var table = TextTable([("MEMBER", .left), ("VALUE", .left)])
    for member in try JSONValue(parsing: answer).object?.members ?? [] {
      let values = member.value.array ?? [member.value]
      table.add([member.key, values.map { $0.string ?? $0.text }.joined(separator: ", ")])
    }
    try Terminal.output(table.text)
  }
}
