import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite struct PeopleReportTests {
  private static let groups: [JSONValue] = [
    ["group": "cso", "sex": "female", "people": 6], ["group": "cso", "sex": "male", "people": 14],
    ["group": "cso", "people": 20], ["group": "media", "sex": "female", "people": ["suppressed": true, "below": 5]],
    ["group": "media", "people": ["suppressed": true]], ["sex": "female", "people": ["suppressed": true]],
    ["sex": "male", "people": 14], ["people": 30],
  ]
  private static let young: [JSONValue] = [
    ["group": "cso", "youth": "youth", "people": 8], ["group": "cso", "people": 20], ["youth": "youth", "people": 8],
    ["people": 30],
  ]

  @Test("People by group: what a format picks, with plans where there are some and no share of what is hidden")
  func groups() throws {
    let inputs = ["people-group-sex": Self.groups, "people-group-youth": Self.young]
    let (lines, _) = try PeopleFormat.run(inputs: inputs) { inputs, report in
      for query in PeopleFormat.description.reports[0].queries.prefix(7) { try inputs.skip(query.name) }
      let people = try PeopleByGroup(inputs)
      try report.people(people, planned: ["cso": .number(10), "women": .number(5)], PeopleColumn.allCases)
      try report.people(drawn: "peopleByGroup", people.bySex, by: CodeLists.stakeholderGroup)
    }
    #expect(
      lines == [
        "People who took part, by group",
        "Group | Planned | All | Women | Men | Other or not stated | Aged 18 to 35 | Women among women and men | % of plan",
        "CSO | 10 | 20 | 6 | 14 | 0 | 8 | 30.0 % | 200.0 %",
        "Media | — | [c] | <5 | 0 | 0 | ? | [c] | —",
        "women | 5 | ? | ? | ? | ? | ? | ? | ?",
        "All | — | 30 | [c] | 14 | 0 | 8 | [c] | —",
        "People who took part, by group and sex", "Group | Women | Men", "CSO | 6 | 14", "Media | <5 | 0",
        "All | [c] | 14",
      ])
  }

  @Test("Where nobody was counted, a gap says so", arguments: [Language.french, .english])
  func nobody(_ language: Language) throws {
    let (lines, paths) = try PeopleFormat.run(language) { inputs, report in
      for query in PeopleFormat.description.reports[0].queries.prefix(7) { try inputs.skip(query.name) }
      try report.people(try PeopleByGroup(inputs), [.people])
      for key in ["peopleByGroup", "peopleByAge", "peopleByRegion"] {
        try report.people(drawn: key, PeopleTally([InputRow](), rows: "a", columns: "b"), by: CodeLists.region)
      }
    }
    #expect(lines.count == 4 && paths == Array(repeating: "engagement.participation", count: 4))
  }

  @Test("Published people stand under those counted, and are hidden where one of their cells is") func reach() throws {
    let inputs: [String: [JSONValue]] = [
      "frameworks": [
        [
          "key": "f", "frameworkType": "donor_results", "nodes": [["code": "1", "level": "outcome"]],
          "indicators": [["code": "a", "node": "1", "measure": "unit", "title": "Reached"]],
        ]
      ],
      "measurements": [("m", "2024-01-01"), ("n", "2024-01-01"), ("o", "2023-07-01"), ("q", "2024-04-01")].map {
        // A quarter of m's year, and days before the period.
        [
          "key": .string($0), "framework": "f", "indicator": "a", "counts": "published_people", "value": 315,
          "source": .string("Source \($0)"), "periodStart": .string($1), "periodEnd": "2024-12-31",
        ]
      },
      "counted": [["measurement": "m", "counted": 50]],
      "counted-sex": [["measurement": "m", "sex": "female", "counted": 40]],
      "counted-ageband": [
        ["measurement": "m", "ageBand": "a18_24", "counted": 10],
        ["measurement": "m", "ageBand": "a25_35", "counted": ["suppressed": true]],
      ],
      "people-engagement-sex": [["sex": "female", "people": 9], ["people": 12]],
    ]
    let (lines, _) = try PeopleFormat.run(inputs: inputs) { inputs, report in
      let frameworks = try ResultsFramework.read(inputs)
      let published = PublishedReach.read(
        frameworks, try CountedCells(inputs, by: CountedCells.Breakdown.allCases),
        in: ReportPeriod(from: CalendarDate("2024-01-01"), to: CalendarDate("2024-12-31")))
      try report.reach(try Attendance(inputs), published)
    }
    #expect(
      Array(lines.dropFirst(2)) == [
        "Counted at the activities | 12 | 9 | 75.0 % | ? | ?", "Reached – Source m | 50 | 40 | 80.0 % | [c] | [c]",
        "Reached – Source n | 315 | ? | ? | ? | ?",
      ])
  }

  @Test("Published women and young people of all regions are hidden where those of one are few")
  func regions() throws {
    let days: JSONObject = ["periodStart": "2024-01-01", "periodEnd": "2024-12-31"]
    func measured(_ key: String, _ region: JSONValue) -> JSONValue {
      var row = days
      (row["key"], row["framework"], row["indicator"]) = (.string(key), "f", "a")
      (row["counts"], row["value"], row["source"], row["place"]) = ("published_people", 315, "Press", region)
      return .object(row)
    }
    let inputs: [String: [JSONValue]] = [
      "frameworks": [
        [
          "key": "f", "frameworkType": "donor_results", "nodes": [["code": "1", "level": "outcome"]],
          "indicators": [["code": "a", "node": "1", "measure": "unit", "title": "Reached"]],
        ]
      ],
      "measurements": [measured("m", .null), measured("n", ["region": "gao"])],
      "counted": [["measurement": "m", "counted": 50], ["measurement": "n", "counted": 30]],
      "counted-sex": [
        ["measurement": "m", "sex": "female", "counted": 40],
        ["measurement": "n", "sex": "female", "counted": ["suppressed": true]],
      ],
      "counted-ageband": [
        ["measurement": "m", "ageBand": "a18_24", "counted": 10],
        ["measurement": "n", "ageBand": "a18_24", "counted": ["suppressed": true]],
      ],
    ]
    let (lines, _) = try PeopleFormat.run(inputs: inputs) { inputs, report in
      let frameworks = try ResultsFramework.read(inputs)
      let cells = try CountedCells(inputs, by: CountedCells.Breakdown.allCases)
      try report.reach(try Attendance(inputs), PublishedReach.read(frameworks, cells, in: ReportPeriod()))
    }
    #expect(lines.contains { $0.hasSuffix("Press | 50 | [c] | [c] | [c] | [c]") }, "\(lines)")
  }

  @Test("A count that leaves out engagements above the level says so, as roughly as the core") func above() throws {
    for withheld in [["above_disclosure_level"], []] {
      let (lines, _) = try PeopleFormat.run(withheld: withheld) { inputs, report in
        for query in PeopleFormat.description.reports[0].queries.prefix(5) { try inputs.skip(query.name) }
        try report.reach(try Attendance(inputs), [])
      }
      #expect(lines.count { $0.hasPrefix("Activities above") && $0.contains("fewer than 5 items") } == withheld.count)
    }
  }
}
