import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import AuditFollowUp

@Suite struct RegisterTests {
  private typealias Fixture = RegisterFixture

  @Test func aRowSaysAllThatIsKnown() throws {
    let inputs = Fixture.inputs(
      [
        Fixture.recommendation(
          "F1",
          [
            "title": "Fuel", "condition": "No register.", "criterion": "A register.", "cause": "No rule.",
            "effect": "Losses.", "severity": "high", "auditCategory": "asset_disposal", "irregularityType": "both",
            "amountAtStake": ["amount": "18400000", "currency": "XOF"],
          ])
      ],
      responses: [
        Fixture.response(
          "F1", "partially_accepted",
          ["text": "Partly.", "actionPlan": "A note.", "dueOn": "2025-06-30", "auditorReply": "It stands."])
      ],
      followUps: [
        Fixture.followUp(
          "F1", "in_progress",
          ["progressPercent": 40, "text": "Begun.", "assessedBy": "bvg", "evidence": ["E2", "E9"]])
      ],
      evidence: [["key": "E1", "title": "Not cited"], ["key": "E2", "title": "Minutes"]])
    let outcome = try Fixture.run(inputs: inputs)
    let row = try #require(try outcome.register.first)
    #expect(row.count == 13 && row[0] == "1.1")
    for (column, texts) in [
      (1, ["Fuel", "No register."]), (2, ["A register."]), (3, ["No rule."]), (4, ["Losses."]),
      (5, ["High", "Asset disposal", "Irregularity: Administrative and financial", "18400000", "XOF"]), (6, ["Do it."]),
      (8, ["Partially accepted", "Partly.", "A note.", "Auditor’s reply:", "It stands."]),
      (10, ["Under way", "40% done", "Overdue", "Begun.", "Checked by"]),
      (11, ["[1] Minutes", "document not named here"]),
    ] {
      for text in texts { #expect(row[column].text.contains(text), "\(column) \(text)") }
    }
    #expect(row[9] == ["date": "2025-06-30"] && row[12] == ["date": "2025-09-30"])
    #expect(try outcome.rows(of: "Documents, pictures and press").count == 1)
    #expect(!outcome.blocks.joined().contains("Not cited"))
  }

  @Test func referencesCountFindingsAndTheirRecommendations() throws {
    let rows = [("A", "R1"), ("A", "R2"), ("B", "R1"), ("C", "R1"), ("C", "R2"), ("C", "R3")].map { finding, key in
      Fixture.recommendation(finding, ["key": .string(key)])
    }
    let outcome = try Fixture.run(inputs: Fixture.inputs(rows))
    #expect(try outcome.register.map { $0[0].string } == ["1.1", "1.2", "2.1", "3.1", "3.2", "3.3"])
  }

  @Test(
    "The origin chosen decides what is in the register",
    arguments: [(nil, 8), ("audit", 8), ("roundtable", 3), ("all", 11), ("observation", 0)] as [(String?, Int)])
  func origin(_ origin: String?, _ count: Int) throws {
    let outcome = try Fixture.run(origin: origin)
    #expect(try outcome.register.count == count)
    #expect(try outcome.number("Recommendations") == (count == 0 ? nil : Int64(count)))
    #expect(outcome.warnings.contains("finding.recommendations") == (count == 0))
  }

  @Test(
    "A recommendation is late the day after the one promised, or recommended, until it is closed",
    arguments: [
      ("2025-10-14", nil, nil, 1), ("2025-10-15", nil, nil, nil), ("2025-10-16", nil, nil, nil),
      ("2025-01-01", "2025-12-31", nil, nil), ("2025-12-31", "2025-10-05", nil, 10), (nil, nil, nil, nil),
      ("2024-10-15", nil, "in_progress", 365), ("2024-10-15", nil, "partially_implemented", 365),
      ("2024-10-15", nil, "not_started", 365), ("2024-10-15", nil, "implemented", nil),
      ("2024-10-15", nil, "alternative", nil), ("2024-10-15", nil, "not_applicable", nil),
      ("2024-10-15", nil, "closed_unimplemented", nil),
    ] as [(String?, String?, String?, Int64?)])
  func overdue(_ due: String?, _ promised: String?, _ status: String?, _ late: Int64?) throws {
    let inputs = Fixture.inputs(
      [Fixture.recommendation("F1", ["dueOn": due.map { .string($0) } ?? .null])],
      responses: promised.map { [Fixture.response("F1", "accepted", ["dueOn": .string($0)])] } ?? [],
      followUps: status.map { [Fixture.followUp("F1", $0)] } ?? [])
    let outcome = try Fixture.run(inputs: inputs)
    let rows = try outcome.rows(of: "Overdue on the register’s day, longest overdue first")
    #expect(rows.map { $0[4]["number"]?.integer } == (late.map { [$0] } ?? []))
    #expect(try outcome.number("Overdue") == (late == nil ? 0 : 1))
    #expect(try outcome.section(5).joined().contains("None of the recommendations shown is overdue.") == (late == nil))
    #expect(outcome.warnings.contains("finding.recommendations.dueOn") == (due == nil && promised == nil))
  }

  @Test(
    "What no body has answered",
    arguments: [
      ([], true), (["no_response"], true), (["not_yet_due"], false), (["accepted"], false), (["rejected"], false),
      (["no_response", "accepted"], false), (["no_response", "not_yet_due"], false),
    ] as [([String], Bool)])
  func unanswered(_ positions: [String], _ isUnanswered: Bool) throws {
    let inputs = Fixture.inputs(
      [Fixture.recommendation("F1")], responses: positions.map { Fixture.response("F1", $0) })
    let outcome = try Fixture.run(inputs: inputs)
    #expect(try outcome.rows(of: "Recommendations that no body has answered").count == (isUnanswered ? 1 : 0))
    #expect(try outcome.number("Without answer") == (isUnanswered ? 1 : 0))
    #expect(
      try outcome.section(6).joined().contains("None of the recommendations shown lacks an answer.") == !isUnanswered)
    let counted = try outcome.rows(of: "Recommendations by position of the body").compactMap {
      $0[1]["number"]?.integer
    }
    #expect(counted.reduce(0, +) == Int64(max(1, positions.count)))
  }

