import Disclosure
import JSONBytes
import Records
import Testing

@testable import RecordStore

@Suite("What all programmes share, in reports")
struct SharedRecordTests {
  private func organisation(_ key: String, in programme: String, _ level: String, _ country: String) -> JSONValue {
    [
      "kind": "organisation", "programme": .string(programme), "key": .string(key), "confidentiality": .string(level),
      "name": .string(programme), "country": .string(country),
    ]
  }

  @Test("An event of the context stands in every programme's report, a programme's own evidence in its own alone")
  func evidence() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(merged(programme().object!, ["programme": "q", "key": "q"]))
      for (programme, day) in [("p", "2020-08-18"), ("shared", "2013"), ("q", "2021-05")] {
        try await fixture.submit([
          "kind": "evidence", "programme": .string(programme), "key": "event", "confidentiality": "public",
          "evidenceType": "context_event", "title": .string(programme), "source": "Press", "happenedOn": .string(day),
        ])
        _ = try await fixture.store.reviews.review(
          RecordIdentity(kind: .evidence, programme: programme, key: "event"), revision: 1, decision: .validate,
          by: StoreFixture.reviewer)
      }
      let listing: JSONObject = ["name": "q", "from": "evidence", "select": ["happenedOn"], "orderBy": ["happenedOn"]]
      #expect(try await fixture.rows(.object(listing)).rows.map { $0["happenedOn"] } == ["2013", "2020-08-18"])
      // A year counts as its first day.
      let early = merged(listing, ["where": ["notAfter": "2013-01-01"]])
      #expect(try await fixture.rows(early).rows.map { $0["happenedOn"] } == ["2013"])
      let late = merged(listing, ["where": ["notBefore": "2013-01-02"]])
      #expect(try await fixture.rows(late).rows.map { $0["happenedOn"] } == ["2020-08-18"])
    }
  }

  @Test(
    "It stands beside the programme's own, of the same key too, and only those of the programme are said to be withheld"
  )
  func besides() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(merged(programme().object!, ["programme": "q", "key": "q"]))
      for (programme, country) in [("p", "ML"), ("shared", "FR"), ("q", "NL")] {
        for (key, level) in [("cnt", "public"), ("igas", "confidential"), ("bvg", "public")] {
          let outcome = try await fixture.submit(organisation(key, in: programme, level, country))
          #expect(outcome.outcome == .created)
          guard key != "bvg" else { continue }
          _ = try await fixture.store.reviews.review(
            RecordIdentity(kind: .organisation, programme: programme, key: key), revision: 1, decision: .validate,
            by: StoreFixture.reviewer)
        }
      }
      let listing: JSONValue = ["name": "q", "from": "organisation", "select": ["country"], "orderBy": ["country"]]
      let seen = try await fixture.rows(listing)
      #expect(seen.rows.map { $0["country"] } == ["FR", "ML"])
      #expect(seen.withheld == ["above_disclosure_level": 1, "not_validated": 1])
      let tally: JSONValue = [
        "name": "q", "from": "organisation", "groupBy": ["country"], "measures": ["count"], "totals": true,
      ]
      let counted = try await fixture.rows(tally, level: .confidential)
      #expect(
        Set(counted.rows.map(\.text)) == [
          #"{"country":"FR","count":2}"#, #"{"country":"ML","count":2}"#, #"{"count":4}"#,
        ])
      #expect(counted.withheld == ["not_validated": 1])
      // Two queries of a report see the same records, of which each is withheld once.
      let queries = try ["a", "b"].map { try RecordQuery(merged(listing.object!, ["name": .string($0)])) }
      let withheld = try await fixture.store.snapshots.withSnapshot(
        of: "p", scope: AccessScope(level: .public), queries: queries, declared: [], deadline: .now + .seconds(30)
      ) { $0.left }
      #expect(withheld == ["above_disclosure_level": 1, "not_validated": 1])
    }
  }
}
