import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NDI

@Suite struct QuarterlyReportTests {
  @Test func descriptionIsSound() {
    let reports = NDIFormat.description.reports
    #expect(Rehearsal.faults(in: NDIFormat.self) == [])
    #expect(reports.map(\.id) == ["ndi/quarterly", "ndi/indicators"])
    #expect(reports.map(\.media.first) == ["docx", "xlsx"])
    for report in reports {
      #expect(report.level == .internal)
      #expect(report.cadences == [.quarter, .usFiscalYear])
      #expect(report.parameters.filter(\.isRequired).isEmpty)
    }
  }

  @Test func hasItsSectionsInOrderInBothLanguages() throws {
    let english = [
      "Award and period", "Executive summary", "Political context", "Progress by objective", "Areas of work",
      "Findings and recommendations", "Indicator table", "Challenges and adaptations", "Partners",
      "Plan for the next quarter", "Annex A: performance indicator reference sheets", "Annex B: success story",
      "Annex C: sources and acronyms",
    ]
    #expect(try NDIReports.quarterly(.english).headings(level: 1) == english)
    let french = try NDIReports.quarterly(.french).headings(level: 1)
    #expect(french.count == english.count)
    #expect(french[3] == "Progrès par objectif")
    #expect(Set(french).isDisjoint(with: english))
  }

  @Test(
    "The title says what the period is",
    arguments: [
      ("2024-01-01", "2024-03-31", "Quarterly narrative report", "Q2 FY2024"),
      ("2024-07-01", "2024-09-30", "Quarterly narrative report", "Q4 FY2024"),
      ("2023-10-01", "2024-09-30", "Annual narrative report", "FY2024"),
      ("2023-10-01", "2024-03-31", "Narrative report", "FY2024"),
      ("2024-02-01", "2024-04-30", "Narrative report", "FY2024"),
    ])
  func title(from: String, to: String, title: String, time: String) throws {
    let period = ReportPeriod(from: CalendarDate(from), to: CalendarDate(to))
    let document = try NDIReports.quarterly(period: period).values("document").first
    #expect(document?["title"]?.string == title)
    #expect(document?["facts"]?.array?.first?["value"]?.plain == time)
  }

  @Test("No record's key is printed, not even an organisation's that has no name") func keys() throws {
    var inputs = try NDIReports.fixture("quarterly")
    let keys = Set(inputs.values.flatMap { $0 }.compactMap { $0["key"]?.string }.filter { $0.count > 4 })
    #expect(keys.count > 30)
    for organisations in [inputs["organisations"], []] {
      inputs["organisations"] = organisations
      for language in [Language.french, .english] {
        let text = try NDIReports.quarterly(language, inputs: inputs).blocks.joined()
        #expect(keys.filter(text.contains).isEmpty)
      }
    }
  }

  @Test func sameInputsGiveTheSameBytes() throws {
    #expect(try NDIReports.quarterly().blocks == NDIReports.quarterly().blocks)
  }

  @Test func differsNotFromTheGoldenBlocks() throws {
    let outcome = try NDIReports.quarterly(.french)
    #expect(try GoldenBlocks.differences(outcome, "NDITests", "quarterly") == [])
  }

