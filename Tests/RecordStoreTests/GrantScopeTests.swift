import Disclosure
import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

@Suite("Reports within a token's grants")
struct GrantScopeTests {
  private static let grants: [String?] = ["G1", "G2", nil]

  /// For each grant and for none: findings of both levels and of none that is validated, and one event.
  private func fill(_ fixture: StoreFixture) async throws {
    for (index, grant) in Self.grants.enumerated() {
      let own: JSONObject = grant.map { ["grant": .string($0)] } ?? [:]
      for (name, level) in [("a", "public"), ("b", "public"), ("c", "restricted"), ("d", "public")] {
        try await fixture.submit(finding("\(name)\(index)", engagement: nil, level: level, own))
        if name != "d" { try await fixture.validate(.finding, "\(name)\(index)") }
      }
      let people: JSONValue = [
        ["sex": "female", "ageBand": "a18_24", "group": "cso", "count": .integer(Int64(20 + index))],
        ["sex": "male", "ageBand": "a18_24", "group": "cso", "count": 30],
      ]
      try await fixture.submit(engagement("e\(index)", merged(own, ["participation": people]).object!))
      try await fixture.validate(.engagement, "e\(index)")
    }
  }

  private func ask(
    _ fixture: StoreFixture, _ query: JSONValue, grants: Set<String>?, declared: [JSONValue]
  ) async throws -> (rows: [JSONValue], withheld: [WithheldCount]) {
    let query = try RecordQuery(query)
    let counts = try declared.compactMap {
      DeclaredCount(try RecordQuery($0), level: .public, cadences: [.quarter, .year])
    }
    return try await fixture.store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: .public, grants: grants), queries: [query], declared: counts,
      deadline: .now + .seconds(30)
    ) { snapshot in
      let rows = Collected()
      try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
      return (rows.values, snapshot.withheld)
    }
  }

  @Test(
    "Listings, counts and the note are of those grants and of what belongs to none",
    arguments: [nil, ["G1"], ["G1", "G2"], ["G3"], []] as [Set<String>?])
  func records(_ scope: Set<String>?) async throws {
    try await StoreFixture.with { fixture in
      try await fill(fixture)
      let within = Self.grants.indices.filter { index in
        scope.map { Self.grants[index].map($0.contains) ?? true } ?? true
      }
      let listing: JSONValue = ["name": "q", "from": "finding", "select": ["grant"]]
      let listed = try await ask(fixture, listing, grants: scope, declared: [])
      #expect(Set(listed.rows.compactMap { $0["key"]?.string }) == Set(within.flatMap { ["a\($0)", "b\($0)"] }))
      let count: JSONValue = ["name": "q", "from": "finding", "groupBy": ["theme"], "measures": ["count"]]
      let counted = try await ask(fixture, count, grants: scope, declared: [])
      #expect(counted.rows.map { $0["count"]?.integer } == [Int64(within.count * 2)])
      // One above the level and one that nobody validated, of each grant within.
      #expect(Set(counted.withheld.map(\.reason)) == ["above_disclosure_level", "not_validated"])
    }
  }

  @Test("People of some grants are counted only where a figure for each of these grants is printed as well")
  func people() async throws {
    try await StoreFixture.with { fixture in
      try await fill(fixture)
      let all: JSONValue = ["name": "q", "from": "participation", "groupBy": ["sex"], "measures": ["people"]]
      let byGrant: JSONValue = [
        "name": "q", "from": "participation", "where": ["grant": ["parameter": "grant"]], "groupBy": ["sex"],
        "measures": ["people"],
      ]
      func women(_ query: JSONValue, _ grants: Set<String>?, _ declared: [JSONValue]) async throws -> JSONValue? {
        try await ask(fixture, query, grants: grants, declared: declared).rows
          .first { $0["sex"] == "female" }?["people"]
      }
      #expect(try await women(all, nil, [all]) == 63)
      // What is printed for all grants would give the other grants' away.
      #expect(try await women(all, ["G1"], [all]) == ["suppressed": true])
      #expect(try await women(all, ["G1"], [all, byGrant]) == 42)
      let one: JSONValue = merged(byGrant.object!, ["where": ["grant": ["G1"]]])
      #expect(try await women(one, ["G1"], [all, byGrant]) == 20)
      #expect(try await women(one, ["G2"], [all, byGrant]) == nil)
    }
  }
}
