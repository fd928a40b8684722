import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan runs`
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "Lists reports that were composed before, shows one, and fetches it again.",
    discussion: """
      Every report is kept. Fetching one again gives the very same bytes, or another medium of the same figures:

        kurukan runs list --token-file reviewer.token --programme cri2002-undef
        kurukan runs show --token-file reviewer.token RUN
        kurukan runs fetch --token-file reviewer.token RUN --medium markdown --output report.md
        kurukan runs trace --token-file reviewer.token RUN 3.0
      """,
    subcommands: [ListCommand.self, ShowCommand.self, FetchCommand.self, TraceCommand.self])

  /// `kurukan runs list`
  struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists composed reports, the latest first.",
      discussion: "A table on a terminal, one JSON object a line otherwise or with --json.")

    @OptionGroup var client: ClientOptions

    @Option(help: "Only those of this programme.")
    var programme: String?

    @Option(help: "Only those of this report, such as undef/narrative.")
    var report: String?

    @Option(help: "At most so many.")
    var limit = 100

    @Flag(help: "One JSON object a line instead of a table.")
    var json = false

    func run() async throws {
      guard limit >= 1 else { throw ValidationError("--limit: must be 1 or more.") }
      let client = try await self.client.connect()
      var parameters = JSONObject()
      if let programme { parameters["programme"] = .string(programme) }
      if let report { parameters["report"] = .string(report) }
      let isTable = Terminal.isOutputInteractive && !json
      var table = TextTable(
        ["RUN", "REPORT", "PROGRAMME", "LEVEL", "REQUESTED", "BY", "STATE", "MEDIA"].map { ($0, .left) })
      do {
        try await RecordPages(client: client, method: "kurukan.v1.Reports/Runs").forEach(
          parameters, in: "runs", limit: limit
        ) { run in
          if isTable { table.add(Self.row(run)) } else { try Terminal.output(run.text) }
        }
      } catch let status as Status {
        throw CommandFailure(
          status, doing: Wording(en: "Cannot list the runs", fr: "Impossible d’énumérer les compositions"))
      }
      await client.close()
      if isTable { try Terminal.output(table.text) }
    }

    private static func row(_ run: JSONValue) -> [String] {
      let media = (run["media"]?.array ?? []).compactMap { $0["medium"]?.string }
      let state = run["recalled"]?.bool == true ? "recalled" : run["state"]?.string ?? ""
      return ["run", "report", "programme", "level", "requestedAt", "requestedBy"].map { run[$0]?.string ?? "" } + [
        state, media.joined(separator: ", "),
      ]
    }
  }

  /// `kurukan runs show`
  struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Prints one run as JSON: what was asked, what the format said, why it failed, who received it.")

    @OptionGroup var client: ClientOptions

    @Argument(help: "The run, as `kurukan runs list` gives it.")
    var run: String

    func run() async throws {
      let client = try await self.client.connect()
      do {
        let parameters: JSONValue = ["run": .string(run)]
        let answer = try await client.call("kurukan.v1.Reports/Run", parameters.bytes)
        try Terminal.output(bytes: answer + [UInt8(ascii: "\n")])
      } catch let status as Status {
        throw CommandFailure(
          status, doing: Wording(en: "Cannot show the run \(run)", fr: "Impossible de montrer la composition \(run)"))
      }
      await client.close()
    }
  }

  /// `kurukan runs trace`
  struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "trace",
      abstract: "Prints the records behind a figure of a report as JSON, as far as they may be read.",
      discussion: "A figure's trace stands in the report's HTML, as data-trace. A figure that is hidden has none.")

    @OptionGroup var client: ClientOptions

    @Argument(help: "The run, as `kurukan runs list` gives it.")
    var run: String

    @Argument(help: "The figure's trace, such as 3.0.")
    var trace: String

    func run() async throws {
      let client = try await self.client.connect()
      do {
        let parameters: JSONValue = ["run": .string(run), "trace": .string(trace)]
        let answer = try await client.call("kurukan.v1.Reports/Trace", parameters.bytes)
        try Terminal.output(bytes: answer + [UInt8(ascii: "\n")])
      } catch let status as Status {
        throw CommandFailure(
          status, doing: Wording(en: "Cannot trace \(trace)", fr: "Impossible de remonter la trace \(trace)"))
      }
      await client.close()
    }
  }

  /// `kurukan runs fetch`
  struct FetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fetch", abstract: "Saves a composed report, in any of its media.",
      discussion: "A report of which something was taken back since is not given out any more: render it anew.")

    @OptionGroup var client: ClientOptions

    @Argument(help: "The run, as `kurukan runs list` gives it.")
    var run: String

    @Option(help: "The medium, such as html or markdown.")
    var medium = "html"

    @Option(help: "Where the report goes; - for standard output.")
    var output = "-"

    func run() async throws {
      try MediumOutput.check(medium, output)
      let client = try await self.client.connect()
      let download = ReportDownload(client: client)
      if output == "-" {
        try await download.fetch(run: run, medium: medium, from: 0) { try Terminal.output(bytes: $0) }
      } else {
        let file = try OutputFile(output)
        try await download.fetch(run: run, medium: medium, from: 0) { try file.write($0) }
        try file.finish()
      }
      await client.close()
    }
  }
}
