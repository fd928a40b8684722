import Disclosure
import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("What stands behind a figure")
struct TraceTests {
  /// The rows of a query, with what stands behind each in the archive, as a reader may see it.
  private static func traced(
    _ query: JSONValue, _ fixture: StoreFixture, level: ConfidentialityLevel = .public,
    to scope: AccessScope = AccessScope(level: .public, records: .all),
    after change: @Sendable () async throws -> Void = {}
  ) async throws -> [(row: JSONValue, trace: FigureTrace?)] {
    let query = try RecordQuery(query)
    let archive = fixture.store.archive
    let run = try await archive.begin(ArchiveTests.order())
    let writer = archive.traces(of: run)
    let counter = Serial()
    let rows = try await fixture.store.snapshots.withSnapshot(
      of: "p", scope: AccessScope(level: level, records: .all), queries: [query], declared: [],
      deadline: .now + .seconds(30)
    ) { snapshot in
      let rows = Collected()
      try await snapshot.rows(
        of: query,
        tracing: { origin in
          let place = RowPlace(query: 3, row: counter.next())
          try await writer.append(origin, at: place)
          return place.trace
        }
      ) { rows.append(try JSONValue(parsing: $0)) }
      return rows.values
    }
    try await writer.finish()
    try await change()
    var traced: [(JSONValue, FigureTrace?)] = []
    for row in rows {
      let place = row["trace"]?.string.flatMap(RowPlace.init(trace:))
      let found: FigureTrace? =
        if let place { try await archive.trace(place, of: run, scope: scope) } else { nil }
      traced.append((row, found))
    }
    return traced
  }

  private static func names(_ trace: FigureTrace?) -> [String]? {
    trace?.records.map { "\($0.identity.programme) \($0.identity.key) \($0.revision) \($0.level.code)" }
  }

  private static func fill(_ fixture: StoreFixture) async throws {
    for (key, theme, level) in [
      ("a", "procurement", "public"), ("b", "procurement", "public"), ("c", "external_audit", "public"),
      ("d", "procurement", "restricted"),
    ] {
      try await fixture.submit(finding(key, engagement: nil, level: level, ["theme": .string(theme)]))
      try await fixture.validate(.finding, key)
    }
    // What waits for review stands behind nothing.
    try await fixture.submit(finding("a", engagement: nil, ["theme": "procurement", "title": "Autre"]))
  }

  @Test("Rows and groups lead to their records and revisions, as far as the caller may read them")
  func records() async throws {
    try await StoreFixture.with { fixture in
      try await Self.fill(fixture)
      let listing: JSONValue = [
        "name": "q", "from": "finding", "select": ["title"], "orderBy": ["key"], "trace": true,
      ]
      let rows = try await Self.traced(listing, fixture)
      #expect(rows.map { Self.names($0.trace) } == [["p a 1 public"], ["p b 1 public"], ["p c 1 public"]])
      let tally: JSONValue = [
        "name": "q", "from": "finding", "groupBy": ["theme"], "measures": ["count"], "totals": true, "trace": true,
      ]
      let cells = try await Self.traced(tally, fixture)
      #expect(cells.map { Self.names($0.trace)?.count } == [1, 2, 3] && cells.allSatisfy { $0.trace?.others == nil })
      let higher = try await Self.traced(tally, fixture, level: .restricted)
      #expect(higher.map { Self.names($0.trace)?.count } == [1, 2, 3])
      #expect(higher.map { $0.trace?.others } == [nil, ApproximateCount(1), ApproximateCount(1)])
      let donor = try await Self.traced(tally, fixture, to: AccessScope(level: .restricted))
      #expect(donor.allSatisfy { $0.trace?.records == [] && $0.trace?.others != nil })
      let plain = try await Self.traced(["name": "q", "from": "finding", "select": ["title"]], fixture)
      #expect(plain.count == 3 && plain.allSatisfy { $0.row["trace"] == nil })
    }
  }

