import Postgres
import Records

/// What the archive owes to records that were erased or taken back.
enum ArchivePurge {
  /// Held shared where a run begins and where it is completed, and alone from before a record is noted as erased to the
  /// commit ("kurukanR"): a run that began before that moment finds the record erased when it is completed, and one that
  /// began after the commit has nothing of it.
  static let lock: Int64 = 0x6B75_7275_6B61_6E52

  /// Removes the blocks and media of every run in which a record's texts are, within the transaction that erases them. That
  /// there was a run, and who was given it, stays.
  static func purge(_ row: EndingRow, on connection: isolated Connection) async throws {
    try await connection.query("SELECT pg_advisory_xact_lock(\(lock))")
    try await connection.query("UPDATE last_erasure SET happened_at = clock_timestamp()")
    let runs = try await connection.query(
      """
      SELECT run FROM report_source
      WHERE kind = \(row.table.name) AND programme_id = \(row.programme) AND key = \(row.key)
      """
    ).rows.map { try $0.value(at: 0, as: String.self) }
    guard !runs.isEmpty else { return }
    try await connection.query("DELETE FROM report_piece WHERE run = ANY (\(runs))")
    try await connection.query("DELETE FROM report_medium WHERE run = ANY (\(runs))")
    // What a format says quotes records, and the stamp has the programme's title.
    try await connection.query(
      """
      UPDATE report_run SET purged_at = now(), diagnostics = '[]',
        stamp = jsonb_set(stamp, '{programme}', to_jsonb(programme))
      WHERE id = ANY (\(runs))
      """)
  }
}

extension ReportArchive {
  /// Whether texts of a run were erased since it was begun.
  func erasedMeanwhile(_ run: String, on connection: isolated Connection) async throws -> Bool {
    let isPossible =
      try await connection.query(
        "SELECT FROM report_run JOIN last_erasure ON happened_at > requested_at WHERE id = \(run)"
      ).first != nil
    guard isPossible else { return false }
    return try await !runs(
      [run], whereSource: { _ in "k.erased_at IS NOT NULL OR k.texts_erased_at > r.requested_at" }, on: connection
    ).isEmpty
  }

  /// Those of some runs `r` of which a source's row `k` meets its kind's condition. Each kind that is among the sources is
  /// asked for by itself: a question to all kinds at once takes longer to plan than all of these together.
  func runs(
    _ runs: [String], whereSource condition: (RecordKind) -> SQL, on connection: isolated Connection
  ) async throws -> Set<String> {
    guard !runs.isEmpty else { return [] }
    let kinds = try await connection.query(
      "SELECT DISTINCT kind FROM report_source WHERE run = ANY (\(runs))"
    ).rows.map { try $0.value(at: 0, as: String.self) }
    var found: Set<String> = []
    for kind in kinds.compactMap(tables.kinds.kind) {
      let result = try await connection.query(
        """
        SELECT DISTINCT s.run FROM report_source AS s JOIN report_run AS r ON r.id = s.run
        JOIN \(identifier: kind.name) AS k ON k.programme_id = s.programme_id AND k.key = s.key
        WHERE s.run = ANY (\(runs)) AND s.kind = \(kind.name) AND (\(fragment: condition(kind)))
        """)
      for row in result.rows { found.insert(try row.value(at: 0)) }
    }
    return found
  }
}
