import Disclosure
import JSONBytes
import Records
import Testing

@testable import RecordStore

/// What a report says it leaves out: of the whole programme, each item once, and roughly.
@Suite("What is withheld")
struct WithheldTests {
  private static let quotes: JSONValue = [
    ["text": "Oui.", "speakerGroup": "cso", "mayQuote": true],
    ["text": "Non.", "speakerGroup": "cso", "mayQuote": false],
    ["text": "Peut-être.", "speakerGroup": "media", "mayQuote": true, "consent": "C"],
  ]

  private static func listing(_ name: String, _ source: String, _ select: [String], _ conditions: JSONObject = [:])
    throws -> RecordQuery
  {
    try RecordQuery([
      "name": .string(name), "from": .string(source), "where": .object(conditions),
      "select": .array(select.map { .string($0) }),
    ])
  }

  private static func snapshot<Value: Sendable>(
    _ fixture: StoreFixture, _ queries: [RecordQuery], level: ConfidentialityLevel = .public,
    _ body: @escaping @Sendable (ReportSnapshot) async throws -> Value
  ) async throws -> Value {
    try await fixture.store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: level), queries: queries, declared: [], deadline: .now + .seconds(30), body)
  }

  private func store(_ count: Int, in fixture: StoreFixture) async throws {
    for number in 0..<count {
      let level = number == 0 ? "restricted" : "public"
      let more: JSONObject = [
        "consentBasis": "written", "quotes": Self.quotes, "attribution": "named",
        "place": ["region": number.isMultiple(of: 2) ? "gao" : "segou"],
      ]
      try await fixture.submit(finding("f\(number)", engagement: nil, level: level, more))
      if number != 1 { try await fixture.validate(.finding, "f\(number)") }
    }
  }

  @Test("Words without consent are counted once, in the records that may be shown, wherever they are")
  func words() async throws {
    try await StoreFixture.with { fixture in
      try await store(6, in: fixture)
      // Four findings may be shown; of each, one quote may not be printed and one names a consent that never arrived.
      let records: WithheldTally = [
        "no_consent": 4, "consent_withdrawn": 4, "above_disclosure_level": 1, "not_validated": 1,
      ]
      let queries = [
        try Self.listing("a", "finding", ["title", "quotes"]),
        try Self.listing("b", "finding", ["quotes"], ["region": "gao"]),
        try Self.listing("c", "finding", ["quotes"], ["region": "kidal"]),
      ]
      for some in [queries, [queries[0]], [queries[2]]] {
        #expect(try await Self.snapshot(fixture, some) { $0.left } == records)
      }
      // Who does not ask for words is not told of any.
      let without = try await Self.snapshot(fixture, [try Self.listing("a", "finding", ["title"])]) { $0.left }
      #expect(without == ["above_disclosure_level": 1, "not_validated": 1])
    }
  }

  @Test("A consent that is withdrawn counts what it governed at once; one that arrives, no more")
  func withdrawn() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(
        finding("f", engagement: nil, ["consentBasis": "written", "quotes": Self.quotes, "attribution": "named"]))
      try await fixture.validate(.finding, "f")
      let query = try Self.listing("a", "finding", ["quotes"])
      var consent: JSONObject = [
        "kind": "consent", "programme": "p", "key": "C", "subjectCode": "S-1", "basis": "written", "scopes": ["quote"],
        "givenOn": "2023-01-01", "confidentiality": "confidential",
      ]
      try await fixture.submit(.object(consent))
      try await fixture.validate(.consent, "C")
      #expect(try await Self.snapshot(fixture, [query]) { $0.left } == ["no_consent": 1])
      consent["withdrawnOn"] = "2023-02-01"
      try await fixture.submit(.object(consent))
      #expect(try await Self.snapshot(fixture, [query]) { $0.left } == ["no_consent": 1, "consent_withdrawn": 1])
    }
  }

  @Test("A hidden count that several tables print is counted once; one of other conditions is another one")
  func cells() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(
        engagement(
          "e",
          [
            "participation": [
              ["sex": "female", "ageBand": "a18_24", "group": "cso", "count": 3],
              ["sex": "male", "ageBand": "a18_24", "group": "cso", "count": 2],
              ["sex": "male", "ageBand": "a36_59", "group": "media", "count": 40],
            ]
          ]))
      try await fixture.validate(.engagement, "e")
      func count(_ name: String, _ groupBy: [String], _ conditions: JSONObject = [:], totals: Bool = false)
        throws -> RecordQuery
      {
        try RecordQuery([
          "name": .string(name), "from": "participation", "where": .object(conditions),
          "groupBy": .array(groupBy.map { .string($0) }), "measures": ["people"], "totals": .bool(totals),
        ])
      }
      let bySex = try count("bySex", ["group", "sex"], totals: true)
      let hidden = try await Self.snapshot(fixture, [bySex]) { snapshot in
        snapshot.tallies["bySex"]?.filter { $0.measures[0].value == nil }.count ?? 0
      }
      #expect(hidden >= 2)
      let same = [bySex, try count("again", ["sex", "group"]), try count("ofCso", ["sex"], ["group": "cso"])]
      #expect(try await Self.snapshot(fixture, same) { $0.left } == WithheldTally(["small_cell": hidden]))
      let quarter: JSONObject = ["notBefore": "2023-10-01", "notAfter": "2023-12-31"]
      let days = try count("days", ["group", "sex"], quarter, totals: true)
      let both = try await Self.snapshot(fixture, [bySex, days]) { snapshot in
        (snapshot.left, snapshot.tallies.values.joined().filter { $0.measures[0].value == nil }.count)
      }
      #expect(both.1 > hidden && both.0 == WithheldTally(["small_cell": both.1]))
    }
  }

  @Test("What leaves the store is coarse")
  func coarse() async throws {
    try await StoreFixture.with { fixture in
      for number in 0..<9 { try await fixture.submit(finding("f\(number)", engagement: nil)) }
      for number in 0..<3 {
        try await fixture.submit(finding("g\(number)", engagement: nil, level: "restricted"))
        try await fixture.validate(.finding, "g\(number)")
      }
      let told = try await Self.snapshot(fixture, [try Self.listing("a", "finding", ["title"])]) { $0.withheld }
      #expect(told.map(\.reason) == ["above_disclosure_level", "not_validated"])
      #expect(told.map(\.count) == [ApproximateCount(1), ApproximateCount(11)])
      #expect(told.map(\.count.about) == [nil, 10] && told.map(\.count.fewerThan) == [5, nil])
    }
  }
}
