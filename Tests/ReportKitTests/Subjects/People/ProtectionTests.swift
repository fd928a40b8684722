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

  @Test("Consents are counted by basis; what one may not know of them is withheld") func consents() throws {
    let rows: [JSONValue] = [
      ["key": "a", "basis": "written", "givenOn": "2024-01-01", "withdrawnOn": "2024-02-01", "engagement": "e"],
      ["key": "b", "basis": "written", "givenOn": "2024-01-01", "engagement": "f"],
      ["key": "c", "withheld": ["basis"], "givenOn": "2024-01-01"],
      ["key": "d", "basis": "oral_recorded", "withheld": ["withdrawnOn"], "givenOn": "2024-01-01"],
    ]
    let write: PeopleFormat.Body = { inputs, report in
      try report.consentNote(try ConsentNote(inputs, report.request), printed: [:])
    }
    let lines = try run(["consents": rows], before: 13, write).lines
    #expect(lines.count == 5 && lines.contains { $0.hasSuffix("| 2 | 1") })
    #expect(lines.contains("withheld | 1 | 0") && lines.contains { $0.hasSuffix("| 1 | withheld") })
    // Below the level at which one may know of their days, none is counted.
    #expect(try run(at: .internal, ["consents": rows], before: 13, write).paths == ["consent"])
    let one = try run(["consents": rows], before: 13) {
      try $1.consentNote(try ConsentNote($0, $1.request, at: "e"), printed: ["findings": ["written": 3, "": 2]])
    }
    #expect(one.lines.contains { $0.hasSuffix("| 3 | 1 | 1") } && one.lines.contains { $0.hasSuffix("| 2 | 0 | 0") })
  }
}
