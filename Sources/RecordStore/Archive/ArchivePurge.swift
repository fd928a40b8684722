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
    try await connection.query(
      """
      SELECT FROM report_run AS r JOIN report_source AS s ON s.run = r.id
      WHERE r.id = \(run) AND (\(fragment: sourceChanged("k.erased_at IS NOT NULL OR k.texts_erased_at > r.requested_at")))
      LIMIT 1
      """
    ).first != nil
  }

  /// Whether the record of the source `s` of the run `r` meets a condition on its row `k`.
  func sourceChanged(_ condition: SQL) -> SQL {
    let kinds = tables.kinds.kinds.map { kind -> SQL in
      """
      s.kind = \(kind.name) AND EXISTS (
        SELECT FROM \(identifier: kind.name) AS k
        WHERE k.programme_id = s.programme_id AND k.key = s.key AND (\(fragment: condition)))
      """
    }
    return SQL.joined(kinds, separator: " OR ")
  }

  /// Whether a text of the run `r` was taken back since: its record withdrawn or raised above the run's level, or a consent
  /// withdrawn on which it stands.
  var recalled: SQL {
    let withdrawn: SQL = "k.withdrawn_at > r.requested_at OR s.kind <> 'consent' AND k.effective_level > r.level"
    return """
      EXISTS (
        SELECT FROM report_source AS s
        WHERE s.run = r.id AND (\(fragment: sourceChanged(withdrawn)) OR s.kind = 'consent' AND EXISTS (
          SELECT FROM consent AS k
          WHERE k.programme_id = s.programme_id AND k.key = s.key AND k.withdrawn_on IS NOT NULL
            AND k.submitted_at > r.requested_at)))
      """
  }
}
