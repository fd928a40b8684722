import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan findings tally`
struct FindingsTallyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally",
    abstract: "Counts findings, people or others, as reports count them.",
    discussion: """
      Only what a reviewer validated is counted. Counts of people that are small, or from which a small one could be \
      computed, are hidden and marked [c].

        kurukan findings tally cri2002-undef --by region --by theme
        kurukan findings tally cri2002-undef --from participation --by group --by sex --totals
        kurukan findings tally cri2002-undef --by theme --where region=gao,segou --not-before 2023-01-01

      A table on a terminal, JSON otherwise or with --json.
      """)

  @OptionGroup var client: ClientOptions

  @Argument(help: "The programme.")
  var programme: String

  @Option(help: "What is counted: finding, participation for people, or another source. Default: finding.")
  var from: String?

  @Option(name: .customLong("by"), help: "A dimension, such as region, theme, severity, group or sex; repeat it.")
  var dimensions: [String] = []

  @Option(name: .customLong("measure"), help: "How it is counted, such as count or people; may be repeated.")
  var measures: [String] = []

  @Option(name: .customLong("where"), help: "A condition, such as region=gao,segou; may be repeated.")
  var conditions: [String] = []

  @Option(help: "The first day, such as 2023-01-01.")
  var notBefore: String?

  @Option(help: "The last day.")
  var notAfter: String?

  @Flag(help: "Counts the margins too.")
  var totals = false

  @Option(help: "The highest level that is counted. Default: public.")
  var level: String?

  @Option(help: "Counts of people below this are hidden: 5, 10 or 20. Default: 5.")
  var threshold: Int?

  @Flag(help: "Prints the server's answer as JSON.")
  var json = false

  func validate() throws {
    for condition in conditions where !condition.contains("=") {
      throw ValidationError("--where \(condition): write a dimension and its values, such as region=gao,segou.")
    }
  }

  func run() async throws {
    let client = try await self.client.connect()
    let answer: [UInt8]
    do {
      answer = try await client.call("kurukan.v1.Findings/Tally", JSONValue.object(parameters).bytes)
    } catch {
      throw CommandFailure(error, doing: Wording(en: "Cannot count", fr: "Impossible de compter"))
    }
    await client.close()
    guard Terminal.isOutputInteractive, !json else {
      try Terminal.output(bytes: answer + [UInt8(ascii: "\n")])
      return
    }
    try Terminal.output(Self.table(try JSONValue(parsing: answer), dimensions))
  }

  private var parameters: JSONObject {
    var parameters: JSONObject = ["programme": .string(programme), "totals": .bool(totals)]
    parameters["from"] = from.map(JSONValue.string)
    if !dimensions.isEmpty { parameters["groupBy"] = .array(dimensions.map(JSONValue.string)) }
    if !measures.isEmpty { parameters["measures"] = .array(measures.map(JSONValue.string)) }
    if !conditions.isEmpty {
      var object = JSONObject()
      for condition in conditions {
        let parts = condition.split(separator: "=", maxSplits: 1).map(String.init)
        let values = (parts.count > 1 ? parts[1] : "").split(separator: ",").map { JSONValue.string(String($0)) }
        object[parts.first ?? ""] = .array(values)
      }
      parameters["where"] = .object(object)
    }
    parameters["notBefore"] = notBefore.map(JSONValue.string)
    parameters["notAfter"] = notAfter.map(JSONValue.string)
    parameters["level"] = level.map(JSONValue.string)
    parameters["threshold"] = threshold.map { .integer(Int64($0)) }
    return parameters
  }

  static func table(_ answer: JSONValue, _ dimensions: [String]) -> String {
    let cells = answer["cells"]?.array ?? []
    let measures = cells.first?["measures"]?.object?.members.map(\.key) ?? []
    let all = Wording(en: "all", fr: "ensemble").text
    let hidden = Wording(en: "[c]", fr: "[s]").text
    var table = TextTable(
      dimensions.map { ($0.uppercased(), .left) } + measures.map { ($0.uppercased(), .right) })
    for cell in cells {
      let labels = dimensions.map { cell["labels"]?[$0]?.string ?? all }
      let counts = measures.map { measure in
        let count = cell["measures"]?[measure]
        return count?.integer.map(String.init) ?? count?["below"]?.integer.map { "<\($0)" } ?? hidden
      }
      table.add(labels + counts)
    }
    return table.text
  }
}
