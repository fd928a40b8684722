import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NIMD

@Suite struct GapTests {
  @Test func nothingAtAllIsRefused() throws {
    let outcome = try ResultsReport.run(inputs: [:])
    #expect(outcome.isRejected && outcome.blocks.isEmpty)
    #expect(outcome.diagnostics.first?["summary"]?.string?.contains("nimd-mali has no validated record") == true)
  }

  @Test func anUnknownGrantIsRefusedWithTheGrantsThereAre() throws {
    let outcome = try ResultsReport.run(grant: "XX")
    #expect(outcome.isRejected)
    #expect(outcome.diagnostics.first?["summary"]?.string?.hasSuffix("It has: MFA-XX-XXX-MLI, UE-XX-XXX-MLI.") == true)
  }

  @Test("A programme alone is a report of gaps, each with a warning that says what to supply")
  func emptyProgramme() throws {
    for language in [Language.french, .english] {
      let outcome = try ResultsReport.run(
        language, inputs: ["programme": [["key": "p", "grants": [["number": .string(ResultsReport.grant)]]]]])
      #expect(!outcome.isRejected)
      #expect(try outcome.headings(level: 1).count == 12)
      let wanted = [
        "period", "narrative.summary", "narrative.context", "framework", "narrative.theory_of_change",
        "framework.indicators",
        "engagement", "engagement", "narrative.reforms", "finding.recommendations", "action_item",
        "narrative.inclusion", "engagement.participation", "story", "narrative.partners", "programme.partners",
        "programme.partners.share", "risk", "lesson", "narrative.adaptation", "expense",
        "programme.grants.budgetLines", "framework.nodes",
        "framework.indicators.publishToIati",
      ]
      #expect(outcome.warnings == wanted)
      // That no period was asked for is no gap.
      #expect(try outcome.placeholders.count == wanted.count - 1)
    }
  }

  @Test("A text in one language is marked in the other, and told") func otherLanguage() throws {
    var inputs = try ResultsReport.inputs()
    inputs["narratives"] = [
      ["key": "n", "language": "fr", "section": "partners", "order": 1, "text": "Deux rencontres."]
    ]
    let english = try ResultsReport.run(.english, inputs: inputs)
    #expect(try english.section(9).joined().contains(#""language":"fr""#))
    #expect(english.warnings.contains("narrative.partners"))
    #expect(!(try ResultsReport.run(.french, inputs: inputs)).warnings.contains("narrative.partners"))
  }

  @Test(
    "A report without a period is of the grant's days, and prose of one year stays out of it",
    arguments: [(nil, "2021-01-01", "2025-12-31", false), ("2023-01-01", "2023-01-01", "2023-12-31", true)])
  func openPeriod(from: String?, first: String, last: String, isPrinted: Bool) throws {
    var inputs = try ResultsReport.inputs()
    func prose(_ text: String, _ days: JSONObject) -> JSONValue {
      var row = days
      (row["key"], row["language"], row["section"], row["order"]) = (.string(text), "en", "summary", 1)
      row["text"] = .string(text)
      return .object(row)
    }
    inputs["narratives"] = [
      prose("Of the year.", days("2023", with: [:])), prose("Of no days.", [:]),
      prose("Of the grant.", ["periodStart": "2021-01-01", "periodEnd": "2025-12-31"]),
    ]
    let outcome = try ResultsReport.run(from: from, to: from.map { _ in last }, inputs: inputs)
    let period = try outcome.values("document").first?["period"]
    #expect(period?["from"]?.string == first && period?["to"]?.string == last)
    let text = outcome.blocks.joined()
    #expect(text.contains("Of the year.") == isPrinted && text.contains("Of the grant.") == !isPrinted)
    #expect(text.contains("Of no days.") && outcome.warnings.contains("period") == !isPrinted)
  }

  @Test("Each section that takes prose prints it", arguments: NIMDFormat.description.reports[0].sections)
  func prose(section: String) throws {
    var inputs = try ResultsReport.inputs()
    inputs["narratives"] = [
      ["key": "n", "language": "en", "section": .string(section), "order": 1, "text": "Said of it."]
    ]
    let outcome = try ResultsReport.run(inputs: inputs)
    #expect(outcome.blocks.joined().contains("Said of it."))
    #expect(!outcome.warnings.contains("narrative.\(section)"))
  }

