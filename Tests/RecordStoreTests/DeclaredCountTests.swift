import JSONBytes
import Records
import Testing

@testable import RecordStore

@Suite("Which counts a report prints")
struct DeclaredCountTests {
  private static func query(
    _ groupBy: [String], _ conditions: JSONObject, totals: Bool = false, from: String = "finding",
    measure: String = "count"
  ) throws -> RecordQuery {
    try RecordQuery([
      "name": "q", "from": .string(from), "where": .object(conditions),
      "groupBy": .array(groupBy.map { .string($0) }), "measures": [.string(measure)], "totals": .bool(totals),
    ])
  }

  @Test("A query is one of them with the values of its parameters, and with nothing else changed")
  func allows() throws {
    let fixed: JSONObject = ["origin": ["roundtable"], "theme": ["parameter": "theme"]]
    let declared = try #require(
      DeclaredCount(try Self.query(["raisedBy", "region"], fixed, totals: true), level: .public, cadences: []))
    let plain: JSONObject = ["origin": ["roundtable"]]
    let cases: [(RecordQuery, Bool)] = [
      (try Self.query(["raisedBy", "region"], plain), true),
      (try Self.query(["region", "raisedBy"], plain, totals: true), true),
      (try Self.query(["raisedBy", "region"], ["origin": ["roundtable"], "theme": ["procurement"]]), true),
      (try Self.query(["raisedBy"], plain), false),
      (try Self.query(["raisedBy", "region", "theme"], plain), false),
      (try Self.query(["raisedBy", "region"], [:]), false),
      (try Self.query(["raisedBy", "region"], ["theme": ["procurement"]]), false),
      (try Self.query(["raisedBy", "region"], ["origin": ["audit"]]), false),
      (try Self.query(["raisedBy", "region"], ["origin": ["roundtable", "audit"]]), false),
      (try Self.query(["raisedBy", "region"], ["origin": ["roundtable"], "severity": ["high"]]), false),
      (try Self.query(["raisedBy", "region"], ["origin": ["roundtable"], "notBefore": "2024-01-01"]), false),
    ]
    for (query, isAllowed) in cases {
      #expect(declared.allows(query, query.source.measures[0]) == isAllowed, "\(query.json.text)")
    }
    let without = try #require(
      DeclaredCount(try Self.query(["raisedBy", "region"], fixed), level: .public, cadences: []))
    let totals = try Self.query(["raisedBy", "region"], plain, totals: true)
    #expect(!without.allows(totals, totals.source.measures[0]))
    let other = try Self.query(["region"], [:], from: "recommendation")
    #expect(!declared.allows(other, other.source.measures[0]))
  }
}
