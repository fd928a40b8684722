import ArgumentParser
import JSONBytes
import LineRPC
import Violations

extension PluginsCommand {
  /// `kurukan plugins test`
  struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Runs a plugin as a server would, without a server, and says what is wrong with it.",
      discussion: """
        Checks its description and its queries, composes each report in each of its languages twice (the same input must \
        give the same blocks), and writes it in each medium. Without --inputs every query is empty. A file of inputs has \
        a line for each row, in the order of the queries:

          {"input":"findings","row":{"title":{"fr":"Constat"}}}

          kurukan plugins test libOsloFund.so --inputs rows.ndjson --output out/
        """)

    @Argument(help: "The plugin, lib<ID>.so.")
    var file: String

    @Option(help: "A file of input rows.")
    var inputs: String?

    @Option(help: "The grant's number.")
    var grant: String?

    @Option(help: "The first day covered.")
    var from: String?

    @Option(help: "The last day covered.")
    var to: String?

    @Option(help: "The day that the reports bear. Default: 2024-06-30.")
    var reportDate: String?

    @Option(name: .customLong("set"), help: "A parameter of the reports, as name=value. May be repeated.")
    var parameters: [String] = []

    @Option(help: "A folder that is there, for the reports that were written.")
    var output: String?

    func run() async throws {
      let rows = try inputs.map { try RehearsedRow.read($0) } ?? []
      let rehearsal = try PluginRehearsal(
        file: file, rows: rows,
        bounds: ReportBoundsOptions(grant: grant, from: from, to: to, reportDate: reportDate),
        parameters: try ReportCommand.parameters(parameters), output: output)
      // Told at the end, so that the rehearsal leaves nothing behind.
      var unwritten: CommandFailure?
      let faults = try await rehearsal.run { line in
        do throws(CommandFailure) { try Terminal.output(line) } catch { unwritten = unwritten ?? error }
      }
      if let unwritten { throw unwritten }
      guard faults == 0 else {
        throw CommandFailure(
          Wording(
            en: faults == 1 ? "One thing is wrong." : "\(faults) things are wrong.",
            fr: faults == 1 ? "Un point est à corriger." : "\(faults) points sont à corriger."
          ).text)
      }
    }
  }
}

/// A row that a plugin is tested with.
struct RehearsedRow {
  let input: String
  let row: JSONValue

  /// The rows of a file, a line each.
  static func read(_ path: String) throws -> [RehearsedRow] {
    let text = try FileBytes.read(path, limit: 256 << 20)
    return try text.split(separator: 0x0A).enumerated().map { number, line in
      guard let json = try? JSONValue(parsing: Array(line)), let input = json["input"]?.string, let row = json["row"]
      else {
        throw CommandFailure(
          Wording(
            en: "\(path): line \(number + 1) is no {\"input\":\"…\",\"row\":{…}}.",
            fr: "\(path) : la ligne \(number + 1) n’est pas de la forme {\"input\":\"…\",\"row\":{…}}."
          ).text)
      }
      return RehearsedRow(input: input, row: row)
    }
  }
}
