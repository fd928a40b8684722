import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

/// Prints the recommendations of the findings `f` and `g`, which are of two themes.
private struct PlannedFormat: DonorFormat {
  static var description: FormatDescription {
    FormatDescription(
      id: "planned", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "P"),
      reports: [
        ReportDescription(
          id: "planned/all", title: Bilingual(verbatim: "P"), level: .internal,
          queries: PlannedRecommendations.queries + [PlanNodes.query])
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "P"), donor: Bilingual(verbatim: "D"))
    let asked = try PlannedRecommendations(inputs, of: ["f": "procurement", "g": "recruitment"])
    try report.paragraph([asked.total, .text(asked.isEmpty ? " none" : " some")])
    try asked.writeThemes(named: { $0.uppercased() }, &report)
    let numbers = ["1.2", "1.10"].enumerated().compactMap { index, code in
      PlanNode(InputRow(["framework": "a", "node": .string(code)], language: .english)).map {
        ($0, [index + 1, index + 2])
      }
    }
    try asked.writeNodes(inputs, numbers: Dictionary(numbers) { first, _ in first }, &report)
  }
}

@Suite struct PlannedRecommendationsTests {
  private static func asked(_ finding: String, _ count: Int64, _ plan: String? = nil, _ node: String? = nil)
    -> JSONValue
  {
    var row: JSONObject = ["finding": .string(finding), "count": .integer(count)]
    if let plan { row["framework"] = .string(plan) }
    if let node { row["node"] = .string(node) }
    return .object(row)
  }

  private static let plans: [JSONValue] = [
    ["key": "a", "title": "Plan A", "nodes": [["code": "1.2", "statement": "Trust."]]],
    ["key": "b", "title": "Plan B", "nodes": [["code": "1.2", "statement": "Not named"]]],
  ]

  private func run(_ inputs: [String: [JSONValue]]) throws -> Rehearsal.Outcome {
    try Rehearsal.run(PlannedFormat.self, report: "planned/all", language: .english, inputs: inputs)
  }

  /// The rows of all tables, each cell in short.
  private func rows(_ outcome: Rehearsal.Outcome) throws -> [String] {
    try outcome.blocks.map { try JSONValue(parsing: $0) }.compactMap { $0["cells"]?.array }.map { cells in
      cells.map { cell in
        let trace = cell["trace"]?.string.map { " (\($0))" } ?? ""
        return (cell.string ?? cell["cell"]?.string ?? cell["number"]?.integer.map { "\($0)" } ?? "?") + trace
      }.joined(separator: " | ")
    }
  }

  @Test("Its queries are ones that a server takes") func queries() {
    #expect(Rehearsal.faults(in: PlannedFormat.self) == [])
  }

  @Test("Each theme has all and those that a plan takes up, each node its own, with what leads to them") func planned()
    throws
  {
    let outcome = try run([
      "asked": [
        Self.asked("f", 2), Self.asked("f", 3, "a", "1.10"), Self.asked("g", 1, "a", "1.2"), Self.asked("g", 1, "a"),
        // Of no finding of the report.
        Self.asked("h", 9, "a", "1.2"),
      ],
      "nodes": [
        ["count": 7, "trace": "0.0"], ["theme": "procurement", "count": 5, "trace": "0.1"],
        ["theme": "procurement", "framework": "a", "count": 3, "trace": "0.2"],
        // More than the report's own: it counts others, too.
        ["framework": "a", "node": "1.2", "count": 10, "trace": "0.3"],
      ], "plans": Self.plans,
    ])
    #expect(
      try rows(outcome) == [
        "PROCUREMENT | 5 (0.1) | 3 (0.2)", "RECRUITMENT | 2 | 2", "Total | 7 (0.0) | 5", "Plan A",
        "1.2 Trust. | ? | 1 | 1–2", "1.10 | ? | 3 | 2–3", "No result named | ? | 1 | ", "Total |  | 5 | ",
      ])
  }

  @Test("Without any that a plan takes up, themes have one number, and that is said of the plan") func unplanned()
    throws
  {
    let outcome = try run(["asked": [Self.asked("g", 4)], "plans": Self.plans])
    #expect(try rows(outcome) == ["RECRUITMENT | 4", "Total | 4"])
    #expect(outcome.diagnostics.compactMap { $0["path"]?.string } == ["finding.recommendations.framework"])
  }

  @Test("A plan that the report may not show is called so") func unnamed() throws {
    let outcome = try run(["asked": [Self.asked("f", 1, "secret", "7")]])
    #expect(try rows(outcome).suffix(3) == ["Plan not shown here", "7 | ? | 1 | ", "Total |  | 1 | "])
  }

  @Test func withoutAnyThereIsNoTable() throws {
    let outcome = try run([:])
    #expect(try rows(outcome) == [] && outcome.blocks.joined().contains("none"))
  }
}
