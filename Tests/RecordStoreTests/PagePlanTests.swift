import Disclosure
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

/// A page costs what it holds, not what the table holds. That hangs on how PostgreSQL reads it, which is asked here of
/// tables of some thousands of rows.
@Suite("How pages are read")
struct PagePlanTests {
  /// Copies of one record, as many as make the planner choose.
  private static let copies = """
    INSERT INTO finding SELECT (template).* FROM (
      SELECT jsonb_populate_record(f, jsonb_build_object('key', 'k' || lpad(n::text, 8, '0'))) AS template
      FROM finding AS f, generate_series(1, 20000) AS n WHERE f.key = 'f') AS copies
    """

  @Test("In the order of keys, before the table was ever analysed and after", arguments: [false, true])
  func keys(_ isAnalysed: Bool) async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("f", engagement: nil))
      try await TestQuery.run(fixture.connectionString) { connection in
        try await connection.query("ALTER TABLE finding SET (autovacuum_enabled = off)")
        try await connection.query(SQL(unsafe: Self.copies, parameters: []))
        if isAnalysed { try await connection.query("ANALYZE finding") }
      }
      let pool = fixture.store.reads.pool
      let place = RecordIdentity(kind: .finding, programme: "p", key: "k00010000")
      let after = try #require(try await fixture.store.reads.position(of: place))
      try await pool.withConnection { connection in
        for scope in [
          AccessScope(level: .confidential, records: .all), AccessScope(level: .internal, records: .team("team")),
          AccessScope(level: .public, programmes: ["p"], grants: ["G1"], records: .all),
        ] {
          let statement = PageStatement(
            filter: RecordFilter(kind: .finding), order: .key, scope: scope, after: after)
          let table = KindTable(.finding, in: .standard)
          let sql = statement.sql([table], records: 100, bytes: 1_000_000, isFirst: true)
          let plan = try await connection.query("EXPLAIN \(fragment: sql)").rows
            .map { try $0.value(at: 0, as: String.self) }.joined(separator: "\n")
          #expect(plan.contains("Index Scan using finding_pkey on finding r"), "\(plan)")
        }
      }
    }
  }
}
