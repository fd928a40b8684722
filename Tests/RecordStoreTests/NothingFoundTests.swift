import Disclosure
import JSONBytes
import Records
import Testing

@testable import RecordStore

@Suite("Why a query found nothing")
struct NothingFoundTests {
  private static func why(_ query: JSONValue, _ fixture: StoreFixture) async throws -> NothingFound {
    let query = try RecordQuery(query)
    return try await fixture.store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: .public, records: .all), queries: [query], declared: [],
      deadline: .now + .seconds(30)
    ) { try await $0.whyNothing(of: query) }
  }

  @Test("It tells of records on other days, and never of those of some people")
  func days() async throws {
    try await StoreFixture.with { fixture in
      let people: JSONValue = [["sex": "female", "ageBand": "a25_35", "group": "cso", "count": 3]]
      try await fixture.submit(engagement("e", ["participation": people]))
      try await fixture.validate(.engagement, "e")
      let later: JSONObject = ["notBefore": ["2030-01-01"]]
      let listing = try await Self.why(
        ["name": "q", "from": "engagement", "where": .object(later), "select": ["title"]], fixture)
      #expect(listing == NothingFound(onOtherDays: ApproximateCount(1)))
      var ofGroup = later
      ofGroup["group"] = ["cso"]
      let tally = try await Self.why(
        [
          "name": "q", "from": "participation", "where": .object(ofGroup), "groupBy": ["sex"], "measures": ["people"],
        ], fixture)
      #expect(tally.isEmpty)
      #expect(try await Self.why(["name": "q", "from": "finding", "select": ["title"]], fixture).isEmpty)
    }
  }
}
