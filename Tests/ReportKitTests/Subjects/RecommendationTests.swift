import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite("Recommendations and what became of them") struct RecommendationTests {
  private let day = CalendarDate(year: 2025, month: 10, day: 15)

  private func row(_ members: JSONObject) -> InputRow { InputRow(members, language: .english) }

  private func recommendation(
    due: String? = nil, promised: [String?] = [], positions: [String] = [], status: String? = nil,
    seen: String = "2025-06-30"
  ) -> FollowedRecommendation {
    FollowedRecommendation(
      row(["key": "R1", "dueOn": due.map { .string($0) } ?? .null]),
      responses: promised.map { row(["position": "accepted", "dueOn": $0.map { .string($0) } ?? .null]) }
        + positions.map { row(["position": .string($0)]) },
      latest: status.map { row(["status": .string($0), "asOf": .string(seen)]) }, asOf: day)
  }

  @Test(
    "It is late the day after the one promised, or recommended, until it is closed",
    arguments: [
      ("2025-10-14", [], nil, 1), ("2025-10-15", [], nil, nil), (nil, [], nil, nil),
      ("2025-01-01", ["2025-12-31"], nil, nil), ("2025-12-31", ["2025-10-05"], nil, 10),
      // The last answer names no day: what the one before it promised holds.
      ("2025-12-31", ["2025-10-05", nil], nil, 10), ("2024-10-15", [], "in_progress", 365),
      ("2024-10-15", [], "not_started", 365), ("2024-10-15", [], "partially_implemented", 365),
      ("2024-10-15", [], "implemented", nil), ("2024-10-15", [], "alternative", nil),
      ("2024-10-15", [], "not_applicable", nil), ("2024-10-15", [], "closed_unimplemented", nil),
    ] as [(String?, [String?], String?, Int?)])
  func late(_ due: String?, _ promised: [String?], _ status: String?, _ days: Int?) {
    #expect(recommendation(due: due, promised: promised, status: status).daysLate == days)
  }

  @Test func withoutADayNothingIsLate() {
    #expect(FollowedRecommendation(row(["dueOn": "2001-01-01"])).daysLate == nil)
  }

  @Test(
    "An answer that is not due yet is not missing",
    arguments: [
      ([], true), (["no_response"], true), (["not_yet_due"], false), (["accepted"], false),
      (["no_response", "rejected"], false),
    ] as [([String], Bool)])
  func unanswered(_ positions: [String], _ isUnanswered: Bool) {
    #expect(recommendation(positions: positions).isUnanswered == isUnanswered)
  }

  @Test("The last answer is the one that came last, whatever its key") func lastAnswer() throws {
    let rows: [JSONValue] = [
      ["key": "a", "position": "accepted", "receivedOn": "2024-09-01", "dueOn": "2025-12-31"],
      ["key": "b", "position": "accepted", "receivedOn": "2024-02-01", "dueOn": "2024-06-30"],
      ["key": "c", "position": "no_response"],
    ]
    let outcome = try Rehearsal.run(
      FollowUpFormat.self, report: "follow_up/all", language: .english, reportDate: day,
      inputs: [
        "responses": rows.map { row in
          var row = row.object ?? [:]
          for (name, value) in [("finding", "F"), ("recommendation", "R"), ("organisation", "o")] {
            row[name] = .string(value)
          }
          return .object(row)
        }, "recommendations": [["key": "R", "finding": "F", "text": "T"]],
      ])
    let row = try outcome.blocks.map { try JSONValue(parsing: $0) }.first { $0["cells"] != nil }?["cells"]?.array
    #expect(row?[3] == ["date": "2025-12-31"] && row?[4] == ["missing": true])
    // Nobody's answer is lost, and none that did not come stands in the place of one that did.
    let body = "organisation not named here"
    #expect(row?[11] == .string("\(body): No response\n\(body): Accepted\n\(body): Accepted"))
  }

  @Test("A day that a body names without accepting promises nothing") func promise() {
    let known = FollowedRecommendation(
      row(["dueOn": "2025-06-30"]), responses: [row(["position": "rejected", "dueOn": "2026-12-31"])], asOf: day)
    #expect(known.dueOn == CalendarDate("2025-06-30"))
  }

  @Test("An answer that was not due yet is missing once the recommendation is late") func fallenDue() {
    #expect(recommendation(due: "2025-10-14", positions: ["not_yet_due"]).isUnanswered)
    #expect(recommendation(due: "2025-10-14", positions: ["not_yet_due"]).position == "no_response")
    #expect(!recommendation(due: "2025-10-14", positions: ["not_yet_due"], status: "implemented").isUnanswered)
    #expect(!recommendation(due: "2025-10-14", positions: ["not_yet_due", "accepted"]).isUnanswered)
  }

  @Test("Names stand in the order of their letters, whatever their accents, what has none last") func alphabet() {
    let names: [String?] = [nil, "Zone", "énergie", "Économie", "Eau", "Œuvre", "Ouest"]
    #expect(
      names.sorted(by: Alphabet.precedes) == ["Eau", "Économie", "énergie", "Œuvre", "Ouest", "Zone", nil])
  }

  @Test(
    "What was closed before a report's days is none of it",
    arguments: [
      ("implemented", "2025-06-30", true), ("implemented", "2025-07-01", false), ("in_progress", "2025-06-30", false),
    ])
  func closed(_ status: String, _ seen: String, _ wasClosed: Bool) {
    let known = recommendation(status: status, seen: seen)
    #expect(known.wasClosed(before: CalendarDate("2025-07-01")) == wasClosed)
    #expect(!known.wasClosed(before: nil))
  }

  @Test("Each status of the code list comes to an outcome, and nobody's look to none") func outcomes() {
    let outcomes = CodeLists.followUpStatus.codes.map { ($0, RecommendationOutcome(status: $0)) }
    let expected: [String: RecommendationOutcome] = [
      "implemented": .implemented, "alternative": .implemented, "partially_implemented": .partial,
      "in_progress": .partial, "not_started": .not, "closed_unimplemented": .not, "not_applicable": .withoutObject,
    ]
    for (status, outcome) in outcomes { #expect(expected[status] == outcome, "\(status)") }
    #expect(RecommendationOutcome(status: nil) == .notAssessed)
  }

  @Test("A group counts outcomes, delays and answers, and its share is of those assessed") func group() {
    let group = RecommendationGroup([
      recommendation(due: "2025-01-01", status: "implemented"), recommendation(positions: ["accepted", "rejected"]),
      recommendation(due: "2025-01-01", positions: ["accepted"], status: "in_progress"),
      recommendation(status: "alternative"),
    ])
    #expect(group.total == 4 && group.assessed == 3 && group.overdue == 1 && group.unanswered == 2)
    #expect(RecommendationOutcome.allCases.map { group[$0] } == [2, 1, 0, 0, 1])
    #expect(group.share == .percent(200.0 / 3, decimals: 1))
    #expect(group.positions == ["": 2, "accepted": 2, "rejected": 1])
    // Of nothing there is no rate, which is not to say that one is not known.
    #expect(RecommendationGroup().share == "—")
  }

  @Test("Groups come by what is to do, or by their codes, what is not stated last") func groups() {
    var groups = RecommendationGroups()
    for code in ["2024", "", "", "2023", "2024", "2024"] {
      groups.add(recommendation(), to: code, named: code.isEmpty ? nil : code)
    }
    #expect(groups.byTotal.map(\.code) == ["2024", "", "2023"] && groups.byTotal.map(\.total) == [3, 2, 1])
    #expect(groups.byCode.map(\.code) == ["2023", "2024", ""])
  }

  @Test("Nodes stand plan by plan, by the numbers of their codes, what has no node last") func nodes() throws {
    let codes = [("a", "2.10"), ("b", "1"), ("a", ""), ("a", "2.9")]
    let nodes = codes.compactMap { PlanNode(row(["framework": .string($0), "node": .string($1)])) }
    #expect(
      nodes.sorted(by: PlanNode.precedes).map { "\($0.plan) \($0.code)" } == ["a 2.9", "a 2.10", "a ", "b 1"])
    #expect(PlanNode(row(["node": "1"])) == nil)
  }

  @Test("Rows are given out run by run, and the one after a run stays") func peeked() {
    let rows = PeekedRows([1, 1, 2, 3, 3])
    var runs: [[Int]] = []
    while let first = rows.next { runs.append(Array(rows.run { $0 == first })) }
    #expect(runs == [[1, 1], [2], [3, 3]])
    #expect(Array(PeekedRows([1, 2]).run()) == [1, 2] && PeekedRows([Int]()).next == nil)
  }
}
