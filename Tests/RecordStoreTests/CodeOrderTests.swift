import Disclosure
import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

/// Rows that are ordered by a code.
@Suite struct CodeOrderTests {
  @Test("Codes stand as in their list, and rows without one last", arguments: [false, true])
  func order(isDescending: Bool) async throws {
    try await StoreFixture.with { fixture in
      let codes = ["gao", "bamako", "tombouctou", "segou"]
      for (index, code) in (codes + [nil]).enumerated() {
        var object = finding("f\(index)", engagement: nil).object!
        object["place"] = code.map { ["region": .string($0)] }
        try await fixture.submit(.object(object))
        try await fixture.validate(.finding, "f\(index)")
      }
      let query = try RecordQuery([
        "name": "q", "from": "finding", "select": ["place"], "orderBy": [isDescending ? "-region" : "region"],
      ])
      let read = try await fixture.store.snapshots.withSnapshot(
        of: "p", scope: AccessScope(level: .confidential, records: .all), queries: [query], declared: [],
        deadline: .now + .seconds(30)
      ) { snapshot in
        let rows = Collected()
        try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) }
        return rows.values.map { $0["place"]?["region"]?.string }
      }
      let listed = CodeLists.region.codes.filter(codes.contains) as [String?]
      #expect(read == (isDescending ? listed.reversed() : listed) + [nil])
    }
  }
}
