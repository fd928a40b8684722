import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite struct PlanPartTests {
  private static let nodes: [JSONValue] = [
    ["code": "1", "level": "pillar", "pillar": "prevention", "statement": "Prevent"],
    ["code": "1.1", "parent": "1", "level": "result", "statement": "Less harm"],
    activity("1.1.1", "1.1", "completed", "2023-05-01"), activity("1.1.2", "1.1", "on_track", "2023-02-01"),
    activity("1.1.3", "1.1", nil),
    ["code": "2", "level": "pillar", "pillar": "protection", "statement": "Protect"],
    activity("2.1", "2", "completed", "2023-12-01"),
    ["code": "C", "level": "output", "statement": "Coordinate"],
  ]

  private static func activity(_ code: String, _ parent: String, _ status: String?, _ day: String? = nil) -> JSONValue {
    var row: JSONObject = ["code": .string(code), "parent": .string(parent), "level": "activity"]
    row["status"] = status.map { .string($0) }
    row["statusOn"] = day.map { .string($0) }
    return .object(row)
  }

  /// A report of the plan's parts.
  private func run(
    _ nodes: [JSONValue] = nodes, measurements: [JSONValue] = [],
    _ body: @escaping @Sendable ([PlanPart], inout ReportBuilder) throws -> Void
  ) throws -> (lines: [String], paths: [String]) {
    let plan: JSONValue = ["key": "plan", "frameworkType": "donor_results", "nodes": .array(nodes)]
    return try SubjectFormat.run(
      [.frameworks("donor_results"), .measurements], ["frameworks": [plan], "measurements": measurements]
    ) { inputs, report in
      let plan = try #require(try ResultsFramework.read(inputs).first)
      let parts = PlanPart.all(of: plan, others: "Others") { root in
        root.row.string("pillar").map { _ in "Pillar \(root.code)" }
      }
      try body(parts, &report)
    }
  }

  @Test("Each uppermost node that has a name makes a part, and all others one together at the end") func parts() throws
  {
    _ = try run { parts, _ in
      #expect(parts.map(\.name) == ["Pillar 1", "Pillar 2", "Others"])
      #expect(parts.map { $0.root?.code } == ["1", "2", nil])
      #expect(parts.map { $0.nodes.count } == [5, 2, 1])
    }
    _ = try run(Array(Self.nodes.dropLast())) { parts, _ in #expect(parts.map(\.name) == ["Pillar 1", "Pillar 2"]) }
  }

  @Test(
    "A status counts from its own day on",
    arguments: [("2023-01-31", 0, 4), ("2023-05-01", 1, 2), ("2023-11-30", 1, 2), ("2023-12-31", 2, 1)])
  func statuses(_ day: String, _ completed: Int, _ unknown: Int) throws {
    _ = try run { parts, _ in
      let day = try #require(CalendarDate(day))
      #expect(parts.completed(on: day) == completed && parts.activityCount == 4)
      #expect(parts.reduce(0) { $0 + $1.activities(of: nil, on: day) } == unknown)
      #expect(parts.completion(on: day) == .share(.number(completed), of: .number(4)))
    }
  }

  @Test("Activities stand by status and part, with their sums, and the requester hears of those of no status")
  func progress() throws {
    let (lines, paths) = try run { parts, report in
      try report.planProgress(parts, on: try #require(CalendarDate("2023-12-31")))
    }
    #expect(
      lines.filter { $0.hasPrefix("Pillar") || $0.hasPrefix("Total") } == [
        "Pillar 1 | 1 | 1 | 1", "Pillar 2 | 0 | 1 | 0", "Total | 1 | 2 | 1",
        "Pillar 1 | 3 | 1 | 33.333333333333336 % | 1", "Pillar 2 | 1 | 1 | 100.0 % | 0", "Total | 4 | 2 | 50.0 % | 1",
      ])
    #expect(paths == ["framework.nodes"])
  }

  @Test("A plan without activities is a gap") func noActivities() throws {
    let (lines, paths) = try run([["code": "1", "level": "outcome"]]) { parts, report in
      try report.planProgress(parts, on: try #require(CalendarDate("2023-12-31")))
    }
    #expect(lines.count == 1 && paths == ["framework.nodes"])
  }

  @Test(
    "A quarter tells what was told in it; one that goes on or has not begun lacks nothing",
    arguments: [
      ("2023-12-31", "? | Completed | ? | ?"), ("2023-06-30", "? | Completed |  | "),
      ("2023-05-31", "? | Completed |  | "),
      ("2023-04-30", "? |  |  | "), ("2023-02-28", " |  |  | "),
    ])
  func quarters(_ day: String, _ expected: String) throws {
    let told: JSONValue = [
      "key": "m", "framework": "plan", "node": "1.1", "status": "completed", "periodStart": "2023-04-01",
      "periodEnd": "2023-05-15",
    ]
    let (lines, _) = try run(measurements: [told]) { parts, report in
      let day = try #require(CalendarDate(day))
      try report.quarterlyStatuses(parts, levels: ["result"], in: FiscalYear(2023), until: day)
    }
    #expect(lines.last == "1.1 – Less harm | \(expected)")
  }

  @Test("A plan's money stands by its parts") func funding() throws {
    let money: JSONValue = [["source": "State", "planned": ["amount": "10", "currency": "XOF"]]]
    let nodes: [JSONValue] = [["code": "1", "level": "pillar", "pillar": "prevention", "funding": money]]
    _ = try run(nodes) { parts, _ in
      let funding = Funding(of: parts.first?.framework, by: parts)
      #expect(funding.parts.map(\.name) == ["Pillar 1"])
      #expect(funding.sums(in: "XOF").total.planned?.amount == "10" && funding.years.isEmpty)
    }
    #expect(Funding(of: nil, by: []).currencies.isEmpty)
  }
}