  @Test(
    "What came after the register's day is not known",
    arguments: [("2025-09-29", 0), ("2025-09-30", 1), ("2025-10-01", 1)])
  func day(_ last: String, _ known: Int64) throws {
    let inputs = Fixture.inputs(
      [Fixture.recommendation("F1")],
      responses: [Fixture.response("F1", "accepted", ["receivedOn": "2025-09-30"])],
      followUps: [Fixture.followUp("F1", "implemented"), Fixture.followUp("F1", "not_started", on: "2027-01-01")])
    let outcome = try Fixture.run(period: ReportPeriod(to: CalendarDate(last)), inputs: inputs)
    #expect(try outcome.number("Implemented") == known && outcome.number("Without answer") == 1 - known)
    #expect(try outcome.overview("As of") == ["date": .string(last)])
  }

  @Test("What the auditor replies is known on its day", arguments: [("2025-09-29", false), ("2025-09-30", true)])
  func reply(_ last: String, _ isKnown: Bool) throws {
    let inputs = Fixture.inputs(
      [Fixture.recommendation("F1")],
      responses: [
        Fixture.response(
          "F1", "rejected",
          ["receivedOn": "2025-09-01", "text": "No.", "auditorReply": "It stands.", "auditorReplyOn": "2025-09-30"])
      ])
    let outcome = try Fixture.run(period: ReportPeriod(to: CalendarDate(last)), inputs: inputs)
    #expect(try outcome.register.first?[8].text.contains("It stands.") == isKnown)
    #expect(try outcome.register.first?[8].text.contains("No.") == true)
  }

