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

  private static let consents: [JSONValue] = [
    ["basis": "written", "count": ["suppressed": true]],
    ["basis": "oral_recorded", "count": ["suppressed": true, "below": 5]], ["count": 11],
  ]

  @Test("Consents are people: the core counts them, and what it hides stays hidden") func consents() throws {
    let query = InputQuery.consents.json
    #expect(query["select"] == nil && query["groupBy"]?.array?.map(\.string) == ["basis"])
    #expect(query["measures"]?.array?.map(\.string) == ["count"])
    let printed: KeyValuePairs = ["findings": ["written": 3, "": 2]]
    let write: PeopleFormat.Body = { try $1.consentNote(try ConsentNote($0, $1.request), printed: printed) }
    let lines = try run(["consents": Self.consents], before: 13, write).lines
    #expect(
      Array(lines.dropFirst(2)) == [
        "Written | 3 | [c]", "Oral, recorded | 0 | <5", "None stated (nobody is quoted) | 2 | —", "All | 5 | 11",
      ])
    // Where none may be shown, and below the level at which one may know whose they are, there is no column of them.
    for (level, rows) in [(ConfidentialityLevel.restricted, []), (.internal, Self.consents)] {
      let lines = try run(at: level, ["consents": rows], before: 13, write).lines
      #expect(
        lines.dropFirst(2).dropLast() == ["Written | 3", "None stated (nobody is quoted) | 2"]
          && lines.last?.contains("not counted here") == true)
    }
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
