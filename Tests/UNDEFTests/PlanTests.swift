import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import UNDEF

/// What was planned beside what was done: sections 3, 5, 6, 8 and 9 to 12 of the narrative.
@Suite struct PlanTests {
  private func framework(_ inputs: [String: [JSONValue]]) throws -> JSONValue {
    try #require(inputs["frameworks"]?.first { $0["status"]?.string == "adopted" })
  }

  private func changing(_ change: (inout JSONObject) throws -> Void) throws -> [String: [JSONValue]] {
    var inputs = try Narrative.inputs()
    var row = try #require(try framework(inputs).object)
    try change(&row)
    inputs["frameworks"] = [.object(row)]
    return inputs
  }

  @Test func activitiesStandUnderTheirOutputsAndMilestonesLast() throws {
    let lines = try Narrative.run(.english).lines(of: "Planned and achieved, by output")
    #expect(
      lines == [
        "The positions of the regions are collected and compared.",
        "Hold focus groups in four regions | 2023-05-31 | 2023-05-16 | Timbuktu, Gao, Ségou, Koulikoro | Completed | -15 | —",
        "Hold five roundtables | 2023-11-30 | 2023-12-13 | Timbuktu, Gao, Bamako, Ségou, Koulikoro | Completed | 13 | "
          + "The Bamako meeting was moved after those of the regions.",
        "Relay organisations can read a budget and an audit report.",
        "Train relay organisations and radios | 2023-06-30 | 2023-06-22 | Bamako | Completed | -8 | —",
        "A study of external audit in defence is published and presented to the authorities.",
        "Carry out the study and submit it to the oversight bodies | 2024-09-30 | 2024-11-29 | — | Completed | 60 | "
          + "The bodies examined asked for more time to answer the provisional report.",
        "Publish the study and bring the conclusions back to the authorities and the regions | 2025-01-31 | 2025-04-24 "
          + "| — | Completed | 83 | Change of leadership at the national partner.",
        "Milestones of the grant",
        "Launch and presentation to the authorities | 2023-02-21 | 2023-02-21 | Bamako | Verified | 0 | —",
        "First regional roundtable | 2023-09-12 | 2023-10-10 | Timbuktu | Verified | 28 | "
          + "Flights to Timbuktu suspended in September.",
        "Bamako roundtable | 2023-09-26 | 2023-12-12 | Bamako | Verified | 77 | "
          + "Moved after the regions, with the Fund’s consent.",
        // Two days before it is due.
        "Final report accepted | 2025-05-30 | — | — | Not verified | — | —",
      ])
  }

  @Test func anActivityWithoutAnOutputOrDaysIsShown() throws {
    let inputs = try changing { row in
      row["nodes"] = [["code": "A", "level": "activity", "statement": "Seule"]]
      row["indicators"] = []
    }
    #expect(
      try Narrative.run(inputs: inputs).lines(of: "Prévu et réalisé, par produit").prefix(2) == [
        "Sans produit", "Seule | ? | ? | — | ? | ? | —",
      ])
  }

  @Test("Values come from the measurements, each source on its line, and those of people stay withheld")
  func indicators() throws {
    let outcome = try Narrative.run(.english)
    let lines = try outcome.lines(of: "Indicators of the outputs").filter { $0.contains(" | ") }
    #expect(
      lines == [
        "Villages reached | 0 | 30 | 35 | 116.7 % | The Fund’s page on the project",
        "Villages reached | 0 | 30 | 33 | 110.0 % | Field record of an observer, invented",
        "Marginalised communities involved | 0 | 20 | 20 | 100.0 % | The Fund’s page on the project",
        "Share of women at the roundtables | 27.6 % | 40.0 % | withheld | withheld | "
          + "Attendance lists of the five roundtables",
        "Share of women at the roundtables | 27.6 % | 40.0 % | withheld | withheld | "
          + "Estimate of the rapporteurs in session",
        "Relay people trained | 0 | 30 | withheld | withheld | Attendance lists",
        "Studies published and presented to the authorities | 0 | 1 | 1 | 100.0 % | Transparency International",
      ])
    let outcomes = try outcome.lines(of: "Outcomes and their indicators").filter { $0.contains(" | ") }
    #expect(outcomes.count == 7)
    // 10 of 43 recommendations; the target was revised from 40 to 30.
    let share = 1000.0 / 43
    #expect(
      outcomes[5]
        == "Share of recommendations with a written answer | 0.0 % | 30.0 % | \((share * 10).rounded() / 10) % | "
        + "\((share / 30 * 1000).rounded() / 10) % | CRI-2002’s register of recommendations")
    #expect(outcomes[1].hasPrefix("Form of dialogue chosen in each region — Gao | By invitation | Joint committee | "))
    #expect(outcomes[1].contains(" | Joint committee | — | "))
  }

  @Test("What is drawn is what the tables print of numbers, with a target for each")
  func drawing() throws {
    let outcome = try Narrative.run(.english)
    let starts = try outcome.values("tableStart").filter { $0["figure"] != nil }
    #expect(starts.compactMap { $0["figure"]?["kind"]?.string } == ["stackedBar", "progress"])
    let drawn = try outcome.lines(of: "Indicators in numbers")
    #expect(drawn.count == 8)
    let printed =
      try outcome.lines(of: "Indicators of the outputs") + outcome.lines(of: "Outcomes and their indicators")
    for line in drawn {
      let cells = line.split(separator: " | ").map(String.init)
      // The figure names the sources that the tables have in a column of their own.
      let title = String(cells[0].split(separator: " — ")[0])
      #expect(printed.contains { $0.hasPrefix(title) && $0.contains(" | \(cells[2]) | \(cells[1]) | ") })
    }
  }

  @Test("A mid-term report has the targets of its period, or else the project's, and what is not due is not late")
  func midterm() throws {
    var inputs = try changing { row in
      let nodes = try #require(row["nodes"]?.array)
      row["nodes"] = .array(
        nodes.map { node in
          guard let end = node["actualEnd"]?.string, end > "2024-01-31", var node = node.object else { return node }
          (node["actualEnd"], node["status"], node["statusOn"]) = (nil, nil, nil)
          return .object(node)
        })
    }
    inputs["measurements"] = inputs["measurements"]?.filter { ($0["periodEnd"]?.string ?? "") <= "2024-01-31" }
    let period = ReportPeriod(from: CalendarDate("2023-02-01"), to: CalendarDate("2024-01-31"))
    let outcome = try Narrative.run(.english, period: period, inputs: inputs)
    #expect(
      try outcome.lines(of: "Outcomes and their indicators").contains(
        "Degree of openness of the dialogue | Meetings case by case | Meetings case by case | Meetings case by case | — | "
          + "Minutes of the steering committee"))
    #expect(
      try outcome.lines(of: "Indicators of the outputs").contains("Villages reached | 0 | 30 | ? | ? | Meeting forms"))
    #expect(
      try outcome.lines(of: "Planned and achieved, by output").contains {
        $0.hasPrefix(
          "Carry out the study and submit it to the oversight bodies | 2024-09-30 | — | — | Not due yet | — | ")
      })
  }

  @Test func anIndicatorWithoutAValueWarnsByItsName() throws {
    var inputs = try Narrative.inputs()
    inputs["measurements"] = inputs["measurements"]?.filter { $0["indicator"]?.string != "P3.a" }
    let told = try Narrative.run(.english, inputs: inputs).diagnostics.filter { $0["path"]?.string == "measurement" }
    #expect(
      told.compactMap { $0["summary"]?.string } == [
        "Indicators without a value in the period: P3.a – Studies published and presented to the authorities. "
          + "Record measurements."
      ])
  }

  @Test("Each change of the grant, its budget, its milestones and its framework has a row, with its reason")
  func changes() throws {
    let lines = try Narrative.run(.english).lines(of: "Changes with their reasons")
    let inputs = try Narrative.inputs()
    let framework = try framework(inputs)
    let nodes = (framework["nodes"]?.array ?? []).count { $0["revisedEnd"] != nil }
    let milestones = (inputs["milestones"] ?? []).count { $0["revisedOn"] != nil }
    #expect(nodes == 3 && milestones == 2)
    // The Bamako roundtable is a milestone, too, but its change was agreed.
    #expect(lines.count { $0.contains(" | ") } == 2 + 2 + milestones - 1 + nodes + 2)
    #expect(lines.count { $0.hasPrefix("Bamako roundtable | ") } == 1)
    #expect(
      lines.filter { !$0.contains(" | ") } == [
        "Agreed with the Fund", "Budget", "Milestones", "Days of activities", "Indicators",
      ])
    for line in [
      "End of the project | 31 January 2025 | 30 April 2025 | The change of leadership at CRI-2002 delayed the printing "
        + "and the presentation of the study. | 2024-12-09",
      "First regional roundtable | 2023-09-12 | 2023-10-10 | Flights to Timbuktu suspended in September. | Not recorded",
      "Share of recommendations with a written answer | 40.0 % | 30.0 % | Two ministries changed hands. | Not recorded",
      "Share of recommendations with a written answer | — | Only signed answers count. | "
        + "Oral agreements were not confirmed. | 2024-02-15",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(lines.contains { $0.hasPrefix("Five roundtables | 38000.00 USD | 41500.00 USD | Interpretation ") })
  }

  @Test func changesOfAnotherGrantAreNotThisOnes() throws {
    var inputs = try Narrative.inputs()
    var row = try #require(inputs["programme"]?.first?.object)
    row["changes"] = [
      ["grant": "UDF-99-999-MLI", "item": "Autre", "signed": "a", "revised": "b", "reason": "c"],
      ["item": "Sans subvention", "signed": "a", "revised": "b", "reason": "c"],
    ]
    inputs["programme"] = [.object(row)]
    let outcome = try Narrative.run(inputs: inputs)
    let lines = try outcome.lines(of: "Changements et leurs raisons")
    #expect(lines.contains("Sans subvention | a | b | c | ?") && !lines.contains { $0.hasPrefix("Autre") })
    #expect(outcome.warnings.contains("programme.changes.approvedOn"))
  }

  @Test func managementShowsWhatIsDueAndHowLateItCame() throws {
    func lines(_ day: String) throws -> [String] {
      try Narrative.run(.english, reportDate: CalendarDate(day)).lines(of: "Agreement, committees, reports and risks")
    }
    let final = try lines("2025-08-10")
    #expect(final[0] == "Signature of the grant agreement | Yes | 2023-01-16 | — | —")
    #expect(final[1] == "Meeting of the steering committee | Yes | 2023-03-09 | withheld | —")
    #expect(final.contains("Final financial utilisation report | No | 2025-07-31 | 10 days late | —"))
    #expect(final.contains { $0.hasPrefix("The national partner’s leadership changes | No | 2025-01-20 | Present") })
    // What is not due yet is not undone.
    #expect(!(try lines("2025-07-30")).contains { $0.hasPrefix("Final financial") })
  }

  @Test func challengesKeepWhatIsWithheldApartFromNothing() throws {
    let lines = try Narrative.run(.english).lines(of: "Challenges and remedial action")
    #expect(lines.count == 3)
    #expect(lines[0].contains("The Bamako roundtable moves from September to December."))
    #expect(lines[2].contains("Roads in the North cut | Security | High | Medium | withheld | withheld | Mitigated"))
  }

  @Test("The media table has events and press; supplementary materials are this grant's documents alone")
  func evidence() throws {
    let outcome = try Narrative.run(.english)
    #expect(
      try outcome.lines(of: "Media activities") == [
        "2024-10-08 | Partner radio 1 (Bamako)\nHouse of the Press of Mali | Radio debate on external audit in defence | —",
        "2024-10-09 | House of the Press of Mali | Defence under control | https://example.org/defence",
      ])
    let titles = try outcome.rows(of: "Documents, pictures and press").map { CellText.plain($0[1]) }
    #expect(
      titles == [
        "External Auditing of the Defence Sector in Mali: Challenges and Possibilities",
        "Report of the five regional roundtables", "Defence under control",
      ])
  }

  @Test("Twenty thousand engagements stream through", .timeLimit(.minutes(5))) func many() throws {
    var inputs = try Narrative.inputs()
    inputs["engagements"] = (0..<20_000).map {
      ["key": .string("e\($0)"), "title": "Séance", "startsOn": "2023-05-16"]
    }
    #expect(try Narrative.run(inputs: inputs).lines(of: "Activités réalisées, par date").count == 20_000)
  }
}
