public import Disclosure
import Postgres
import Records

/// Erases restricted texts, in every revision, when the time for which their programme keeps them is over.
///
/// How long that is stands in the programme's validated record; without it, everything is kept. The time begins with a
/// record's last submission. Counts, money and codes stay; see ``Disclosure/RestrictedTexts``. The archive loses every
/// report in which the texts may stand.
public struct RecordRetention: Sendable {
  let pool: ConnectionPool
  let tables: KindTables
  let programmes: ProgrammeDirectory

  /// Looks through the next records of a programme; nil where the caller has no such programme, or it sets no time.
  ///
  /// Each record is changed in a transaction of its own, so what was done before a fault stays done, and to begin anew
  /// does no harm.
  ///
  /// - Parameters:
  ///   - after: the record behind which to go on.
  ///   - erases: whether texts are erased; otherwise it is only told which would be.
  ///   - caller: who may read the records; those with a revision above the caller's level are left as they are.
  public func run(
    of programme: String, after: RetentionPosition? = nil, erases: Bool, by caller: Principal
  ) async throws -> RetentionPage? {
    guard caller.scope.contains(programme: programme) else { return nil }
    return try await pool.withConnection { connection in
      guard let number = try await programmes.numbers(of: [programme], on: connection)[programme],
        var page = try await page(of: programme, number, on: connection)
      else { return nil }
      let months = page.months
      var left = RetentionLimits.records
      // The programme's own record goes on being revised, which one without its texts could not be.
      let kinds = tables.kinds.kinds.filter { $0.name != RecordKind.programme.name }
      for table in kinds.map({ tables[$0] }).sorted(by: { $0.name < $1.name }) {
        if let after, table.name < after.kind { continue }
        let first = after?.kind == table.name ? after?.key : nil
        let keys = try await keys(table, number, behind: first, months, caller.scope, left, on: connection)
        for key in keys {
          let row = EndingRow(table: table, programme: number, key: key)
          let erasure = try await connection.transaction(retries: StoreLimits.serializationRetries) { connection in
            try await row.eraseRestrictedTexts(olderThan: months, erases: erases, by: caller, on: connection)
          }
          guard let erasure else { continue }
          let identity = RecordIdentity(kind: table.kind, programme: programme, key: key)
          page.records.append(
            RetentionPage.Record(identity: identity, revisions: erasure.revisions, texts: erasure.texts))
        }
        left -= keys.count
        if left == 0 {
          page.next = keys.last.map { RetentionPosition(kind: table.name, key: $0) }
          return page
        }
      }
      return page
    }
  }

  /// An empty page, with what the programme says.
  private func page(
    of programme: String, _ number: Int32, on connection: Connection
  ) async throws -> RetentionPage? {
    let row = try await connection.query(
      """
      SELECT months, to_char((now() - make_interval(months => months)) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      FROM (
        SELECT (body::json ->> 'retentionMonths')::int AS months FROM programme_reportable
        WHERE programme_id = \(number) AND key = \(programme)
      ) AS kept WHERE months IS NOT NULL
      """
    ).first
    guard let row else { return nil }
    let (months, day) = try row.decode((Int, String).self)
    return RetentionPage(months: months, submittedBefore: day)
  }

  /// The records of a kind that are old enough and were not erased before.
  private func keys(
    _ table: KindTable, _ number: Int32, behind key: String?, _ months: Int, _ scope: AccessScope, _ limit: Int,
    on connection: Connection
  ) async throws -> [String] {
    try await connection.query(
      """
      SELECT stored.key FROM \(identifier: table.name) AS stored
      WHERE stored.programme_id = \(number) AND stored.key > \(key ?? "") AND stored.texts_erased_at IS NULL
        AND stored.submitted_at < now() - make_interval(months => \(months)::int4)
        AND \(fragment: scope.rows("stored", of: table.kind))
      ORDER BY stored.key LIMIT \(limit)
      """
    ).rows.map { try $0.value(at: 0) }
  }
}
