import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite struct PlanStepTests {
  private static let day = CalendarDate("2024-01-31")

  private func steps(_ nodes: [JSONObject], withOutputs: Bool = false, measurements: [JSONObject] = []) throws
    -> [PlanStep]
  {
    let framework = InputRow(["key": "f", "nodes": .array(nodes.map(JSONValue.object))], language: .english)
    let rows = measurements.map { InputRow($0, language: .english) }
    return PlanStep.activities(
      [ResultsFramework(framework, measurements: rows)], withOutputs: withOutputs, on: try #require(Self.day))
  }

  private func step(_ members: JSONObject) throws -> PlanStep {
    var node: JSONObject = ["code": "A", "level": "activity"]
    for member in members.members { node[member.key] = member.value }
    return try #require(try steps([node]).first)
  }

  @Test(
    "Days late are those between the day signed and the day done, or the report's",
    arguments: [
      ("2023-11-30", "2023-12-13", "2024-01-31", 13), ("2023-05-31", "2023-05-16", "2024-01-31", -15),
      ("2023-05-31", "2023-05-31", "2024-01-31", 0), ("2024-01-30", nil, "2024-01-31", 1),
      ("2024-01-31", nil, "2024-01-31", nil), ("2024-02-28", "2024-03-01", "2024-03-01", 2),
      (nil, "2024-03-01", "2024-03-01", nil),
      // What was done later was not done yet.
      ("2024-01-01", "2024-03-01", "2024-01-31", 30), ("2024-02-01", "2024-03-01", "2024-01-31", nil),
    ] as [(String?, String?, String, Int?)])
  func daysLate(planned: String?, done: String?, asOf: String, expected: Int?) throws {
    var row: JSONObject = [:]
    row["plannedOn"] = planned.map(JSONValue.string)
    row["actualOn"] = done.map(JSONValue.string)
    let day = try #require(CalendarDate(asOf))
    let milestone = try #require(PlanStep.milestones([InputRow(row, language: .english)], on: day).first)
    #expect(milestone.daysLate == expected)
  }

  @Test("Activities stand in the order of their tree, under their outputs, and milestones by their numbers")
  func order() throws {
    let nodes: [JSONObject] = [
      ["code": "1.10", "parent": "1", "level": "activity"], ["code": "1.9", "parent": "1", "level": "activity"],
      ["code": "1", "parent": "O", "level": "output", "statement": "Under it"], ["code": "O", "level": "outcome"],
      ["code": "2", "level": "activity"],
    ]
    let steps = try steps(nodes)
    #expect(steps.map(\.code) == ["2", "1.9", "1.10"])
    #expect(steps.map { $0.output?.text("statement") } == [nil, "Under it", "Under it"])
    #expect(steps.map(\.top) == ["2", "O", "O"])
    #expect(try self.steps(nodes, withOutputs: true).map(\.code) == ["2", "1", "1.9", "1.10"])
    let milestones = [["number": 2], ["number": 1]].map { InputRow($0, language: .english) }
    #expect(PlanStep.milestones(milestones, on: try #require(Self.day)).map(\.code) == ["1", "2"])
  }

  @Test("A plan counts as revised, a beginning once it was made") func days() throws {
    let planned: JSONObject = ["plannedStart": "2024-01-01", "plannedEnd": "2024-02-01"]
    var revised = planned
    (revised["revisedStart"], revised["revisedEnd"]) = ("2024-01-15", "2024-03-01")
    #expect(try step(planned).end == CalendarDate("2024-02-01") && step(planned).revised == nil)
    #expect(try step(revised).end == CalendarDate("2024-03-01") && step(revised).planned == CalendarDate("2024-02-01"))
    #expect(try step(revised).start == CalendarDate("2024-01-15"))
    for (begun, start) in [("2024-01-20", "2024-01-20"), ("2024-02-20", "2024-01-15")] {
      revised["actualStart"] = .string(begun)
      #expect(try step(revised).start == CalendarDate(start))
    }
    #expect(try step(["plannedEnd": "2024-01-31"]).isAhead)
    #expect(try !step(["plannedEnd": "2024-01-30"]).isAhead && !step([:]).isAhead)
  }

  @Test(
    "What is planned for a period meets it, and is neither done nor given up",
    arguments: [
      (["plannedStart": "2024-02-01", "plannedEnd": "2024-02-28"], true),
      (["plannedStart": "2023-02-01", "plannedEnd": "2025-02-28"], true),
      (["plannedEnd": "2024-04-30"], true), (["plannedEnd": "2024-02-01"], true),
      (["plannedStart": "2024-05-01", "plannedEnd": "2024-06-01"], false), (["plannedEnd": "2024-01-31"], false),
      (["plannedStart": "2024-02-01"], false),
      (["plannedEnd": "2024-01-31", "revisedEnd": "2024-03-01"], true), ([:], false),
      (["plannedEnd": "2024-03-01", "actualEnd": "2024-01-10"], false),
      (["plannedEnd": "2024-03-01", "actualEnd": "2024-03-10"], true),
      (["plannedEnd": "2024-03-01", "status": "cancelled"], false),
      (["plannedEnd": "2024-03-01", "status": "completed"], false),
      (["plannedEnd": "2024-03-01", "status": "delayed"], true),
    ] as [([String: String], Bool)])
  func planned(node: [String: String], isPlanned: Bool) throws {
    var members = JSONObject()
    for (key, value) in node.sorted(by: { $0.key < $1.key }) { members[key] = .string(value) }
    let period = ReportPeriod(from: CalendarDate("2024-02-01"), to: CalendarDate("2024-04-30"))
    #expect(try step(members).isPlanned(in: period) == isPlanned)
  }

  @Test("The last measurement until the day tells the status, or else the node itself") func status() throws {
    let node: JSONObject = ["code": "A", "level": "activity", "status": "on_track"]
    func told(_ day: String, _ status: String) -> JSONObject {
      ["node": "A", "status": .string(status), "periodEnd": .string(day)]
    }
    let measurements = [told("2023-12-31", "delayed"), told("2024-06-30", "completed")]
    #expect(try steps([node], measurements: measurements).map(\.status) == ["delayed"])
    #expect(try steps([node], measurements: []).map(\.status) == ["on_track"])
  }

  @Test(
    "A milestone is verified once its observer has signed",
    arguments: [
      (["verified": true], true), (["verified": false], false), ([:], false),
      (["verified": true, "verifiedOn": "2024-01-31"], true), (["verified": true, "verifiedOn": "2024-02-01"], false),
    ] as [(JSONObject, Bool)])
  func verified(row: JSONObject, isVerified: Bool) throws {
    let milestone = PlanStep.milestones([InputRow(row, language: .english)], on: try #require(Self.day)).first
    #expect(milestone?.isVerified == isVerified)
  }
}