  @Test("A figure of several rows leads to the records of all, each once, and to none unless the run has all of them")
  func several() async throws {
    try await StoreFixture.with { fixture in
      try await Self.fill(fixture)
      let archive = fixture.store.archive
      let run = try await archive.begin(ArchiveTests.order())
      let writer = archive.traces(of: run)
      var programme: Int32 = 0
      try await TestQuery.run(fixture.connectionString) { connection in
        let found = try await connection.query("SELECT id FROM programme_identity WHERE name = 'p'")
        programme = Int32(try found.first?.value(at: 0, as: Int.self) ?? 0)
      }
      for (row, keys) in [["a", "b"], ["b", "c"], ["d"]].enumerated() {
        let records = keys.map { RowOrigin.Record(programme: programme, key: $0, revision: 1) }
        try await writer.append(RowOrigin(kind: "finding", records: records), at: RowPlace(query: 0, row: row))
      }
      try await writer.finish()
      func trace(_ text: String) async throws -> FigureTrace? {
        let places = try #require(RowPlace.places(in: text))
        return try await archive.trace(places, of: run, scope: AccessScope(level: .public, records: .all))
      }
      #expect(Self.names(try await trace("0.0 0.1")) == ["p a 1 public", "p b 1 public", "p c 1 public"])
      #expect(try await trace("0.0 0.1")?.others == nil)
      #expect(Self.names(try await trace("0.2 0.0")) == ["p a 1 public", "p b 1 public"])
      #expect(try await trace("0.2 0.0")?.others == ApproximateCount(1))
      #expect(try await trace("0.0 0.3") == nil)
    }
  }

  @Test("What was erased since is no more than counted")
  func erased() async throws {
    try await StoreFixture.with { fixture in
      try await Self.fill(fixture)
      let tally: JSONValue = ["name": "q", "from": "finding", "groupBy": [], "measures": ["count"], "trace": true]
      let rows = try await Self.traced(
        tally, fixture,
        after: {
          let identity = RecordIdentity(kind: .finding, programme: "p", key: "b")
          _ = try await fixture.store.endings.erase(identity, reason: .mistake, by: StoreFixture.reviewer)
        })
      #expect(Self.names(rows.first?.trace) == ["p a 1 public", "p c 1 public"])
      #expect(rows.first?.trace?.others == ApproximateCount(1))
    }
  }

  @Test("A hidden count has no trace, and a record of several rows stands behind their sum once")
  func people() async throws {
    try await StoreFixture.with { fixture in
      let people: JSONValue = [
        ["sex": "female", "ageBand": "a18_24", "group": "cso", "count": 20],
        ["sex": "female", "ageBand": "a25_35", "group": "cso", "count": 30],
        ["sex": "male", "ageBand": "a18_24", "group": "media", "count": 2],
      ]
      try await fixture.submit(engagement("e", ["participation": people]))
      try await fixture.validate(.engagement, "e")
      let rows = try await Self.traced(
        [
          "name": "q", "from": "participation", "groupBy": ["group"], "measures": ["people"], "trace": true,
        ], fixture)
      for (row, trace) in rows {
        let isHidden = row["people"]?["suppressed"] == true
        #expect((row["trace"] == nil) == isHidden && (trace == nil) == isHidden)
        if !isHidden { #expect(Self.names(trace) == ["p e 1 public"]) }
      }
      #expect(rows.contains { $0.row["trace"] == nil } && rows.count == 2)
    }
  }

  @Test("No more are kept than the limit says, and that there are more is told")
  func limit() {
    let records = (0...ArchiveLimits.tracedRecords).map {
      RowOrigin.Record(programme: 1, key: "k\($0)", revision: 1)
    }
    let whole = RowOrigin(kind: "finding", records: Array(records.dropLast()))
    let cut = RowOrigin(kind: "finding", records: records)
    #expect(whole.isWhole && !cut.isWhole && cut.records.count == ArchiveLimits.tracedRecords)
    #expect(records.map { RowOrigin.Record($0.text) } == records)
    for text in ["", "1.2.3", "x", "-1.0", "1.01", "99999.0"] { #expect(RowPlace(trace: text) == nil, "\(text)") }
    let rows = (0..<ArchiveLimits.tracedRows).map { "0.\($0)" }
    #expect(RowPlace.places(in: rows.joined(separator: " "))?.map(\.trace) == rows)
    #expect(RowPlace.places(in: (rows + ["1.0"]).joined(separator: " ")) == nil)
    for text in ["", " ", "0.0 ", " 0.0", "0.0  0.1", "0.0 x"] { #expect(RowPlace.places(in: text) == nil, "\(text)") }
  }
}
