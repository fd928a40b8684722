public import Disclosure
import Postgres
import Records

/// Reads of single records and lists. Every one is bounded by an ``AccessScope``.
public struct RecordReads: Sendable {
  /// Rows fetched at once while a list streams.
  static let batchRows = 200

  let pool: ConnectionPool
  let tables: KindTables

  /// A record's current revision; nil if there is none, or none that the scope allows.
  public func get(_ identity: RecordIdentity, scope: AccessScope) async throws -> StoredRecord? {
    let filter = RecordFilter(kind: identity.kind, programme: identity.programme)
    return try await pool.withConnection { connection in
      let table = tables[identity.kind]
      let statement: SQL =
        "\(fragment: Self.select(table, filter, scope)) AND stored.key = \(identity.key)"
      return try await connection.query(statement).first.map { try Self.decode($0, identity.kind) }
    }
  }

  /// Lends the records of a list to `body`, batch by batch, in the order of kind, programme and key, all from one
  /// snapshot. The database waits while `body` runs, so memory stays flat.
  public func list(
    _ filter: RecordFilter, scope: AccessScope, _ body: @escaping @Sendable ([StoredRecord]) async throws -> Void
  ) async throws {
    let kinds = filter.kind.map { [$0] } ?? tables.kinds.kinds
    try await pool.withConnection { connection in
      try await connection.transaction(.repeatableReadReadOnly) { connection in
        for kind in kinds {
          let select = Self.select(tables[kind], filter, scope)
          let ordered: SQL = "\(fragment: select) ORDER BY identity.name, stored.key"
          try await connection.forEachRow(ordered, batch: Self.batchRows) { rows in
            try await body(rows.map { try Self.decode($0, kind) })
          }
        }
      }
    }
  }

  private static func select(_ table: KindTable, _ filter: RecordFilter, _ scope: AccessScope) -> SQL {
    var conditions = scope.conditions(on: table.kind)
    if let programme = filter.programme { conditions.append("identity.name = \(programme)") }
    if !filter.reviewStatuses.isEmpty {
      conditions.append("stored.review_status = ANY (\(Parameter.textArray(filter.reviewStatuses)))")
    }
    return """
      SELECT identity.name, stored.key, stored.revision, stored.review_status, stored.effective_level,
        stored.principal, to_char(stored.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        stored.reviewed_by, convert_to(stored.body, 'UTF8')
      FROM \(identifier: table.name) AS stored
      JOIN programme_identity AS identity ON identity.id = stored.programme_id
      WHERE \(fragment: SQL.joined(conditions, separator: " AND "))
      """
  }

  private static func decode(_ row: Row, _ kind: RecordKind) throws -> StoredRecord {
    let (programme, key, revision, status, level, principal, submitted, reviewer, body) = try row.decode(
      (String, String, Int, String, Int16, String, String, String?, [UInt8]).self)
    return StoredRecord(
      identity: RecordIdentity(kind: kind, programme: programme, key: key), revision: revision,
      reviewStatus: status, effectiveLevel: ConfidentialityLevel(rawValue: level) ?? .confidential,
      principal: principal, submittedAt: submitted, reviewedBy: reviewer, body: body)
  }
}