  @Test func whatIsMissingShowsAndWarns() throws {
    let outcome = try NDIReports.quarterly()
    // The fixture's quarter has prose for the summary, the context and the next quarter, and no story. That it has no
    // finding is no gap.
    #expect(
      outcome.warnings.filter { $0 != "framework.indicators" } == [
        "narrative.progress", "narrative.challenges", "story",
      ])
    let placeholders = try outcome.values("callout").filter { $0["tone"]?.string == "placeholder" }
    #expect(placeholders.count == 3)
    #expect(try outcome.section(6).joined().contains("No finding of the period is recorded, or"))
    // All of the sample's indicators but none lack a field that a reference sheet must have.
    #expect(outcome.warnings.filter { $0 == "framework.indicators" }.count == 9)
  }

  @Test("A programme with a grant alone is a report of gaps, each with its path") func bare() throws {
    let bare: [String: [JSONValue]] = ["programme": [["key": "p", "grants": [["number": .string(NDIReports.grant)]]]]]
    let outcome = try NDIReports.quarterly(inputs: bare)
    #expect(!outcome.isRejected)
    #expect(
      Set(outcome.warnings) == [
        "narrative.summary", "narrative.context", "narrative.progress", "framework", "engagement.participation",
        "engagement.programmeArea", "framework.indicators", "narrative.challenges", "risk",
        "programme.partners", "narrative.next_quarter", "framework.nodes", "story",
      ])
    #expect(try NDIReports.quarterly(inputs: [:]).isRejected)
  }

  @Test func proseOfTheOtherLanguageIsMarked() throws {
    var inputs = try NDIReports.fixture("quarterly")
    inputs["narratives"] = [
      ["key": "n", "language": "fr", "section": "progress", "order": 1, "text": "Trois séances."]
    ]
    let outcome = try NDIReports.quarterly(.english, inputs: inputs)
    #expect(try outcome.section(4).joined().contains(#""language":"fr""#))
    #expect(outcome.warnings.contains("narrative.progress"))
    #expect(!(try NDIReports.quarterly(.french, inputs: inputs)).warnings.contains("narrative.progress"))
  }

  @Test("The summary proposes the period's gravest findings, then the largest deviations") func highlights() throws {
    let query = try #require(QuarterlyReport.queries.first { $0.name == "gravest" })
    #expect(query.json["outside"] == nil)
    var inputs = try NDIReports.fixture("quarterly")
    func finding(_ title: String, _ severity: String, _ day: String) -> JSONValue {
      ["key": .string(title), "title": .string(title), "severity": .string(severity), "observedOn": .string(day)]
    }
    inputs["gravest"] = [
      finding("Last day", "critical", "2024-03-31"), finding("Second", "high", "2024-02-01"),
      finding("Third", "medium", "2024-02-01"), finding("Fourth", "medium", "2024-01-01"),
      finding("Fifth", "medium", "2024-01-01"),
    ]
    let list = try NDIReports.quarterly(inputs: inputs).section(2).map { try JSONValue(parsing: $0) }
      .last { $0["block"]?.string == "list" }
    #expect(
      list?["items"]?.array?.map(\.plain) == [
        "Finding, severity critical: Last day", "Finding, severity high: Second", "Finding, severity medium: Third",
        "Finding, severity medium: Fourth",
        "Below target: Observers trained – 54 out of 120 – 45.0 %",
      ])
  }

  @Test("Who was reached is what the tallies say") func reached() throws {
    let inputs = try NDIReports.fixture("quarterly")
    let tally = try #require(inputs["people-group-sex"])
    let table = try NDIReports.quarterly().table("People at the activities of the period, by group and sex")
    for (sex, title) in [("female", "Women"), ("male", "Men")] {
      let people = tally.filter { $0["group"]?.string != nil && $0["sex"]?.string == sex }
        .compactMap { $0["people"]?.integer }.reduce(0, +)
      #expect(table.last?[title] == "\(people)")
      #expect(table.dropLast().compactMap { $0[title].flatMap { Int64($0) } }.reduce(0, +) == people)
    }
    #expect(table.last?["Other or not stated"] == nil)
  }

  @Test("An activity without counts says so, and a hidden count stays hidden") func attendance() throws {
    var inputs = try NDIReports.fixture("quarterly")
    inputs["people-engagement-sex"] = [
      ["engagement": "NDI-2024-COACH-1", "sex": "female", "people": ["suppressed": true, "below": 5]],
      ["engagement": "NDI-2024-COACH-1", "people": ["suppressed": true, "below": 5]],
    ]
    inputs["people-engagement-youth"] = []
    let outcome = try NDIReports.quarterly(inputs: inputs)
    let rows = try outcome.table("Activities carried out")
    let counts = rows.map { [$0["Women"], $0["Men"], $0["Youth"]] }
    #expect(Set(counts) == [["<5", "0", "?"], ["?", "?", "?"]])
  }

  @Test("Activities stand under the objective that their node serves, and others apart") func objectives() throws {
    var inputs = try NDIReports.fixture("quarterly")
    func activity(_ title: String, framework: String, node: String) -> JSONValue {
      [
        "key": .string(title), "title": .string(title), "startsOn": "2024-02-01", "framework": .string(framework),
        "node": .string(node),
      ]
    }
    inputs["engagements"] = [
      activity("Under an output", framework: "ndi-cadre", node: "P2"),
      activity("Of the objective itself", framework: "ndi-cadre", node: "O2"),
      activity("Of another framework", framework: "other", node: "P2"),
      activity("Of an unknown node", framework: "ndi-cadre", node: "P9"),
    ]
    let section = try NDIReports.quarterly(inputs: inputs).section(4).map { try JSONValue(parsing: $0) }
    var heading = ""
    var found: [String: [String]] = [:]
    for block in section {
      if block["block"]?.string == "heading" { heading = block["text"]?.plain ?? "" }
      if block["block"]?.string == "row", let title = block["cells"]?.array?[2].plain, block["cells"]?.array?.count == 8
      {
        found[heading, default: []].append(title)
      }
    }
    #expect(
      found == [
        "Domestic observation is credible and covers the whole process.": [
          "Under an output", "Of the objective itself",
        ],
        "Activities outside of the objectives": ["Of another framework", "Of an unknown node"],
      ])
  }

  @Test("Areas of work have a part each where they have activities or findings") func areas() throws {
    var inputs = try NDIReports.fixture("quarterly")
    inputs["finding-areas"] = [["programmeArea": "elections", "count": 2]]
    inputs["narratives"] = [["key": "n", "language": "en", "section": "elections", "order": 1, "text": "No date yet."]]
    let outcome = try NDIReports.quarterly(inputs: inputs)
    #expect(
      try outcome.table("Activities and findings of the period by area of work").map {
        [$0["Area of work"], $0["Activities"], $0["Findings"]]
      } == [
        ["Elections", "0", "2"], ["Election observation", "1", "0"], ["Women's political participation", "1", "0"],
      ])
    #expect(try outcome.section(5).joined().contains("No date yet."))
  }

  @Test(
    "Of earlier findings those stay that have an open recommendation on the report's last day",
    arguments: [
      ("implemented", "2024-03-31", false), ("implemented", "2024-04-01", true), ("in_progress", "2024-03-31", true),
      ("closed_unimplemented", "2024-01-01", false), ("not_started", "2024-01-01", true),
    ])
  func earlier(status: String, asOf: String, isShown: Bool) throws {
    var inputs = try NDIReports.fixture("quarterly")
    inputs["earlierFindings"] = [
      [
        "key": "F1", "title": "Earlier", "observedOn": "2023-12-31", "severity": "low", "theme": "political",
        "recommendations": [["key": "R1", "text": "Do it."]],
      ],
      [
        "key": "F2", "title": "In the quarter", "observedOn": "2024-01-01",
        "recommendations": [["key": "R1", "text": "x"]],
      ],
      ["key": "F3", "title": "Without a recommendation", "observedOn": "2023-01-01"],
    ]
    inputs["followUps"] = [
      ["key": "S", "finding": "F1", "recommendation": "R1", "asOf": .string(asOf), "status": .string(status)]
    ]
    let text = try NDIReports.quarterly(inputs: inputs).section(6).joined()
    #expect(text.contains("Earlier\"") == isShown)
    #expect(!text.contains("In the quarter") && !text.contains("Without a recommendation"))
    #expect(text.contains("No recommendation of an earlier finding is open, or") == !isShown)
  }

  @Test(
    "The next quarter has what is to begin or go on in it, and nothing that is done",
    arguments: [
      (["plannedStart": "2024-04-01", "plannedEnd": "2024-04-02"], true),
      (["plannedStart": "2024-06-30", "plannedEnd": "2024-12-31"], true),
      (["plannedStart": "2024-07-01", "plannedEnd": "2024-12-31"], false),
      (["plannedStart": "2023-01-01", "plannedEnd": "2024-03-31"], false),
      (["plannedStart": "2023-01-01", "plannedEnd": "2024-03-31", "revisedEnd": "2024-05-01"], true),
      (["plannedStart": "2024-04-01", "revisedStart": "2024-07-01", "plannedEnd": "2024-12-31"], false),
      (["plannedEnd": "2024-05-01"], true), (["plannedStart": "2024-04-01"], false),
      (["plannedStart": "2024-01-01", "plannedEnd": "2024-05-01", "actualEnd": "2024-03-31"], false),
      (["plannedStart": "2024-01-01", "plannedEnd": "2024-05-01", "status": "cancelled"], false),
      (["plannedStart": "2024-01-01", "plannedEnd": "2024-05-01", "status": "delayed"], true),
    ])
  func nextQuarter(days: [String: String], isPlanned: Bool) throws {
    var node: JSONObject = ["code": "A1", "level": "activity", "statement": "The activity"]
    for (name, day) in days.sorted(by: { $0.key < $1.key }) { node[name] = .string(day) }
    var inputs = try NDIReports.fixture("quarterly")
    inputs["frameworks"] = [["key": "f", "frameworkType": "donor_results", "nodes": [.object(node)]]]
    let outcome = try NDIReports.quarterly(inputs: inputs)
    #expect(try outcome.section(10).joined().contains("The activity") == isPlanned)
  }

  @Test("Risks of later days stay out, and a change of another grant does") func challenges() throws {
    var inputs = try NDIReports.fixture("quarterly")
    var programme = try #require(inputs["programme"]?.first?.object)
    func change(_ item: String, _ grant: JSONValue) -> JSONValue { ["item": .string(item), "grant": grant] }
    programme["changes"] = [
      change("Ours", .string(NDIReports.grant)), change("Of the programme", .null), change("Theirs", "OTHER"),
    ]
    inputs["programme"] = [.object(programme)]
    inputs["risks"] = [
      ["key": "r1", "title": "Before", "identifiedOn": "2024-03-31"],
      ["key": "r2", "title": "After", "identifiedOn": "2024-04-01"],
    ]
    let outcome = try NDIReports.quarterly(inputs: inputs)
    #expect(try outcome.table("Risks").map { $0["Risk"] } == ["Before"])
    #expect(try outcome.table("What was changed").map { $0["Item"] } == ["Ours", "Of the programme"])
  }

  @Test("Twenty thousand findings pass row by row", .timeLimit(.minutes(5))) func manyFindings() throws {
    var inputs = try NDIReports.fixture("quarterly")
    inputs["findings"] = (1...20_000).map { number in
      [
        "key": .string("F\(number)"), "title": .string("Finding \(number)"), "severity": "low",
        "observedOn": "2024-02-01",
      ]
    }
    let rows = try NDIReports.quarterly(inputs: inputs).rows(of: "Findings with their recommendations")
    #expect(rows.count >= 20_000)
    #expect(rows[19_999].first?.plain == "20000")
  }
}
