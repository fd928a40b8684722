import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan health`
struct HealthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health",
    abstract: "Tells whether a server can do its work; the exit code says the same.",
    discussion: """
      Asks kurukan.v1.Health/Check, which asks the database. Exit code 0 means that the server answered SERVING. \
      Needs no token. Meant for the health checks of containers and supervisors.
      """)

  @OptionGroup var client: ClientOptions

  @Option(help: "Seconds that the answer may take.")
  var timeout = 5

  @Flag(help: "Says nothing when all is well.")
  var quiet = false

  func validate() throws {
    guard (1...3_600).contains(timeout) else {
      throw ValidationError("--timeout must be from 1 to 3600 seconds.")
    }
  }

  func run() async throws {
    let answer = try await client.ask(
      "kurukan.v1.Health/Check", options: CallOptions(timeout: .seconds(timeout)),
      doing: Wording(en: "The server does not say how it is", fr: "Le serveur ne dit pas son état"))
    let status = try JSONValue(parsing: answer)["status"]?.string ?? "unknown"
    guard status == "SERVING" else {
      throw CommandFailure(
        Wording(
          en: "The server answers, but cannot do its work: it says \(status).",
          fr: "Le serveur répond, mais ne peut pas faire son travail : il dit \(status)."
        ).text)
    }
    if !quiet { try Terminal.output(status) }
  }
}
