import Postgres

/// How many rows every table has.
enum TableCounts {
  /// What somebody has made in a database, beside what PostgreSQL and its extensions have.
  private static let own: SQL =
    """
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' AND c.relpersistence <> 't'
      AND NOT EXISTS (
        SELECT FROM pg_depend AS d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    """

  /// A table, a view or the like that is there, by schema and name; nil in an empty database.
  static func anything(on connection: isolated Connection) async throws(DatabaseError) -> String? {
    let row = try await connection.query(
      "SELECT n.nspname || '.' || c.relname \(fragment: own) ORDER BY c.oid LIMIT 1"
    ).first
    return try row?.value(at: 0, as: String.self)
  }

  /// The rows of every table, by schema and name.
  static func all(on connection: isolated Connection) async throws(DatabaseError) -> [String: Int64] {
    let tables = try await connection.query(
      "SELECT n.nspname::text, c.relname::text \(fragment: own) AND c.relkind = 'r' ORDER BY 1, 2")
    var counts: [String: Int64] = [:]
    for row in tables.rows {
      let (schema, table) = try row.decode((String, String).self)
      let count = try await connection.query(
        "SELECT count(*) FROM \(identifier: schema).\(identifier: table)"
      ).first?.value(at: 0, as: Int64.self)
      counts["\(schema).\(table)"] = count ?? 0
    }
    return counts
  }
}
