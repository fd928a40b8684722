import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import UNDEF

@Suite struct NarrativeReportTests {
  @Test func hasTwelveSectionsInOrderInBothLanguages() throws {
    let french = try Narrative.run(.french)
    let english = try Narrative.run(.english)
    #expect(!french.isRejected && !english.isRejected)
    for outcome in [french, english] {
      let headings = try outcome.values("heading").filter { $0["level"]?.integer == 1 }
      #expect(headings.count == 12)
      let listed = try outcome.values("contents").flatMap { $0["entries"]?.array ?? [] }.filter {
        $0["level"]?.integer == 1
      }
      #expect(listed.compactMap { $0["id"]?.string } == headings.compactMap { $0["id"]?.string })
    }
    let titles = try [french, english].map { try $0.values("heading").compactMap { $0["text"]?.string } }
    #expect(titles[0].contains("Écarts par rapport au document de projet"))
    #expect(titles[1].contains("Changes against the project document"))
    #expect(titles[0].count == titles[1].count)
  }

  @Test("No record's key is printed, not even an organisation's that has no name") func keys() throws {
    var inputs = try Narrative.inputs()
    let keys = Set(inputs.values.flatMap { $0 }.compactMap { $0["key"]?.string }.filter { $0.count > 4 })
    #expect(keys.count > 10)
    for organisations in [inputs["organisations"], []] {
      inputs["organisations"] = organisations
      for language in [Language.french, .english] {
        let text = try Narrative.run(language, inputs: inputs).blocks.joined()
        #expect(keys.filter(text.contains).isEmpty)
      }
    }
  }

  @Test func sameInputsGiveTheSameBytes() throws {
    #expect(try Narrative.run().blocks == Narrative.run().blocks)
  }

