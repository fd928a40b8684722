import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite struct EngagementTests {
  private static let full: JSONValue = [
    "key": "a", "title": "Round table", "startsOn": "2024-05-01", "durationHours": .number(2.5),
    "engagementType": "roundtable",
    "place": ["region": "gao", "cercle": "Ansongo", "commune": "Gao"], "topic": "Audit", "theme": "external_audit",
    "agreements": [["text": "One."], ["text": "Two."]], "problems": "No road.", "partiesRepresented": 3,
  ]

  private func run(_ row: JSONValue, _ columns: [EngagementColumn]) throws -> String? {
    let (lines, _) = try PeopleFormat.run(inputs: ["engagements": [row]]) { inputs, report in
      for query in PeopleFormat.description.reports[0].queries.prefix(11) { try inputs.skip(query.name) }
      try report.table(
        "engagements", of: try inputs.rows(of: "engagements"), missing: "engagement", columns.map { .engagement($0) })
    }
    return lines.last
  }

  @Test(
    "Each column says one thing of an engagement",
    arguments: [
      (.date, "2024-05-01"), (.end, "2024-05-01"), (.title, "Round table"), (.type, "Roundtable"), (.region, "Gao"),
      (.place, "Gao, Ansongo"), (.topic, "Audit"), (.agreements, "1. One.\n2. Two."), (.problems, "No road."),
      (.parties, "3"), (.partners, "?"), (.organisers, "?"), (.format, "?"), (.family, "?"),
    ] as [(EngagementColumn, String)])
  func columns(_ column: EngagementColumn, _ expected: String) throws {
    #expect(try run(Self.full, [column]) == expected)
  }

  @Test("What is withheld is said to be, a dash stands where nothing is, and a theme for a topic") func gaps() throws {
    let columns: [EngagementColumn] = [.agreements, .problems, .topic]
    #expect(try run(["key": "a", "theme": "external_audit"], columns) == "— | — | External audit")
    #expect(
      try run(["key": "a", "withheld": ["agreements", "problems", "topic"]], columns)
        == "withheld | withheld | withheld")
    // Of several agreements some are withheld: those that may be told are.
    #expect(
      try run(["key": "a", "agreements": [["text": "One."]], "withheld": ["agreements"]], [.agreements]) == "One.")
  }

  @Test("Two forms of one engagement; without a count, a gap") func one() throws {
    let counts: [JSONValue] = [["engagement": "a", "sex": "female", "people": 9], ["engagement": "a", "people": 9]]
    let inputs = ["engagements": [Self.full], "people-engagement-sex": counts]
    let (lines, paths) = try PeopleFormat.run(inputs: inputs) { inputs, report in
      for query in PeopleFormat.description.reports[0].queries.prefix(5) { try inputs.skip(query.name) }
      let attendance = try Attendance(inputs)
      for query in PeopleFormat.description.reports[0].queries.dropFirst(7).prefix(4) { try inputs.skip(query.name) }
      let row = try #require(try inputs.first(of: "engagements"))
      try report.engagementForm("facts", row, [.title, .hours, .place])
      try report.present(attendance, at: row)
      try report.present(attendance, at: InputRow(["key": "b"], language: .english))
      try report.table(
        "engagements", of: [row], missing: "engagement", [.people(attendance), .people(attendance, "female")])
    }
    #expect(
      lines.filter { !$0.contains("not counted") } == [
        "Activity: Round table", "Hours: 2.5", "Place: Gao, Ansongo", "All: 9", "Women: 9", "Men: 0",
        "Aged 18 to 35: ?", "Engagements", "All | Women", "9 | 9",
      ])
    #expect(paths == ["engagement.participation"])
  }
}
