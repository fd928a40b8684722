import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan formats`
struct FormatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "Lists the reports that the server can render, with their languages and media.",
    discussion: "Needs no token. A table on a terminal, JSON otherwise or with --json.")

  @OptionGroup var client: ClientOptions

  @Flag(help: "Prints the server's answer as JSON.")
  var json = false

  func run() async throws {
    let answer = try await client.ask(
      "kurukan.v1.Reports/Formats",
      doing: Wording(en: "Cannot list the formats", fr: "Impossible d’énumérer les formats"))
    guard Terminal.isOutputInteractive, !json else {
      try Terminal.output(bytes: answer + [UInt8(ascii: "\n")])
      return
    }
    var table = TextTable([
      ("REPORT", .left), ("TITLE", .left), ("LANGUAGES", .left), ("MEDIA", .left), ("LEVEL", .left),
    ])
    for format in try JSONValue(parsing: answer)["formats"]?.array ?? [] {
      for report in format["reports"]?.array ?? [] {
        table.add([
          report["id"]?.string ?? "", report["title"]?[MessageLanguage.ofEnvironment.rawValue]?.string ?? "",
          Self.list(report["languages"]),
          Self.list(Self.writable(report)), report["level"]?.string ?? "",
        ])
      }
    }
    try Terminal.output(table.text)
  }

  /// The media that the server can write at this moment.
  private static func writable(_ report: JSONValue) -> JSONValue {
    let unavailable = (report["unavailableMedia"]?.array ?? []).map { $0["medium"] }
    return .array((report["media"]?.array ?? []).filter { !unavailable.contains($0) })
  }

  private static func list(_ value: JSONValue?) -> String {
    (value?.array ?? []).compactMap(\.string).joined(separator: ", ")
  }
}
