import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan findings`
struct FindingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "findings", abstract: "Looks for findings, and counts them.",
    subcommands: [FindingsSearchCommand.self, FindingsTallyCommand.self])
}

/// `kurukan findings search`
struct FindingsSearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Lists the findings in whose texts every word occurs, a line of JSON each.",
    discussion: """
      Case and accents do not count, and a word is also found within a longer one: election finds Élections.

        kurukan findings search --token-file reviewer.token budget defense --region gao
      """)

  @OptionGroup var client: ClientOptions

  @Argument(help: "The words.")
  var words: [String]

  @Option(help: "Only this programme.")
  var programme: String?

  @Option(help: "Only this theme; may be repeated.")
  var theme: [String] = []

  @Option(help: "Only this region; may be repeated.")
  var region: [String] = []

  @Option(help: "Only this severity; may be repeated.")
  var severity: [String] = []

  @Option(help: "Stops after so many.")
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more.") }
  }

  func run() async throws {
    var parameters: JSONObject = ["text": .string(words.joined(separator: " "))]
    parameters["programme"] = programme.map(JSONValue.string)
    for (name, codes) in [("theme", theme), ("region", region), ("severity", severity)] where !codes.isEmpty {
      parameters[name] = .array(codes.map(JSONValue.string))
    }
    let client = try await self.client.connect()
    do {
      try await RecordPages(client: client, method: "kurukan.v1.Findings/Search").forEach(parameters, limit: limit) {
        try Terminal.output($0.text)
      }
    } catch let status as Status {
      throw CommandFailure(
        status, doing: Wording(en: "Cannot search the findings", fr: "Impossible de chercher dans les constats"))
    }
    await client.close()
  }
}
