import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

/// Notes of consent and mappings of actors: what can harm people if it is told too widely.
@Suite struct ProtectionTests {
  private static let mappings: [JSONValue] = [
    [
      "key": "m", "title": "Mapping", "finalReportOn": "2024-01-31",
      "actors": [
        ["actor": "A", "role": "mediator", "stance": "supportive", "region": "gao", "cercle": "Ansongo"],
        ["actor": "B"],
      ],
    ],
    ["key": "n", "title": "Later", "finalReportOn": "2025-01-31", "actors": [["actor": "C"]]],
    ["key": "o", "title": "Kept", "withheld": ["actors"]],
  ]

  private func run(
    at level: ConfidentialityLevel = .restricted, _ inputs: [String: [JSONValue]], before: Int,
    _ body: @escaping PeopleFormat.Body
  ) throws -> (lines: [String], paths: [String]) {
    try PeopleFormat.run(level: level, inputs: inputs) { inputs, report in
      for query in PeopleFormat.description.reports[0].queries.prefix(before) { try inputs.skip(query.name) }
      try body(inputs, &report)
    }
  }

  @Test("Actors are told at restricted with those that are withheld, and not below", arguments: [true, false])
  func actors(isRestricted: Bool) throws {
    let (lines, _) = try run(at: isRestricted ? .restricted : .internal, ["mappings": Self.mappings], before: 12) {
      try $1.actorMappings($0, until: CalendarDate("2024-12-31"))
    }
    let text = lines.joined(separator: "\n")
    #expect(text.contains("Gao, Ansongo") == isRestricted && !text.contains("| C |"))
    #expect(text.contains("withheld at this level") == isRestricted)
    #expect(text.contains("left out") != isRestricted)
    #expect(lines.contains { $0.hasPrefix("Not stated | ") } == isRestricted)
  }

  @Test("What is printed is told by its consent; consents are people and not counted") func consents() throws {
    let lines = try run([:], before: 13) {
      try $1.consentNote(printed: ["findings": ["written": 3, "": 2], "stories": ["oral_recorded": 1]])
    }.lines
    #expect(
      Array(lines.dropFirst(2)) == [
        "Written | 3 | 0", "Oral, recorded | 0 | 1", "None stated (nobody is quoted) | 2 | 0",
        "Consents on record are not counted here, since each is a person.",
      ])
  }

  @Test("In a sentence, consents are not counted; what is held back is told roughly") func sentence() throws {
    let (lines, _) = try PeopleFormat.run(withheld: ["consent_withdrawn"]) { inputs, report in
      for query in PeopleFormat.description.reports[0].queries { try inputs.skip(query.name) }
      try report.consentSentence(["written": 2, "": 1])
    }
    #expect(lines[0].hasSuffix(": Written (2), None stated (nobody is quoted) (1)."))
    #expect(lines[1].hasSuffix("fewer than 5 items.") && lines.count == 2)
  }
}
