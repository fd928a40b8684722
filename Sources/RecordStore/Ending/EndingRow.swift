import Disclosure
import Postgres
import Records

/// The row of a record that is about to end.
struct EndingRow: Sendable {
  let table: KindTable
  let programme: Int32
  let key: String

  /// Locks the row and tells its standing; nil if there is none within the scope. Of one that is erased, only the team is
  /// left to ask for.
  func standing(within scope: AccessScope, on connection: isolated Connection) async throws -> RecordStanding? {
    let row = try await connection.query(
      """
      SELECT stored.withdrawn_at IS NOT NULL, stored.erased_at IS NOT NULL
      FROM \(identifier: table.name) AS stored
      WHERE stored.programme_id = \(programme) AND stored.key = \(key)
        AND (stored.erased_at IS NOT NULL AND \(fragment: scope.owners("stored"))
          OR \(fragment: scope.rows("stored", of: table.kind)))
      FOR UPDATE
      """
    ).first
    guard let row else { return nil }
    let (isWithdrawn, isErased) = try row.decode((Bool, Bool).self)
    return RecordStanding(isWithdrawn: isWithdrawn, isErased: isErased)
  }

  /// Whether no earlier revision lies above the scope's level: who may not read what is erased does not erase it.
  func isWhole(within scope: AccessScope, on connection: isolated Connection) async throws -> Bool {
    try await connection.query(
      """
      SELECT FROM \(identifier: table.historyName)
      WHERE programme_id = \(programme) AND key = \(key) AND effective_level > \(scope.level.rawValue) LIMIT 1
      """
    ).first == nil
  }

  func set(_ assignments: SQL, on connection: isolated Connection) async throws {
    try await connection.query(
      "UPDATE \(identifier: table.name) SET \(fragment: assignments) WHERE programme_id = \(programme) AND key = \(key)"
    )
  }

  /// Leaves nothing of what the record said, in any revision.
  func erase(on connection: isolated Connection) async throws {
    try await connection.query(
      "DELETE FROM \(identifier: table.historyName) WHERE programme_id = \(programme) AND key = \(key)")
    for part in table.kind.parts {
      try await connection.query(
        "DELETE FROM \(identifier: part.name) WHERE programme_id = \(programme) AND record_key = \(key)")
    }
    try await connection.query("SELECT erase_row(\(table.name), \(programme), \(key))")
  }
}