  @Test func descriptionIsSound() {
    let report = UNDEFFormat.description.reports[0]
    #expect(Rehearsal.faults(in: UNDEFFormat.self).isEmpty)
    #expect(report.id == "undef/narrative")
    #expect(
      UNDEFFormat.description.reports.allSatisfy { report in
        report.parameters.allSatisfy { !$0.isRequired } && report.level == .public
          && report.grant == .required(pattern: "^UDF-[A-Z0-9]{2}-[A-Z0-9]{3,4}-[A-Z]{3}$")
      })
  }

  @Test("Where neither prose nor a record fills a section, it shows and warns; records alone fill it")
  func gaps() throws {
    // The fixture has prose for the sections on management and lessons and for gender only.
    let missing = ["narrative.partnerships", "narrative.visibility", "narrative.sustainability"]
    let outcome = try Narrative.run()
    #expect(outcome.warnings == missing)
    #expect(try outcome.values("callout").count { $0["tone"]?.string == "placeholder" } == missing.count)
    for (input, path) in [
      ("frameworks", "framework"), ("frameworks", "framework.indicators"), ("risks", "narrative.challenges"),
      ("evidence", "narrative.supplementary"), ("engagements", "engagement"),
    ] {
      var inputs = try Narrative.inputs()
      inputs[input] = []
      let warnings = try Narrative.run(inputs: inputs).warnings
      #expect(Set(warnings).subtracting(missing).contains(path), "\(input) \(warnings)")
    }
    var inputs = try Narrative.inputs()
    (inputs["lessons"], inputs["narratives"]) = ([], [])
    let bare = try Narrative.run(inputs: inputs).warnings
    #expect(bare.contains("narrative.lessons") && bare.contains("narrative.gender"))
    #expect(!bare.contains("narrative.management_actions"), "The agreement and the reports are records.")
  }

  @Test func difficultiesThatAreWithheldAreNotNone() throws {
    let engagement: JSONValue = ["key": "e", "title": "Table ronde", "startsOn": "2023-05-16"]
    let undisclosed = #"{"undisclosed":true}"#
    for (withheld, language, words) in [
      (true, Language.french, undisclosed), (true, .english, undisclosed), (false, .french, #""—""#),
      (false, .english, #""—""#),
    ] {
      var row = try #require(engagement.object)
      if withheld { row["withheld"] = ["problems"] }
      var inputs = try Narrative.inputs()
      inputs["engagements"] = [.object(row)]
      let caption = language == .french ? "Activités réalisées, par date" : "Activities carried out, by date"
      let section = try Narrative.run(language, inputs: inputs).rows(of: caption).flatMap { $0 }.map(\.text).joined()
      for other in [undisclosed, #""—""#] {
        #expect(section.contains(other) == (other == words), "\(words) \(other)")
      }
    }
  }

  @Test func proseOfTheOtherLanguageIsMarked() throws {
    var inputs = try Narrative.inputs()
    inputs["narratives"] = [
      ["key": "n1", "language": "fr", "section": "changes", "order": 1, "text": "Rien n'a changé."]
    ]
    let outcome = try Narrative.run(.english, inputs: inputs)
    #expect(try outcome.section(8).joined().contains(#""fr""#))
    #expect(outcome.warnings.contains("narrative.changes"))
    #expect(!(try Narrative.run(.french, inputs: inputs)).warnings.contains("narrative.changes"))
  }

  @Test func unknownGrantIsRefusedWithTheGrantsThereAre() throws {
    let outcome = try Narrative.run(grant: "UDF-99-999-MLI")
    #expect(outcome.isRejected)
    #expect(outcome.blocks.isEmpty)
    #expect(
      outcome.diagnostics.compactMap { $0["summary"]?.string } == [
        "The programme cri2002-undef has no grant UDF-99-999-MLI. It has: UDF-XX-XXX-MLI."
      ])
  }

  @Test func nothingAtAllIsRefused() throws {
    let outcome = try Narrative.run(inputs: [:])
    #expect(outcome.isRejected)
    #expect(outcome.blocks.isEmpty)
  }

  @Test func aProgrammeWithAGrantAloneIsAReportOfGaps() throws {
    let bare: [String: [JSONValue]] = ["programme": [["key": "p", "grants": [["number": "UDF-XX-XXX-MLI"]]]]]
    let outcome = try Narrative.run(inputs: bare)
    #expect(!outcome.isRejected)
    #expect(outcome.warnings.contains("engagement.participation"))
    #expect(outcome.warnings.contains("engagement"))
    #expect(outcome.warnings.filter { $0 == "finding" }.count == 2)
    #expect(outcome.warnings.contains("programme.grants.comment"))
  }

  @Test("Prose of later days stays out of a report on a period, and prose of no period in particular does not")
  func proseOfLaterDaysStaysOut() throws {
    var inputs = try Narrative.inputs()
    inputs["narratives"] = [
      [
        "key": "n1", "section": "changes", "periodStart": "2023-02-01", "periodEnd": "2025-01-31", "order": 1,
        "text": "Tout le projet.",
      ],
      [
        "key": "n2", "section": "changes", "periodStart": "2023-02-01", "periodEnd": "2024-01-31", "order": 2,
        "text": "La première année.",
      ], ["key": "n3", "section": "changes", "order": 3, "text": "Sans période."],
    ]
    let midterm = ReportPeriod(from: CalendarDate("2023-02-01"), to: CalendarDate("2024-01-31"))
    let early = try Narrative.run(period: midterm, phase: "midterm", inputs: inputs).section(8).joined()
    #expect(
      !early.contains("Tout le projet.") && early.contains("La première année.") && early.contains("Sans période."))
    let whole = try Narrative.run(inputs: inputs).section(8).joined()
    #expect(whole.contains("Tout le projet.") && whole.contains("La première année."))
  }

  @Test(
    "A report that ends before the project is the mid-term one, unless said otherwise",
    arguments: [
      (nil, nil, "final"), ("2024-01-31", nil, "midterm"), ("2025-04-29", nil, "midterm"), ("2025-04-30", nil, "final"),
      ("2024-01-31", "final", "final"), (nil, "midterm", "midterm"),
    ] as [(String?, String?, String)])
  func phase(last day: String?, chosen: String?, printed: String) throws {
    let period = ReportPeriod(from: CalendarDate("2023-02-01"), to: day.flatMap { CalendarDate($0) })
    let title = try Narrative.run(.english, period: day == nil ? ReportPeriod() : period, phase: chosen).values(
      "document")[0]["title"]?.string
    #expect(title == ["midterm": "Mid-term progress report", "final": "Final narrative report"][printed])
  }

  @Test("Where a grant's totals are not those of the period, what moved in it is added up")
  func moneyOfAPeriod() throws {
    var inputs = try Narrative.inputs()
    var row = try #require(inputs["programme"]?.first?.object)
    var grant = try #require(row["grants"]?.array?.first?.object)
    (grant["received"], grant["spent"]) = (nil, nil)
    func transaction(_ type: String, _ amount: String) -> JSONValue {
      ["type": .string(type), "date": "2023-05-01", "value": ["amount": .string(amount), "currency": "USD"]]
    }
    grant["transactions"] = [
      transaction("incoming_funds", "1000.10"), transaction("incoming_funds", "0.20"),
      transaction("disbursement", "7.00"),
    ]
    row["grants"] = [.object(grant)]
    inputs["programme"] = [.object(row)]
    func dollars(_ amount: String) -> JSONValue { ["amount": .string(amount), "currency": "USD"] }
    func expense(_ day: String, _ amount: JSONValue, _ more: JSONObject = [:]) -> JSONValue {
      var row: JSONObject = ["budgetLine": "1.1", "amount": amount]
      row[more["periodStart"] == nil ? "spentOn" : "periodEnd"] = .string(day)
      for member in more.members { row[member.key] = member.value }
      return .object(row)
    }
    func francs(_ amount: String) -> JSONValue { ["amount": .string(amount), "currency": "XOF"] }
    inputs["expenses"] = [
      // Spent before the period, but of what was received until its end.
      expense("2023-03-01", dollars("100.00")),
      expense("2024-01-31", francs("60000"), ["periodStart": "2024-01-01", "converted": dollars("100.30")]),
      expense("2024-02-01", dollars("999.00")), expense("2024-01-05", francs("5000")),
    ]
    let period = ReportPeriod(from: CalendarDate("2023-06-01"), to: CalendarDate("2024-01-31"))
    let lines = try Narrative.run(period: period, inputs: inputs).section(2).joined()
    for sum in ["1000.30", "200.30", "800.00"] { #expect(lines.contains(sum), "\(sum)") }
  }
}
