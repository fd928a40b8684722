import JSONBytes
import Records
import Testing

@testable import ReportKit

/// Everything that the kit writes by itself, in a format without words.
private struct SubjectsFormat: DonorFormat {
  static let kinds = ["risks", "lessons", "stories", "evidence", "assignments", "actionItems", "milestones"]

  static var description: FormatDescription {
    FormatDescription(
      id: "subjects", version: "1.0.0", donor: Bilingual(verbatim: "D"), title: Bilingual(verbatim: "S"),
      reports: [
        ReportDescription(
          id: "subjects/all", title: Bilingual(verbatim: "S"), level: .internal,
          queries: [
            .risks, .lessons, .stories, .evidence, .assignments, .actionItems, .milestones, .responses, .followUps,
            .recommendations(where: ["origin": ["audit"]]), .frameworks("donor_results", "project_document"),
            .measurements,
          ])
      ])
  }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.begin(title: Bilingual(verbatim: "S"), donor: Bilingual(verbatim: "D"))
    try report.risks(try inputs.collected("risks"))
    try report.lessons(try inputs.collected("lessons"))
    try report.stories(try inputs.collected("stories"))
    try report.evidence(try inputs.collected("evidence"))
    try report.assignments(try inputs.collected("assignments"))
    try report.actionItems(try inputs.collected("actionItems"))
    try report.milestones(try inputs.collected("milestones"))
    for recommendation in try FollowedRecommendation.read(inputs, asOf: request.reportDate) {
      let isLate = recommendation.daysLate != nil
      try report.paragraph(
        "\(recommendation.row.string("key") ?? "") \(recommendation.status ?? "-") \(recommendation.isClosed) \(isLate)"
      )
    }
    for framework in try ResultsFramework.read(inputs) { try report.paragraph(framework.type) }
  }
}

@Suite struct SubjectReportTests {
  private func run(_ language: Language, _ inputs: [String: [JSONValue]] = [:]) throws -> Rehearsal.Outcome {
    try Rehearsal.run(SubjectsFormat.self, report: "subjects/all", language: language, inputs: inputs)
  }

  @Test("The kit's queries are ones that a server takes") func queries() {
    #expect(Rehearsal.faults(in: SubjectsFormat.self).isEmpty)
  }

