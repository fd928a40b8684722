import Disclosure
import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

@Suite("Snapshots for reports")
struct SnapshotTests {
  private static func people(_ cells: [(String, String, String, Int64)]) -> JSONObject {
    [
      "participation": .array(
        cells.map {
          ["sex": .string($0.0), "ageBand": .string($0.1), "group": .string($0.2), "count": .integer($0.3)]
        })
    ]
  }

  private static func texts(_ rows: [JSONValue], with part: String) -> [String] {
    var texts: [String] = []
    for row in rows where row.text.contains(part) { texts.append(row.text) }
    return texts
  }

  @Test("Counts of findings are exact, with their margins, and follow filters, periods and parameters")
  func counts() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(engagement("e"))
      try await fixture.validate(.engagement, "e")
      for (key, region, theme) in [
        ("a", "gao", "procurement"), ("b", "gao", "external_audit"), ("c", "segou", "procurement"),
      ] {
        try await fixture.submit(
          finding(
            key, ["place": ["region": .string(region)], "theme": .string(theme), "institutions": ["igas", "cnt"]]))
        try await fixture.validate(.finding, key)
      }
      let query: JSONValue = [
        "name": "q", "from": "finding", "groupBy": ["region", "theme"], "measures": ["count"], "totals": true,
      ]
      let rows = try await fixture.rows(query).rows.map(\.text)
      #expect(
        Set(rows) == [
          #"{"region":"gao","theme":"external_audit","count":1}"#, #"{"region":"gao","theme":"procurement","count":1}"#,
          #"{"region":"segou","theme":"procurement","count":1}"#, #"{"region":"gao","count":2}"#,
          #"{"region":"segou","count":1}"#, #"{"theme":"external_audit","count":1}"#,
          #"{"theme":"procurement","count":2}"#, #"{"count":3}"#,
        ])
      let filtered: JSONValue = [
        "name": "q", "from": "finding",
        "where": ["theme": ["procurement"], "institutions": ["cnt"], "notAfter": "2023-12-31"],
        "groupBy": ["region"], "measures": ["count"],
      ]
      #expect(try await fixture.rows(filtered).rows.count == 2)
      let later: JSONValue = [
        "name": "q", "from": "finding", "where": ["notBefore": "2024-01-01"], "select": ["title"],
      ]
      #expect(try await fixture.rows(later).rows.isEmpty)
      let array: JSONValue = ["name": "q", "from": "finding", "groupBy": ["institutions"], "measures": ["count"]]
      #expect(try await fixture.rows(array).rows.map { $0["count"] } == [3, 3])
    }
  }

  @Test("Small counts of people are hidden, and as many others as would give them away")
  func suppression() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(
        engagement(
          "e",
          Self.people([
            ("female", "a18_24", "cso", 20), ("male", "a36_59", "cso", 3), ("female", "a36_59", "media", 15),
            ("male", "a36_59", "media", 12),
          ])))
      try await fixture.validate(.engagement, "e")
      let query: JSONValue = [
        "name": "q", "from": "participation", "groupBy": ["group", "sex"], "measures": ["people"], "totals": true,
      ]
      let seen = try await fixture.rows(query)
      #expect(!seen.rows.contains { $0["people"] == 3 })
      let hidden = Self.texts(seen.rows, with: "suppressed")
      #expect(hidden.count >= 4, "\(seen.rows.map(\.text))")
      // Which of the hidden counts is the small one is not told.
      #expect(Self.texts(seen.rows, with: "below").isEmpty)
      #expect(seen.rows.contains { $0.text == #"{"people":50}"# })
      #expect(seen.withheld == WithheldTally(["small_cell": hidden.count]))
    }
  }

  @Test("Two tables of the same people never disagree about a total that one of them hides")
  func linkedTables() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(
        engagement(
          "e",
          Self.people([
            ("female", "a18_24", "cso", 3), ("female", "a36_59", "cso", 4), ("male", "a36_59", "media", 12),
            ("female", "a18_24", "media", 9), ("male", "a18_24", "academia", 2),
          ])))
      try await fixture.validate(.engagement, "e")
      func query(_ other: String) throws -> RecordQuery {
        try RecordQuery([
          "name": .string(other), "from": "participation", "groupBy": ["group", .string(other)],
          "measures": ["people"], "totals": true,
        ])
      }
      let queries = [try query("sex"), try query("youth")]
      let totals = try await fixture.store.snapshots.withSnapshot(
        of: "p", scope: AccessScope(level: .public), queries: queries, declared: [], deadline: .now + .seconds(30)
      ) { snapshot in
        var totals: [[String: String]] = []
        for query in queries {
          let rows = Collected()
          try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
          let margins = rows.values.filter { $0[query.name] == nil }
          totals.append(
            Dictionary(
              uniqueKeysWithValues: margins.map {
                ($0["group"]?.string ?? "all", $0["people"]?.object != nil ? "hidden" : "shown")
              }))
        }
        return totals
      }
      #expect(totals[0] == totals[1])
    }
  }

  @Test("Recommendations are listed one by one, by addressee, with what belongs to their finding")
  func recommendations() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(
        finding(
          "f", engagement: nil,
          [
            "recommendations": [
              ["key": "r1", "text": "Publier.", "addressee": "mdac", "priority": "short"],
              ["key": "r2", "text": "Voter.", "addressee": "cnt"],
            ], "note": "secret", "riskIfPublished": "secret",
          ]))
      try await fixture.validate(.finding, "f")
      let query: JSONValue = [
        "name": "q", "from": "recommendation", "select": ["text", "addressee", "finding", "region"],
        "orderBy": ["addressee"],
      ]
      let rows = try await fixture.rows(query).rows
      #expect(rows.map { $0["key"] } == ["r2", "r1"])
      #expect(rows.map { $0["finding"] } == ["f", "f"])
      #expect(rows.map { $0["region"] } == ["gao", "gao"])
      #expect(!rows.contains { $0.text.contains("secret") })
      let tally: JSONValue = ["name": "q", "from": "recommendation", "groupBy": ["addressee"], "measures": ["count"]]
      #expect(try await fixture.rows(tally).rows.count == 2)
    }
  }

  @Test("A programme outside of the scope, or that does not exist, has no snapshot")
  func scope() async throws {
    try await StoreFixture.with { fixture in
      for (programme, scope) in [
        ("nowhere", AccessScope(level: .public)), ("p", AccessScope(level: .public, programmes: ["another"])),
      ] {
        await #expect(throws: SnapshotFault.programmeUnknown) {
          try await fixture.store.snapshots.withSnapshot(
            of: programme, scope: scope, queries: [], declared: [], deadline: .now + .seconds(5)
          ) { _ in }
        }
      }
    }
  }
}
