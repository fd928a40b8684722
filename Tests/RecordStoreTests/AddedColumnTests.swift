import JSONBytes
import Postgres
import TestSupport
import Testing

@testable import RecordStore

@Suite("A column more for a kind that has rows")
struct AddedColumnTests {
  private static let listing: JSONValue = [
    "name": "q", "from": "site_visit", "select": ["visitedOn", "outcome"], "orderBy": ["key"],
  ]
  private static let tally: JSONValue = [
    "name": "q", "from": "site_visit", "groupBy": ["outcome"], "measures": ["count"],
  ]

  @Test("Rows and history that are there have nothing in it; what comes later fills it; reports group by it")
  func works() async throws {
    try await TestDatabase.withFresh { connectionString in
      let before = try await SiteVisit.open(
        connectionString, SiteVisit.schema(withOutcome: false, [SiteVisit.creation]))
      try await before.take(programme())
      for key in ["a", "b"] { try await before.take(SiteVisit.record(key, on: "2024-02-01")) }
      // The validated revision of b stands in the history while its table changes.
      try await before.take(SiteVisit.record("b", on: "2024-02-02"), validating: false)
      await before.close()

      let after = try await SiteVisit.open(
        connectionString, SiteVisit.schema(withOutcome: true, [SiteVisit.creation, SiteVisit.addition]))
      #expect(try await after.rows(Self.tally).map(\.text) == [#"{"outcome":null,"count":2}"#])
      #expect(
        try await after.rows(Self.listing).map(\.text) == [
          #"{"key":"a","revision":1,"visitedOn":"2024-02-01"}"#, #"{"key":"b","revision":1,"visitedOn":"2024-02-01"}"#,
        ])

      try await after.take(SiteVisit.record("a", on: "2024-02-01", outcome: "high"))
      try await after.take(SiteVisit.record("c", on: "2024-02-03", outcome: "low"))
      try await after.take(SiteVisit.record("c", on: "2024-02-03", outcome: "medium"), validating: false)
      #expect(
        Set(try await after.rows(Self.tally).map(\.text)) == [
          #"{"outcome":"high","count":1}"#, #"{"outcome":"low","count":1}"#, #"{"outcome":null,"count":1}"#,
        ])
      let filtered: JSONValue = [
        "name": "q", "from": "site_visit", "where": ["outcome": "low"], "select": ["outcome"],
      ]
      #expect(try await after.rows(filtered).map(\.text) == [#"{"key":"c","revision":1,"outcome":"low"}"#])
      await after.close()

      try await TestQuery.run(connectionString) { connection in
        let rows = try await connection.query(
          "SELECT key, revision, outcome FROM site_visit_history ORDER BY key, revision")
        let history = try rows.rows.map { try $0.decode((String, Int, String?).self) }
        #expect(history.map(\.0) == ["a", "b", "c"])
        #expect(history.map(\.2) == [nil, nil, "low"])
        let collations = try await connection.query(
          """
          SELECT a.attrelid::regclass::text, c.collname::text
          FROM pg_attribute AS a JOIN pg_collation AS c ON c.oid = a.attcollation
          WHERE a.attname = 'outcome' AND a.attrelid IN ('site_visit'::regclass, 'site_visit_history'::regclass)
          """)
        #expect(collations.rows.count == 2)
        for row in collations.rows { #expect(try row.value(at: 1, as: String.self) == "C") }
      }
    }
  }

  @Test("Names that are words of SQL, and every type, go through the functions")
  func declarations() async throws {
    try await TestDatabase.withConnection { connection in
      try await SiteVisit.migrator(connection, []).migrate()
      try await connection.query(
        #"SELECT create_kind('odd kind', '"order" text NOT NULL', 'text_count integer', 'amount bigint', 'flag boolean')"#
      )
      try await connection.query(#"SELECT add_column('odd kind', '"user" text')"#)
      let rows = try await connection.query(
        """
        SELECT attname::text, format_type(atttypid, NULL), COALESCE(collname::text, '')
        FROM pg_attribute AS a LEFT JOIN pg_collation AS c ON c.oid = a.attcollation
        WHERE attrelid = '"odd kind_reportable"'::regclass AND attnum > 0
          AND attname IN ('order', 'text_count', 'amount', 'flag', 'user')
        ORDER BY attnum
        """)
      let columns = try rows.rows.map { row in
        let (name, type, collation) = try row.decode((String, String, String).self)
        return "\(name) \(type) \(collation)"
      }
      #expect(columns == ["order text C", "text_count integer ", "amount bigint ", "flag boolean ", "user text C"])
    }
  }
}