  @Test func agreementsThatAreWithheldAreNotNone() throws {
    var inputs = try ResultsReport.inputs()
    for (withheld, expected) in [([], "—"), (["agreements"], nil)] as [([JSONValue], String?)] {
      inputs["sessions"] = [
        ["key": "s", "title": "Café", "startsOn": "2023-05-01", "withheld": .array(withheld)]
      ]
      let row = try #require(
        try ResultsReport.run(inputs: inputs).rows(of: "Cafés politiques and sessions of dialogue platforms").first)
      #expect(row[7].string == expected)
      #expect((row[7]["undisclosed"]?.bool == true) == (expected == nil))
    }
  }

  @Test func hiddenPeopleStayHiddenInWhatIsReckonedFromThem() throws {
    var inputs = try ResultsReport.inputs()
    inputs["people-group-sex"] = [
      ["group": "media", "sex": "female", "people": ["suppressed": true, "below": 5]],
      ["group": "media", "sex": "male", "people": 12], ["group": "media", "people": ["suppressed": true]],
      ["sex": "female", "people": 30], ["sex": "male", "people": 70], ["people": 100],
    ]
    let rows = try ResultsReport.run(inputs: inputs).rows(of: "People who took part, by group")
    #expect(rows[0][2]["suppressed"]?.integer == 5)
    #expect(rows[0][1]["withheld"]?.bool == true && rows[0][6]["withheld"]?.bool == true)
    #expect(rows.last?[6]["percent"]?.double == 30)
  }

  @Test("A recommendation that was carried out is told with what was seen; one of later days is not") func reforms()
    throws
  {
    var inputs = try ResultsReport.inputs()
    func recommendation(_ key: String, on day: String) -> JSONValue {
      ["key": "R1", "finding": .string(key), "text": .string("Text of \(key)"), "observedOn": .string(day)]
    }
    inputs["recommendations"] = [recommendation("early", on: "2022-05-01"), recommendation("late", on: "2024-05-01")]
    inputs["followUps"] = [
      [
        "key": "f", "finding": "early", "recommendation": "R1", "asOf": "2023-06-30", "status": "implemented",
        "text": "The calendar is published.",
      ]
    ]
    let outcome = try ResultsReport.run(from: "2023-01-01", to: "2023-12-31", inputs: inputs)
    let rows = try outcome.rows(of: "Recommendations fully implemented")
    #expect(rows.map { [$0[0].string, $0[4].string] } == [["Text of early", "The calendar is published."]])
    #expect(try !outcome.section(6).joined().contains("Text of late"))
  }

  @Test("A risk that nobody had seen by the period’s end is no part of the report") func laterRisk() throws {
    let outcome = try ResultsReport.run(from: "2023-01-01", to: "2023-12-31")
    #expect(try outcome.rows(of: "Risks").map { $0[0].string } == ["Families take their daughters out of the school"])
  }

  @Test("Many meetings and expenses cost no more than their rows") func size() throws {
    var inputs = try ResultsReport.inputs()
    let count = 20_000
    inputs["people-engagement-sex"] = (0..<count).map { ["engagement": .string("e\($0)"), "people": 20] }
    inputs["sessions"] = (0..<count).map {
      ["key": .string("e\($0)"), "title": "Café", "startsOn": "2023-05-01", "agreements": [["text": "Agreed."]]]
    }
    inputs["expenses"] = (0..<count).map {
      [
        "key": .string("x\($0)"), "budgetLine": "A", "spentOn": "2023-05-01",
        "amount": ["amount": "1.01", "currency": "EUR"],
      ]
    }
    let clock = ContinuousClock()
    let start = clock.now
    let outcome = try ResultsReport.run(inputs: inputs)
    #expect(clock.now - start < .seconds(60))
    #expect(try outcome.rows(of: "Cafés politiques and sessions of dialogue platforms").count == count)
    let spent = try outcome.rows(of: "Use of the budget by line").map { $0[4]["money"]?.string }
    // The grant says that more was used; the rest is not itemised.
    #expect(spent.contains("20200.00") && spent.last == "702415.60")
  }
}
