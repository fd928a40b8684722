import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite struct WomenInBodiesTests {
  private static let queries = [.frameworks("donor_results"), .measurements] + CountedCells.queries()

  /// The report of one indicator and what was measured of it until the end of 2023.
  private func run(
    _ indicator: JSONObject, _ measurements: [JSONObject], counted: [JSONValue] = []
  ) throws -> (lines: [String], paths: [String]) {
    var measured = indicator
    (measured["code"], measured["node"], measured["title"]) = ("a", "1", "Women")
    let rows = measurements.enumerated().map { index, members -> JSONValue in
      var row: JSONObject = [
        "key": .string("m\(index)"), "framework": "plan", "indicator": "a", "measuredBody": "council",
        "periodStart": "2021-01-01", "periodEnd": "2021-12-31", "source": "Press",
      ]
      for member in members.members { row[member.key] = member.value }
      return .object(row)
    }
    let plan: JSONValue = [
      "key": "plan", "frameworkType": "donor_results", "nodes": [["code": "1", "level": "outcome"]],
      "indicators": [.object(measured)],
    ]
    let inputs: [String: [JSONValue]] = [
      "frameworks": [plan], "measurements": rows, "counted": counted,
      "organisations": [["key": "council", "name": "Transition Council", "acronym": "CNT"]],
    ]
    return try SubjectFormat.run(Self.queries, inputs) { inputs, report in
      let indicators = try ResultsFramework.read(inputs).flatMap(\.indicators)
      let people = try CountedCells(inputs)
      try report.womenInBodies(
        WomenInBody.read(indicators, until: try #require(CalendarDate("2023-12-31")), people: people))
    }
  }

  @Test(
    "How many women there are, of how many, is withheld and never called unknown",
    arguments: [
      (["value": 3, "outOf": 12, "counts": "published_people"], "3 | 12 | 25.0 %"),
      (["counts": "people", "withheld": ["value"], "outOf": 12], "withheld | 12 | withheld"),
      (["value": 3, "counts": "published_people", "withheld": ["outOf"]], "3 | withheld | withheld"),
      (["counts": "people", "withheld": ["value", "outOf"]], "withheld | withheld | withheld"),
      (["text": "Nine women.", "counts": "published_people"], "? | ? | ?"),
    ] as [(JSONObject, String)])
  func numbers(_ measurement: JSONObject, _ expected: String) throws {
    let remark = measurement["text"]?.string ?? ""
    let lines = try run(["measure": "unit"], [measurement]).lines
    #expect(lines.contains("Transition Council (CNT) | 2021 | \(expected) | Press | \(remark)"), "\(lines)")
  }

  @Test("Women whose number is withheld are those of the cells, hidden with the share where these are few") func cells()
    throws
  {
    let measurement: JSONObject = ["counts": "people", "withheld": ["value"], "outOf": 40]
    for (count, expected) in [(8, "8 | 40 | 20.0 %"), (["suppressed": true], "[c] | 40 | [c]")]
      as [(JSONValue, String)]
    {
      let lines = try run(["measure": "unit"], [measurement], counted: [["measurement": "m0", "counted": count]]).lines
      #expect(lines.contains { $0.contains("| \(expected) |") }, "\(lines)")
    }
  }

  @Test("A body is hidden where the women of one of its regions are few: the other regions could be subtracted")
  func regions() throws {
    let body: JSONObject = ["counts": "people", "withheld": ["value"], "outOf": 40]
    var region = body
    region["place"] = ["region": "gao"]
    for (count, expected) in [(6, "12 | 40 | 30.0 %"), (["suppressed": true], "[c] | 40 | [c]")]
      as [(JSONValue, String)]
    {
      let lines = try run(
        ["measure": "unit"], [body, region],
        counted: [["measurement": "m0", "counted": 12], ["measurement": "m1", "counted": count]]
      ).lines
      #expect(lines.first { $0.hasPrefix("Transition Council (CNT)") }?.contains("| \(expected) |") == true, "\(lines)")
    }
  }

  @Test("Sources stand side by side, a share beside its target, and no mean is told") func shares() throws {
    let indicator: JSONObject = [
      "measure": "percentage",
      "periods": [["periodStart": "2021-01-01", "periodEnd": "2021-12-31", "target": 30]],
    ]
    let (lines, paths) = try run(
      indicator,
      [
        ["value": 3, "page": "33"], ["numerator": 9, "denominator": 29, "source": "Ministry"],
        ["value": 20, "source": "Study", "approximate": true, "comment": "Mediators alone."],
      ])
    #expect(paths.isEmpty)
    #expect(lines.count { $0.hasPrefix("CNT (2021) | ") && $0.hasSuffix(" | 30.0 %") } == 3)
    #expect(lines.contains("Transition Council (CNT) | 2021 | ? | ? | 3.0 % | Press, p. 33 | "))
    #expect(lines.contains { $0.contains("| 9 | 29 | 31.0") })
    #expect(lines.contains { $0.hasSuffix("| Study | Rough figure.\nMediators alone.") })
  }

  @Test(
    "What is of no body, of a later day, of other things or neither number nor percentage is left out",
    arguments: [
      ("unit", [:], true), ("unit", ["measuredBody": .null], false), ("unit", ["counts": "other"], false),
      ("unit", ["periodStart": "2024-01-01", "periodEnd": "2024-12-31"], false), ("qualitative", [:], false),
    ] as [(String, JSONObject, Bool)])
  func taken(_ measure: String, _ members: JSONObject, _ isTaken: Bool) throws {
    var measurement = members
    measurement["value"] = 3
    #expect(try run(["measure": .string(measure)], [measurement]).paths == (isTaken ? [] : ["measurement"]))
  }
}