  @Test(
    "An answer that was not due yet is missing once the recommendation is late",
    arguments: ["2025-10-15", "2025-10-14"])
  func fallenDue(_ due: String) throws {
    let inputs = Fixture.inputs(
      [Fixture.recommendation("F1", ["dueOn": .string(due)])], responses: [Fixture.response("F1", "not_yet_due")])
    let outcome = try Fixture.run(inputs: inputs)
    let isLate = due == "2025-10-14"
    #expect(try outcome.number("Without answer") == (isLate ? 1 : 0))
    #expect(try outcome.register.first?[8].text.contains(isLate ? "No answer, and overdue" : "Not yet due") == true)
    let positions = try outcome.rows(of: "Recommendations by position of the body")
    #expect(positions.map { $0[0] } == [isLate ? "No response" : "Not yet due"])
  }

  @Test func evidenceIsOfTheRegisterAndNumberedAsItIsCited() throws {
    let inputs = Fixture.inputs(
      [
        Fixture.recommendation("F1"), Fixture.recommendation("F2"),
        Fixture.recommendation("F3", ["origin": "roundtable"]),
      ],
      followUps: [
        Fixture.followUp("F1", "implemented", ["evidence": ["E3", "E1"]]),
        Fixture.followUp("F2", "implemented", ["evidence": ["E1"]]),
        Fixture.followUp("F3", "implemented", ["evidence": ["E2"]]),
      ],
      evidence: [
        ["key": "E1", "title": "Minutes"], ["key": "E2", "title": "Radio"], ["key": "E3", "title": "Decree"],
      ])
    let outcome = try Fixture.run(inputs: inputs)
    #expect(try outcome.register.map { $0[11] } == ["[1] Decree\n[2] Minutes", "[2] Minutes"])
    #expect(try outcome.rows(of: "Documents, pictures and press").map { $0[1] } == ["Decree", "Minutes"])
    #expect(!outcome.blocks.joined().contains("Radio"))
  }

  @Test func aPeriodThatIsNotOverDoesNotMoveTheDayAhead() throws {
    let outcome = try Fixture.run(period: ReportPeriod(to: CalendarDate(year: 2030, month: 1, day: 1)))
    #expect(try outcome.overview("As of") == ["date": "2025-10-15"])
  }

