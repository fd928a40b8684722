import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import RoundtableSynthesis

@Suite struct RestitutionTests {
  private func run(
    findings: [JSONValue], recommendations: [JSONValue] = [], bodies: [JSONValue] = []
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      RoundtableFormat.self, report: "roundtable/synthesis", language: .english,
      inputs: [
        "matrix": findings, "findings": findings, "recommendations": recommendations, "bodies": bodies,
        "organisations": [
          ["key": "cnt", "name": "National Transition Council", "acronym": "CNT"],
          ["key": "bvg", "name": "Audit office"],
        ],
      ])
  }

  private func finding(_ key: String, shared: [JSONValue] = [], withheld: [JSONValue] = []) -> JSONValue {
    [
      "key": .string(key), "origin": "roundtable", "title": .string(key), "theme": "procurement",
      "restitution": .array(shared), "withheld": .array(withheld),
    ]
  }

  private func shared(_ body: String, _ day: String, answer: JSONValue = .null) -> JSONValue {
    ["organisation": .string(body), "sharedOn": .string(day), "form": "meeting", "response": answer]
  }

  private func asked(_ body: String, _ priority: JSONValue) -> JSONValue {
    ["key": "R1", "finding": "A", "text": "T", "addressee": .string(body), "priority": priority]
  }

  @Test func oneMeetingIsOneRowWithAllItsFindings() throws {
    let outcome = try run(findings: [
      finding("A", shared: [shared("cnt", "2024-06-18", answer: "Noted.")]),
      finding("B", shared: [shared("bvg", "2024-05-01"), shared("cnt", "2024-06-18", answer: "Noted.")]),
      finding("C", shared: [shared("cnt", "2024-06-18", answer: "Too far.")]),
    ])
    let rows = try outcome.rows(of: "With whom findings were shared")
    #expect(rows.map { $0[1].string } == ["Audit office", "CNT"])
    #expect(rows.map { $0[3].string } == ["2", "1, 2, 3"])
    #expect(rows[1][4] == ["Noted.", "\n", "Too far."] && rows[0][4] == ["missing": true])
  }

  @Test func bodiesAreCountedWithTheirUrgentRecommendationsAndLastPresentation() throws {
    let outcome = try run(
      findings: [finding("A", shared: [shared("cnt", "2024-06-18"), shared("cnt", "2023-01-01")])],
      recommendations: [
        asked("bvg", "medium"), asked("cnt", "immediate"), asked("cnt", "short"), asked("cnt", "long"),
        asked("cnt", .null),
      ],
      bodies: [
        ["addressee": "cnt", "count": 4, "trace": "0.1"],
        // One more than are printed: it leads elsewhere.
        ["addressee": "bvg", "count": 2, "trace": "0.2"],
      ])
    let rows = try outcome.rows(of: "Bodies that recommendations address")
    #expect(rows.map { $0[0].string } == ["CNT", "Audit office"])
    #expect(rows.map { $0[1] } == [["number": 4, "trace": "0.1"], ["number": 1]])
    #expect(rows.map { $0[2]["number"]?.integer } == [2, 0])
    #expect(rows[0][3] == ["date": "2024-06-18"] && rows[1][3] == "None yet")
  }

  @Test("What is withheld is not said to be none", arguments: [true, false])
  func withheld(hasOthers: Bool) throws {
    let outcome = try run(
      findings: [
        finding("A", withheld: ["restitution"]), finding("B", shared: hasOthers ? [shared("cnt", "2024-06-18")] : []),
      ],
      recommendations: [asked("bvg", "short")])
    let text = try outcome.section(6).joined()
    #expect(text.contains("withheld at this disclosure level") && !text.contains("None yet"))
    #expect(text.contains("With whom findings were shared") == hasOthers)
    #expect(!outcome.warnings.contains("finding.restitution"))
    #expect(try outcome.rows(of: "Bodies that recommendations address").first?[3] == ["undisclosed": true])
  }

  @Test func goldenBlocks() throws {
    let outcome = try Rehearsal.run(
      RoundtableFormat.self, report: "roundtable/synthesis", language: .french,
      inputs: FormatFixture("RoundtableSynthesis", "dialogue").inputs())
    #expect(try GoldenBlocks.differences(outcome, "RoundtableSynthesisTests", "dialogue") == [])
  }
}
