import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite struct TheoryOfChangeTests {
  private static let theory: JSONValue = [
    "key": "t", "frameworkType": "donor_results", "title": "Theory", "assumptions": "If and only if.",
    "nodes": [
      ["code": "1", "level": "impact", "statement": "Peace"],
      ["code": "1.1", "parent": "1", "level": "outcome", "statement": "Trust"],
    ],
  ]

  private func run(_ theories: [JSONValue]) throws -> (lines: [String], paths: [String]) {
    try PeopleFormat.run(inputs: ["frameworks": theories]) { inputs, report in
      try report.theoriesOfChange(try ResultsFramework.read(inputs), on: CalendarDate("2024-06-30"))
    }
  }

  @Test("A theory is told with its assumptions and its statements, and what it lacks is a gap") func told() throws {
    let (lines, paths) = try run([Self.theory])
    #expect(lines.first == "If and only if." && paths.isEmpty)
    #expect(lines.suffix(2).map { $0.prefix(5) } == ["Peace", "Trust"])
    #expect(try run([]).paths == ["framework"])
    #expect(try run([["key": "t", "frameworkType": "donor_results"]]).paths == ["framework.assumptions"])
  }
}
