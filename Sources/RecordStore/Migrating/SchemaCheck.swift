import Postgres
import Records

/// Compares the database's tables with the kinds' declarations, so that a forgotten migration is found at the start and
/// not by the first record.
struct SchemaCheck {
  let connection: Connection
  let kinds: KindCatalogue

  func run() async throws {
    let result = try await connection.query(
      """
      SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL)
      FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
      WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
      """)
    var columns: [String: [String: String]] = [:]
    for row in result.rows {
      let (table, column, type) = try row.decode((String, String, String).self)
      columns[table, default: [:]][column] = type
    }
    for kind in kinds.kinds {
      for table in [kind.name, kind.name + "_history", kind.name + "_reportable"] {
        try check(table, kind.columns, columns[table])
      }
      for part in kind.parts { try check(part.name, part.columns, columns[part.name]) }
    }
  }

  private func check(_ table: String, _ wanted: [RecordColumn], _ found: [String: String]?) throws {
    guard let found else {
      throw SchemaFault(
        description: "The database has no table \(table), which a kind of record needs: a migration is missing.")
    }
    for column in wanted where found[column.name] != Self.names[column.type] {
      throw SchemaFault(
        description: """
          The table \(table) needs a column \(column.name) of type \(Self.names[column.type] ?? "") and has \
          \(found[column.name] ?? "none"): a migration is missing.
          """)
    }
  }

  private static let names: [RecordColumn.ColumnType: String] = [
    .text: "text", .date: "date", .integer: "integer", .bigInteger: "bigint", .number: "double precision",
    .boolean: "boolean",
  ]
}
