import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite struct LegalAlignmentTests {
  private static let queries = [.frameworks("donor_results"), .measurements] + InputQuery.legalAlignment

  /// The report of a framework that follows others.
  private func run(
    following keys: [String], _ instruments: [JSONValue], others: [JSONValue] = []
  ) throws -> (lines: [String], paths: [String]) {
    let alignment: JSONValue = ["key": "plan", "alignedWith": .array(keys.map { .string($0) })]
    let inputs: [String: [JSONValue]] = [
      "frameworks": [["key": "plan", "frameworkType": "donor_results"]], "alignment": [alignment] + others,
      "instruments": instruments,
    ]
    return try SubjectFormat.run(Self.queries, inputs) { inputs, report in
      try report.instruments(followedBy: try ResultsFramework.read(inputs).first)
    }
  }

  private func instrument(_ key: String, _ level: String, _ members: JSONObject = [:]) -> JSONValue {
    var row: JSONObject = [
      "key": .string(key), "frameworkType": "legal_instrument", "title": .string(key),
      "instrumentLevel": .string(level),
      "adoptedOn": "2003", "ratifiedOn": "2005-01",
    ]
    for member in members.members { row[member.key] = member.value }
    return .object(row)
  }

  @Test("The queries are ones that a server takes") func query() {
    #expect(SubjectFormat.faults(in: Self.queries).isEmpty)
  }

  @Test("Instruments that the framework follows stand by their levels, and no others do") func followed() throws {
    let (lines, paths) = try run(
      following: ["law", "protocol"],
      [
        instrument("law", "national", ["source": "Gazette", "page": "2"]),
        instrument("protocol", "continental", ["source": "Union"]), instrument("other", "national"),
      ])
    let rows = lines.filter { $0.hasPrefix("law") || $0.hasPrefix("protocol") || $0.hasPrefix("other") }
    #expect(
      rows.sorted() == [
        "law | Legal instrument | 2003 | — | Gazette, p. 2",
        "protocol | Legal instrument | 2003 | January\u{A0}2005 | Union",
      ])
    #expect(paths.isEmpty)
  }

  @Test("A source that is that of all stands once, below") func common() throws {
    let source: JSONObject = ["source": "Gazette"]
    let (lines, _) = try run(
      following: ["a", "b"], [instrument("a", "national", source), instrument("b", "national", source)])
    #expect(lines.last == "Source: Gazette" && lines.contains("a | Legal instrument | 2003"))
  }

  @Test(
    "The requester is told of what may not be shown, but not of a framework that is no instrument",
    arguments: [(["law"], []), (["law", "secret"], ["framework.alignedWith"]), (["law", "logframe"], [])])
  func unknown(_ keys: [String], _ told: [String]) throws {
    let paths = try run(following: keys, [instrument("law", "national")], others: [["key": "logframe"]]).paths
    #expect(paths == told)
  }

  @Test("Without a framework, or with one that follows nothing, a gap says so") func nothing() throws {
    #expect(try run(following: [], [instrument("law", "national")]).paths == ["framework.alignedWith"])
    let none = try SubjectFormat.run(InputQuery.legalAlignment) { _, report in
      try report.instruments(followedBy: nil)
    }
    #expect(none.paths == ["framework.alignedWith"])
  }
}