  @Test func missingPartsAreToldOnceWithTheirField() throws {
    let bare: JSONObject = ["criterion": .null, "condition": .null, "cause": .null, "effect": .null, "statement": "S."]
    let inputs = Fixture.inputs([
      Fixture.recommendation("F1", bare), Fixture.recommendation("F2", ["cause": .null]),
      Fixture.recommendation("F3", ["cause": .null, "withheld": ["cause"]]),
    ])
    let outcome = try Fixture.run(inputs: inputs)
    #expect(
      outcome.warnings == [
        "follow_up", "finding.criterion", "finding.condition", "finding.cause", "finding.effect",
      ])
    let causes = outcome.diagnostics.first { $0["path"] == "finding.cause" }?["summary"]?.string
    #expect(causes?.hasPrefix("2 ") == true)
    let rows = try outcome.register
    #expect(rows[0][3] == ["missing": true] && rows[2][3] == ["undisclosed": true])
    #expect(rows[0][1].text.contains("S."))
    // What people say at a table has no criterion, and needs none.
    let table = Fixture.inputs([Fixture.recommendation("F1", ["origin": "roundtable", "criterion": .null])])
    #expect(try !Fixture.run(origin: "roundtable", inputs: table).warnings.contains("finding.criterion"))
  }

  @Test func aFindingOfManyRecommendationsIsSpelledOutAFewTimes() throws {
    let rows = (0...RegisterEntry.mostRepeated).map { number in
      Fixture.recommendation("F1", ["key": .string("R\(number + 1)"), "cause": "No rule.", "effect": .null])
    }
    let outcome = try Fixture.run(inputs: Fixture.inputs(rows + [Fixture.recommendation("F2", ["cause": "Haste."])]))
    let causes = try outcome.register.map { $0[3].string }
    #expect(
      causes == Array(repeating: "No rule.", count: RegisterEntry.mostRepeated) + ["See 1.1", "Haste."])
    #expect(try outcome.register[RegisterEntry.mostRepeated][4] == ["missing": true])
    #expect(try outcome.register.allSatisfy { $0[1].text.contains(#""T""#) })
  }

  @Test func doublesArePointedOut() throws {
    let inputs = Fixture.inputs([
      Fixture.recommendation("F1"), Fixture.recommendation("F2", ["duplicateOf": "F1"]),
    ])
    #expect(try Fixture.run(inputs: inputs).warnings.contains("finding.duplicateOf"))
  }

  @Test func textsOfTheOtherLanguageAreMarked() throws {
    let inputs = Fixture.inputs([
      Fixture.recommendation("F1", ["language": "fr", "text": "Tenir un registre.", "title": "Carburant"])
    ])
    let row = try #require(try Fixture.run(inputs: inputs).register.first)
    #expect(row[6] == ["text": "Tenir un registre.", "language": "fr"])
    #expect(row[1].array?.first == ["text": "Carburant", "emphasis": "strong", "language": "fr"])
    #expect(try Fixture.run(.french, inputs: inputs).register.first?[6] == "Tenir un registre.")
  }

  @Test func withheldEvidenceIsNotNone() throws {
    for (withheld, cell) in [(true, "undisclosed"), (false, "missing")] {
      let inputs = Fixture.inputs(
        [Fixture.recommendation("F1")],
        followUps: [Fixture.followUp("F1", "implemented", ["withheld": withheld ? ["evidence"] : []])])
      #expect(try Fixture.run(inputs: inputs).register.first?[11] == [cell: true])
    }
  }

  @Test func anEmptyProgrammeShowsItsGaps() throws {
    let outcome = try Fixture.run(inputs: [:])
    #expect(!outcome.isRejected)
    #expect(outcome.warnings == Array(repeating: "finding.recommendations", count: 4))
    // Nothing is said to be well where nothing may be shown.
    for section in 1...7 {
      let text = try outcome.section(section).joined()
      #expect(text.contains("No recommendation of this origin may be printed at this disclosure level."), "\(section)")
      for claim in ["shown is overdue", "lacks an answer", "cite no document"] { #expect(!text.contains(claim)) }
    }
  }

  @Test func sourcesAndAcronymsAreTold() throws {
    let outcome = try Fixture.run()
    let sources = try outcome.rows(of: "Records read for this report")
    #expect(sources.map { $0[0] } == ["Answers", "Checks", "Documents", "Recommendations"])
    #expect(sources.last?[1] == ["number": 11])
    let acronyms = try outcome.values("definitions").last?["entries"]?.array ?? []
    #expect(acronyms.contains { $0["term"] == "BVG" }, "\(acronyms)")
  }

  @Test("The cover names the grant that was asked for", arguments: ["UDF-1", nil] as [String?])
  func grant(_ grant: String?) throws {
    let outcome = try Rehearsal.run(
      AuditFormat.self, report: "audit/register", language: .english, programme: "p", grant: grant,
      inputs: Fixture.inputs([Fixture.recommendation("F1")]))
    #expect(try outcome.values("document").first?["reference"]?.string == grant)
  }

  @Test(.timeLimit(.minutes(5))) func manyRecommendationsAreStreamed() throws {
    let rows = (0..<20_000).map { number in
      Fixture.recommendation(
        "F\(number / 2)", ["key": .string("R\(number % 2 + 1)"), "addressee": .string("b\(number % 50)")])
    }
    let looks = (0..<10_000).map { Fixture.followUp("F\($0)", $0 % 4 == 0 ? "implemented" : "in_progress") }
    let report = try Fixture.run(inputs: Fixture.inputs(rows, followUps: looks))
    #expect(!report.isRejected)
    #expect(try report.overview("Implemented, of all assessed")?["percent"]?.double == 25)
    #expect(report.blocks.count { $0.contains("Do it.") } == 20_000 + 20_000)
  }

  @Test func goldenBlocks() throws {
    #expect(try GoldenBlocks.differences(Fixture.run(.french), "AuditFollowUpTests", "register") == [])
  }
}
