import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import Interpeace

@Suite struct AnnualReportTests {
  @Test func descriptionIsSound() {
    let reports = InterpeaceFormat.description.reports
    #expect(Rehearsal.faults(in: InterpeaceFormat.self) == [])
    #expect(reports.map(\.id) == ["interpeace/annual", "interpeace/event_note"])
    for report in reports {
      #expect(report.level == .restricted)
      #expect(report.media.first == "docx" && report.media.contains("xlsx"))
      #expect(report.grant == .required(pattern: "^IP-[A-Z0-9-]+$"))
      #expect(report.parameters.filter(\.isRequired).isEmpty)
    }
  }

  @Test("Both reports count people by the same crossings of engagements, so that the note hides nothing more")
  func crossings() {
    func crossings(_ report: ReportDescription) -> Set<Set<String>> {
      Set(
        report.queries.filter { $0.json["from"]?.string == "participation" }.map { query in
          let grouped = (query.json["groupBy"]?.array ?? []).compactMap(\.string)
          return Set(grouped + (query.json["where"]?.object?.members ?? []).map(\.key))
        })
    }
    let reports = InterpeaceFormat.description.reports
    #expect(
      crossings(reports[0]) == [
        ["engagement", "sex"], ["engagement", "youth"], ["ageBand", "sex"], ["group", "sex"],
      ])
    #expect(crossings(reports[1]).isSubset(of: crossings(reports[0])))
  }

  @Test func hasItsSectionsInOrderInBothLanguages() throws {
    let english = [
      "Context", "Actor mapping", "Participation", "Research findings", "Action plans", "Stories of change",
      "Outcomes and ownership", "Do no harm and consent", "Learning", "Annex: sources and acronyms",
    ]
    #expect(try InterpeaceReports.annual(.english).headings(level: 1) == english)
    let french = try InterpeaceReports.annual(.french).headings(level: 1)
    #expect(french.count == english.count)
    #expect(french[1] == "Cartographie des acteurs" && french[7] == "Ne pas nuire et consentement")
  }

  @Test func aWorkbookHasASheetForEachSubject() throws {
    let sheets = try InterpeaceReports.annual().values("part").compactMap { $0["sheet"]?.plain }
    #expect(
      sheets == [
        "Context", "Participation", "Findings", "Action plans", "Items of plans", "Stories", "Outcomes",
        "Consent and learning",
      ])
  }

  @Test func differsNotFromTheGoldenBlocks() throws {
    let outcome = try InterpeaceReports.annual(.french)
    #expect(try GoldenBlocks.differences(outcome, "InterpeaceTests", "annual") == [])
  }

  @Test func sameInputsGiveTheSameBytes() throws {
    #expect(try InterpeaceReports.annual().blocks == InterpeaceReports.annual().blocks)
  }

  @Test("No record's key is printed, not even an organisation's that has no name") func keys() throws {
    for report in ["annual", "event_note"] {
      var inputs = try InterpeaceReports.fixture(report)
      // The organisation's own name is its key in lower case, and the parts of keys that are words are none.
      let keys = Set(inputs.values.flatMap { $0 }.compactMap { $0["key"]?.string }.filter { $0.contains("-") })
      #expect(keys.count > 8)
      for organisations in [inputs["organisations"], []] {
        inputs["organisations"] = organisations
        for language in [Language.french, .english] {
          let outcome =
            try report == "annual"
            ? InterpeaceReports.annual(language, inputs: inputs) : InterpeaceReports.note(language, inputs: inputs)
          let text = outcome.blocks.joined()
          #expect(keys.filter(text.contains) == [])
        }
      }
    }
  }

  @Test func theSampleLacksNothing() throws {
    let outcome = try InterpeaceReports.annual()
    #expect(outcome.warnings == [])
    #expect(try outcome.callouts("placeholder") == [])
  }

  @Test("A programme with a grant alone is a report of gaps, each with its path") func bare() throws {
    let outcome = try InterpeaceReports.annual(inputs: InterpeaceReports.bare)
    #expect(!outcome.isRejected)
    #expect(
      outcome.warnings
        == [
          "narrative.context", "programme.description", "assignment.actors", "engagement", "engagement.participation",
          "engagement.participation", "engagement.actorFamily", "engagement.region", "finding", "action_item", "story",
          "narrative.ownership", "framework.indicators", "narrative.do_no_harm", "risk", "consent",
          "narrative.learning",
          "lesson", "sources",
        ].filter { $0 != "sources" })
    #expect(try outcome.callouts("placeholder").count == outcome.warnings.count)
    #expect(try InterpeaceReports.annual(inputs: [:]).isRejected)
  }

  @Test func proseOfTheOtherLanguageIsMarked() throws {
    let inputs = try InterpeaceReports.fixture(
      "annual", "narratives",
      [["key": "n", "language": "fr", "section": "learning", "order": 1, "text": "Prévenir les aînés."]])
    let outcome = try InterpeaceReports.annual(.english, inputs: inputs)
    #expect(try outcome.section(9).joined().contains(#""language":"fr""#))
    #expect(outcome.warnings.contains("narrative.learning"))
    #expect(!(try InterpeaceReports.annual(.french, inputs: inputs)).warnings.contains("narrative.learning"))
  }

  @Test(
    "Actors are told from the level restricted on, and below it the section says that they are left out",
    arguments: zip(ConfidentialityLevel.allCases, [false, false, true, true]))
  func actors(level: ConfidentialityLevel, isTold: Bool) throws {
    let section = try InterpeaceReports.annual(level: level).section(2).joined()
    #expect(section.contains("Village councils") == isTold)
    #expect(section.contains("is left out of reports below the level") != isTold)
  }

  @Test("A mapping holds from its last day on; one whose actors are withheld says so") func mappings() throws {
    func mapping(_ actor: String, _ members: JSONObject) -> JSONValue {
      var row: JSONObject = ["key": "m", "title": "Mapping", "actors": [["group": "cso", "actor": .string(actor)]]]
      for member in members.members { row[member.key] = member.value }
      return .object(row)
    }
    let inputs = try InterpeaceReports.fixture(
      "annual", "mappings",
      [
        mapping("Before", ["finalReportOn": "2021-05-01"]), mapping("Last day", ["finalReportOn": "2024-12-31"]),
        mapping("After", ["startsOn": "2024-12-01", "finalReportOn": "2025-01-01"]), mapping("Of no day", [:]),
        ["key": "w", "title": "Hidden", "startsOn": "2024-02-01", "withheld": ["actors"]],
      ])
    let outcome = try InterpeaceReports.annual(inputs: inputs)
    #expect(
      try outcome.lines(of: "Actors by mapping").dropFirst().map { $0.split(separator: " | ")[1] } == [
        "Before", "Last day", "Of no day",
      ])
    #expect(try outcome.lines(of: "Actors by role and stance") == ["Not stated | 3"])
    #expect(try outcome.callouts("info").contains("Actors of a mapping are withheld at this level."))
  }

  @Test func findingsStandUnderTheirThemesWithTheAgreement() throws {
    let finding: JSONValue = [
      "key": "f", "origin": "roundtable", "title": "Title", "statement": "Statement", "theme": "political",
      "place": ["region": "gao"], "withheld": ["raisedBy"],
      "recommendations": [["key": "r1", "text": "One"], ["key": "r2", "text": "Two", "addressee": "imrap"]],
    ]
    let outcome = try InterpeaceReports.annual(
      inputs: InterpeaceReports.fixture("annual", "findings", [finding]))
    #expect(
      try outcome.lines(of: "Findings") == [
        "Political and institutional questions", "Title\nStatement | withheld | Gao | ? | 1. One\n2. IMRAP — Two",
      ])
    #expect(!outcome.warnings.contains("finding.duplicateOf"))
    var double = finding.object ?? [:]
    double["duplicateOf"] = "g"
    let doubles = try InterpeaceReports.annual(
      inputs: InterpeaceReports.fixture("annual", "findings", [.object(double)]))
    #expect(doubles.warnings.contains("finding.duplicateOf"))
    // What the fixture's own findings say: one meeting agreed, two observations have nobody to agree.
    let agreement = try InterpeaceReports.annual().lines(of: "Findings").map {
      $0.split(separator: " | ").map(String.init)
    }
    #expect(agreement.filter { $0.count > 3 }.map { $0[3] } == ["Large majority", "—", "—"])
  }

  @Test(
    "An item is late once its day, as last set, has passed on the period's last day while it is open",
    arguments: [
      ("delayed", "2024-12-30", nil, true), ("delayed", "2024-12-31", nil, false), ("delayed", nil, nil, false),
      ("delayed", "2024-01-01", "2025-06-30", false), ("at_risk", "2024-01-01", "2024-12-30", true),
      ("completed", "2024-01-01", nil, false), ("cancelled", "2024-01-01", nil, false),
      ("suspended", "2024-01-01", nil, true),
    ] as [(String, String?, String?, Bool)])
  func late(status: String, due: String?, revised: String?, isLate: Bool) throws {
    var item: JSONObject = ["key": "a", "action": "Act", "status": .string(status)]
    if status == "completed" { item["completedOn"] = "2024-02-01" }
    if let due { item["dueOn"] = .string(due) }
    if let revised { item["revisedDueOn"] = .string(revised) }
    let inputs = try InterpeaceReports.fixture("annual", "actionItems", [.object(item)])
    let section = try InterpeaceReports.annual(inputs: inputs).section(5).joined()
    #expect(section.contains(" and still open: \(isLate ? 1 : 0)."))
  }

  @Test("An item that was completed after the period is not completed in its report, neither listed nor counted")
  func completedLater() throws {
    var inputs = try InterpeaceReports.fixture(
      "annual", "actionItems",
      [
        ["key": "a", "action": "A", "status": "completed", "dueOn": "2024-06-30", "labels": ["status": "Completed"]],
        [
          "key": "b", "action": "B", "status": "completed", "completedOn": "2024-02-01",
          "labels": ["status": "Completed"],
        ],
      ])
    inputs["progress"] = [["status": "completed", "count": 2, "labels": ["status": "Completed"]]]
    let outcome = try InterpeaceReports.annual(inputs: inputs)
    #expect(
      Set(try outcome.lines(of: "Items of action plans by status")) == [
        "Completed | 1", "Not completed by the last day covered | 1",
      ])
    #expect(try outcome.lines(of: "Action plans").first?.hasSuffix("Not completed by the last day covered") == true)
    #expect(try outcome.section(5).joined().contains(" and still open: 1."))
  }

  @Test("A share of people that is withheld is told by the cells") func shareByCells() throws {
    var inputs = try InterpeaceReports.fixture("annual")
    inputs["measurements"] = [
      [
        "key": "m", "framework": "ip-cadre", "indicator": "P1.b", "periodStart": "2024-01-01",
        "periodEnd": "2024-12-31", "counts": "people", "withheld": ["numerator", "denominator"], "source": "Lists",
      ]
    ]
    inputs["counted"] = [["measurement": "m", "counted": 210, "countedAmong": 300]]
    let lines = try InterpeaceReports.annual(inputs: inputs).lines(of: "Indicators by result")
    #expect(lines.contains { $0.hasSuffix("| 70.0 % | 116.7 % | Lists") })
    let query = InterpeaceFormat.description.reports[0].queries.first { $0.name == "counted" }
    #expect(query?.json["measures"]?.array?.map(\.string) == ["counted", "countedAmong"])
  }

  @Test("A programme of no region does not know its regions") func regions() throws {
    let form = try InterpeaceReports.annual(inputs: InterpeaceReports.bare).values("form").first
    #expect(form?["rows"]?.array?.first { $0["label"]?.plain == "Regions" }?["value"]?.plain == "?")
  }

  @Test("Sources that differ have a line and a bar each") func outcomes() throws {
    let lines = try InterpeaceReports.annual().lines(of: "Indicators by result")
    #expect(lines.contains("People involved | 0 | 280 | 315 | 112.5 % | Interpeace, annual report 2024, Mali"))
    #expect(lines.contains("People involved | 0 | 280 | 300 | 107.1 % | IMRAP’s estimate during the year, invented"))
    #expect(lines.filter { $0.hasPrefix("Women’s place in local bodies") }.count == 4)
    // 315 of 280, 210 of 315 against 60 %, 6 of 4.
    #expect(
      try InterpeaceReports.annual().lines(of: "How much of each target was reached").sorted() == [
        "Action plans adopted by groups | 150.0 %",
        "People involved — IMRAP’s estimate during the year, invented | 107.1 %",
        "People involved — Interpeace, annual report 2024, Mali | 112.5 %",
        "Share of young people among those involved — Attendance lists of the ten activities | 111.1 %",
        "Share of young people among those involved — Interpeace, annual report 2024, Mali | 111.2 %",
      ])
  }

  @Test func anIndicatorWithoutAValueIsNamedToWhoeverSuppliesIt() throws {
    let outcome = try InterpeaceReports.annual(inputs: InterpeaceReports.fixture("annual", "measurements", []))
    #expect(outcome.warnings.filter { $0 == "measurement" }.count == 1)
    #expect(
      try outcome.lines(of: "Indicators by result").contains { $0.hasPrefix("People involved | 0 | 280 | ? | ? | ") })
    #expect(try outcome.lines(of: "How much of each target was reached") == [])
  }
}