  @Test("Where there is no record, a gap names the kind", arguments: [Language.french, .english])
  func gaps(_ language: Language) throws {
    let outcome = try run(language)
    #expect(!outcome.isRejected)
    #expect(
      outcome.diagnostics.compactMap { $0["path"]?.string }
        == ["risk", "lesson", "story", "evidence", "assignment", "action_item", "milestone"])
  }

  @Test(
    "Nobody but staff is told that there is none: it may stand above the level",
    arguments: ConfidentialityLevel.allCases)
  func noneAtLevel(_ level: ConfidentialityLevel) throws {
    for language in Language.allCases {
      let outcome = try Rehearsal.run(SubjectsFormat.self, report: "subjects/all", language: language, level: level)
      let gaps = outcome.blocks.filter { $0.contains(#""tone":"placeholder""#) }
      let hint =
        language == .french ? ", ou ce qui est enregistré dépasse le niveau" : ", or what is recorded stands above"
      #expect(gaps.count == 7 && gaps.allSatisfy { $0.contains(hint) == (level != .confidential) })
      #expect(outcome.diagnostics.allSatisfy { $0["summary"]?.string?.contains(hint) == (level != .confidential) })
    }
  }

  @Test("A record is printed with all that it says", arguments: [Language.french, .english])
  func records(_ language: Language) throws {
    let blocks = try run(
      language,
      [
        "risks": [["title": "Insécurité", "effect": "Retard", "mitigation": "Report", "category": "security"]],
        "lessons": [["title": "Loin", "text": "Texte", "context": "Région", "application": "Nord"]],
        "stories": [["title": "Récit", "subject": "A.", "happenedOn": "2024-05", "change": "Parole"]],
        "evidence": [["title": "Étude", "url": "https://example.org/a", "takenOn": "2024-05-01"]],
        "assignments": [["title": "Audit", "startsOn": "2024-01-15", "finalReportOn": "2024-04-15"]],
        "actionItems": [["action": "Agir", "problem": "Nuit", "withheld": ["group"], "dueOn": "2024-09-30"]],
        "milestones": [
          ["number": 2, "title": "Deux", "plannedOn": "2024-05-01"],
          ["number": 1, "title": "Un", "plannedOn": "2024-06-01", "verified": true],
        ],
      ]
    ).blocks.joined(separator: "\n")
    for text in [
      "Insécurité", "Retard", "Report", "Loin", "Texte", "Région", "Nord", "Récit", "Parole", "Étude",
      "https://example.org/a", "Audit", "2024-04-15", "Agir", "Nuit", #""undisclosed":true"#, "2024-09-30",
      language == .french ? "05/2024" : "May\u{A0}2024",
    ] {
      #expect(blocks.contains(text), "\(text)")
    }
    let titles = ["Un", "Deux"].map { title in blocks.firstRange(of: "\"\(title)\"")?.lowerBound }
    let (first, second) = (try #require(titles[0]), try #require(titles[1]))
    #expect(first < second)
  }

  @Test("A milestone has the day as signed, the one since a change and the one on which it was reached")
  func milestones() throws {
    let outcome = try run(
      .english,
      [
        "milestones": [
          [
            "number": 1, "title": "Un", "plannedOn": "2023-09-12", "revisedOn": "2023-10-10", "actualOn": "2023-10-11",
            "withheld": ["verified"],
          ], ["number": 2, "title": "Deux", "plannedOn": "2024-06-01"],
        ]
      ])
    let rows = try outcome.blocks.map { try JSONValue(parsing: $0) }.filter { $0["block"] == "row" }
      .compactMap { $0["cells"]?.array }
    #expect(
      rows.map { $0[2...4].map { $0["date"]?.string ?? $0.string } } == [
        ["2023-09-12", "2023-10-10", "2023-10-11"], ["2024-06-01", "—", "—"],
      ])
    #expect(rows.map { $0[6] } == [["undisclosed": true], "No"])
  }

  @Test("The title of a lesson stands out from its text") func lessonTitles() throws {
    let blocks = try run(.english, ["lessons": [["title": "Far", "text": "Text"], ["text": "Alone"]]]).blocks.joined()
    #expect(blocks.contains(#"[{"text":"Far","emphasis":"strong"},"\n","Text"]"#) && blocks.contains(#"["Alone","#))
  }

  @Test(
    "An item is late once its day has passed; one completed later was open on the report's last day",
    arguments: [
      (["status": "completed", "completedOn": "2024-12-01", "dueOn": "2024-06-30"], false, false),
      // The core leaves out the day of completion that comes after the period.
      (["status": "completed", "dueOn": "2024-06-30"], true, true), (["status": "completed"], true, false),
      (["status": "delayed", "dueOn": "2024-06-30", "revisedDueOn": "2025-01-31"], false, false),
      (["status": "cancelled", "dueOn": "2024-06-30"], false, false),
    ] as [(JSONObject, Bool, Bool)])
  func actionItems(_ item: JSONObject, isLater: Bool, isLate: Bool) throws {
    let row = InputRow(item, language: .english)
    let day = try #require(CalendarDate("2024-12-31"))
    #expect(row.isCompletedLater == isLater && row.isLate(on: day) == isLate)
  }

  @Test("A risk is known from the day on which it was seen") func knownRisks() {
    let rows = ["2023-02-15", "2024-02-15", nil].map { day -> InputRow in
      InputRow(["identifiedOn": day.map { .string($0) } ?? .null], language: .english)
    }
    #expect(rows.known(on: CalendarDate("2024-01-31")).map { $0.string("identifiedOn") } == ["2023-02-15", nil])
    #expect(rows.known(on: nil).count == 3)
  }

  @Test("Of a story whose consent does not hold, nothing is told but that there is one") func withheldStories() throws {
    let told: JSONValue = ["title": "Récit", "change": "Parole"]
    let kept: JSONValue = ["title": "Autre", "withheld": ["change", "before", "subject"]]
    let some = try run(.english, ["stories": [told, kept]])
    #expect(some.blocks.joined().contains("Parole") && !some.blocks.joined().contains("Autre"))
    #expect(some.blocks.joined().contains("withheld.") && !some.diagnostics.contains { $0["path"] == "story" })
    let none = try run(.english, ["stories": [kept]])
    #expect(!none.blocks.joined().contains("Autre") && none.diagnostics.contains { $0["path"] == "story" })
  }

  @Test("A recommendation knows its last follow-up and whether its day has passed") func followed() throws {
    func recommendation(_ key: String, due: String) -> JSONValue {
      ["key": .string(key), "finding": "f", "text": "t", "dueOn": .string(due)]
    }
    func seen(_ key: String, _ day: String, _ status: String) -> JSONValue {
      ["key": "k", "finding": "f", "recommendation": .string(key), "asOf": .string(day), "status": .string(status)]
    }
    // The rehearsed report bears the day 2024-06-30.
    let outcome = try run(
      .english,
      [
        "responses": [["finding": "f", "recommendation": "R4", "position": "accepted", "dueOn": "2024-12-31"]],
        "followUps": [
          seen("R2", "2023-01-01", "in_progress"), seen("R2", "2024-01-01", "implemented"),
          seen("R3", "2024-01-01", "partially_implemented"),
        ],
        "recommendations": [
          recommendation("R1", due: "2024-07-01"), recommendation("R2", due: "2024-01-01"),
          recommendation("R3", due: "2024-06-29"), recommendation("R4", due: "2024-01-01"),
        ],
        "frameworks": [
          ["key": "a", "frameworkType": "donor_results", "status": "replaced"],
          ["key": "b", "frameworkType": "project_document"],
        ],
      ])
    let lines = try outcome.blocks.map { try JSONValue(parsing: $0) }.filter { $0["block"]?.string == "paragraph" }
      .compactMap { $0["text"]?.string }
    #expect(
      lines == [
        "R1 - false false", "R2 implemented true false", "R3 partially_implemented false true", "R4 - false false",
        "project_document",
      ])
  }
}
