import Disclosure
import JSONBytes
import RecordStore
import Records
import TestSupport
import Testing

/// Counts of reports that can only be made where a programme has a grant of a certain form.
@Suite("Counts of reports that need a grant")
struct GrantBoundCountsTests {
  private static func fill(_ fixture: StoreFixture) async throws {
    let people: JSONValue = [
      ["sex": "female", "ageBand": "a36_59", "group": "academia", "count": 16],
      ["sex": "male", "ageBand": "a36_59", "group": "academia", "count": 13],
      ["sex": "male", "ageBand": "a36_59", "group": "cso", "count": 30],
    ]
    try await fixture.submit(engagement("e", ["startsOn": "2023-10-10", "participation": people]))
    try await fixture.validate(.engagement, "e")
    try await give([["number": "UDF-1", "donor": "undef"]], fixture)
  }

  private static func give(_ grants: JSONValue, _ fixture: StoreFixture) async throws {
    let answer = try await fixture.submit(merged(programme().object ?? [:], ["grants": grants]))
    try await fixture.validate(.programme, "p", revision: answer.revision)
  }

  private static func query(_ dimension: String, _ days: JSONObject) throws -> RecordQuery {
    try RecordQuery([
      "name": .string(dimension), "from": "participation", "where": .object(days), "groupBy": [.string(dimension)],
      "measures": ["people"],
    ])
  }

  private static let anyDays: JSONObject = [
    "notBefore": ["parameter": "notBefore"], "notAfter": ["parameter": "notAfter"],
  ]
  private static let quarter: JSONObject = ["notBefore": "2023-10-01", "notAfter": "2023-12-31"]

  /// The people whom two reports show, of which the second needs a grant: all men, and the members of CSOs; nil where they
  /// are hidden.
  private static func shown(
    _ fixture: StoreFixture, needing grant: (@Sendable (String) -> Bool)?, in days: JSONObject = [:]
  ) async throws -> (men: Int64?, members: Int64?) {
    let declared = [
      DeclaredCount(try query("sex", anyDays), level: .public, cadences: []),
      DeclaredCount(try query("group", anyDays), level: .public, cadences: [.quarter], grant: grant),
    ].compactMap { $0 }
    let queries = [try query("sex", days), try query("group", days)]
    return try await fixture.store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: .public, records: .none), queries: queries, declared: declared,
      deadline: .now + .seconds(30)
    ) { snapshot in
      let rows = Collected()
      for query in queries { try await snapshot.rows(of: query) { rows.append(try JSONValue(parsing: $0)) } }
      return (
        rows.values.first { $0["sex"] == "male" }?["people"]?.integer,
        rows.values.first { $0["group"] == "cso" }?["people"]?.integer
      )
    }
  }

  private static let ofAnother: @Sendable (String) -> Bool = { $0.hasPrefix("NDI-") }
  private static let ofThis: @Sendable (String) -> Bool = { $0.hasPrefix("UDF-") }

  @Test("One that no grant of the programme allows shows nothing, and its periods are none that may be asked for")
  func notAllowed() async throws {
    try await StoreFixture.with { fixture in
      try await Self.fill(fixture)
      let shown = try await Self.shown(fixture, needing: Self.ofAnother)
      #expect(shown.men == 43 && shown.members == nil)
      await #expect(throws: PeriodFault.self) {
        try await Self.shown(fixture, needing: Self.ofAnother, in: Self.quarter)
      }
    }
  }

  @Test("One that a grant allows, or that needs none, shows what it counts", arguments: [true, false])
  func allowed(_ needsGrant: Bool) async throws {
    try await StoreFixture.with { fixture in
      try await Self.fill(fixture)
      let need = needsGrant ? Self.ofThis : nil
      let shown = try await Self.shown(fixture, needing: need)
      #expect(shown.men == 43 && shown.members == 30)
      #expect(try await Self.shown(fixture, needing: need, in: Self.quarter).members == 30)
    }
  }

  @Test("A grant that is added later counts from then on") func added() async throws {
    try await StoreFixture.with { fixture in
      try await Self.fill(fixture)
      #expect(try await Self.shown(fixture, needing: Self.ofAnother).members == nil)
      try await Self.give([["number": "UDF-1", "donor": "undef"], ["number": "NDI-1", "donor": "ndi"]], fixture)
      #expect(try await Self.shown(fixture, needing: Self.ofAnother).members == 30)
    }
  }
}
