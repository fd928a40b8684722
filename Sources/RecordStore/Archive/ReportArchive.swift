public import JSONBytes
import Postgres
import Records

/// Reports that were composed, so that every medium of one is made from the same blocks, now or later, and can be fetched
/// again.
public struct ReportArchive: Sendable {
  static let blocksPart = "blocks"

  let pool: ConnectionPool

  /// Connections that commit without waiting for the disk.
  let pieces: ConnectionPool
  let tables: KindTables

  init(pool: ConnectionPool, pieces: ConnectionPool, tables: KindTables) {
    self.pool = pool
    self.pieces = pieces
    self.tables = tables
  }

  // MARK: - Composing

  /// Begins a run and returns its id.
  public func begin(_ order: ReportRunOrder) async throws -> String {
    let id = String(RandomSecret.hexadecimal().prefix(32))
    let grants = order.grants.map { Parameter.textArray($0.sorted()) } ?? .null(.textArray)
    try await pieces.transaction { connection in
      try await connection.query("SELECT pg_advisory_xact_lock_shared(\(ArchivePurge.lock))")
      try await connection.query(
        """
        INSERT INTO report_run (id, programme, report, level, grants, requested_by, requested_at, request, format_version,
          format_digest)
        VALUES (\(id), \(order.programme), \(order.report), \(order.level.rawValue), \(grants), \(order.requestedBy),
          clock_timestamp(), \(Parameter.jsonb(JSONValue.object(order.request).text)), \(order.formatVersion),
          \(order.formatDigest))
        """)
    }
    return id
  }

  /// Takes the block lines of a run.
  public func blocks(of run: String) -> PieceWriter { PieceWriter(pool: pieces, run: run, part: Self.blocksPart) }

  /// Takes the records whose texts are in a run.
  public func sources(of run: String) -> SourceWriter { SourceWriter(pool: pieces, run: run) }

  /// Ends a run whose blocks and sources are all there.
  ///
  /// It is on the disk with the next medium of it, or within a second.
  public func complete(_ run: String, _ result: ComposedRun) async throws -> RunCompletion {
    try await pieces.transaction { connection in
      // Erasing waits for this, or this for it: whoever comes second sees the other.
      try await connection.query("SELECT pg_advisory_xact_lock_shared(\(ArchivePurge.lock))")
      guard try await !erasedMeanwhile(run, on: connection) else { return .notKept }
      if let other = try await otherwise(run, result, on: connection) { return .notReproducible(run: other) }
      return try await complete(run, result, on: connection) ? .done : .notKept
    }
  }

  /// A run of the same file, request, stamp and input that has other blocks.
  private func otherwise(
    _ run: String, _ result: ComposedRun, on connection: isolated Connection
  ) async throws -> String? {
    try await connection.query(
      """
      SELECT o.id FROM report_run AS r JOIN report_run AS o ON o.id <> r.id AND o.format_digest = r.format_digest
        AND o.report = r.report AND o.programme = r.programme AND o.request = r.request
      WHERE r.id = \(run) AND o.input_sha256 = \(result.inputDigest) AND o.blocks_sha256 <> \(result.blocksDigest)
        AND o.stamp = \(Parameter.jsonb(result.stamp.text)) AND o.state = 'composed'
      LIMIT 1
      """
    ).first?.value(at: 0, as: String.self)
  }

  private func complete(_ run: String, _ result: ComposedRun, on connection: isolated Connection) async throws -> Bool {
    let changed = try await connection.query(
      """
      UPDATE report_run SET state = 'composed', finished_at = now(), stamp = \(Parameter.jsonb(result.stamp.text)),
        blocks = \(Int32(clamping: result.blocks)), input_sha256 = \(result.inputDigest),
        blocks_sha256 = \(result.blocksDigest), hidden_percent = \(result.hiddenPercent.map { Int16(clamping: $0) }),
        diagnostics = \(Parameter.json(JSONValue.array(result.diagnostics).text))
      WHERE id = \(run) AND state = 'composing' RETURNING id
      """)
    return !changed.rows.isEmpty
  }

  /// Ends a run of which there is no report; its blocks go, why stays.
  public func fail(_ run: String, _ failure: JSONObject, diagnostics: [JSONValue]) async throws {
    try await pool.transaction { connection in
      try await connection.query("DELETE FROM report_piece WHERE run = \(run)")
      try await connection.query(
        """
        UPDATE report_run SET state = 'failed', finished_at = now(),
          failure = \(Parameter.jsonb(JSONValue.object(failure).text)),
          diagnostics = \(Parameter.json(JSONValue.array(diagnostics).text))
        WHERE id = \(run) AND state = 'composing'
        """)
    }
  }

  // MARK: - Media

  /// Takes the bytes of a medium of a run.
  public func medium(_ medium: String, of run: String) -> PieceWriter {
    let attempt = RandomSecret.hexadecimal().prefix(8)
    return PieceWriter(pool: pieces, run: run, part: "\(medium) \(attempt)")
  }

  /// Ends a medium whose bytes are all in `pieces`. If somebody else was faster, theirs is kept: both are equal.
  ///
  /// - Parameter principal: to whom it is about to be given, which is noted with it.
  @discardableResult
  public func complete(
    _ medium: String, of run: String, _ pieces: PieceWriter, bytes: Int, sha256: String, writerVersion: String,
    deliveredTo principal: String
  ) async throws -> ArchivedMedium {
    try await pool.transaction { connection in
      let added = try await connection.query(
        """
        INSERT INTO report_medium (run, medium, part, bytes, sha256, writer_version)
        VALUES (\(run), \(medium), \(pieces.part), \(Int64(bytes)), \(sha256), \(writerVersion))
        ON CONFLICT DO NOTHING RETURNING medium
        """)
      if added.rows.isEmpty {
        try await connection.query("DELETE FROM report_piece WHERE run = \(run) AND part = \(pieces.part)")
      }
      try await connection.query(Self.delivery(of: run, medium, to: principal))
    }
    return ArchivedMedium(
      medium: medium, bytes: bytes, sha256: sha256, writerVersion: writerVersion, part: pieces.part)
  }

  /// Drops the pieces of a medium that could not be written to its end.
  public func drop(_ pieces: PieceWriter) async throws {
    try await pool.query("DELETE FROM report_piece WHERE run = \(pieces.run) AND part = \(pieces.part)")
  }

  // MARK: - Reading

  /// Lends the block lines of a run to `body`, piece by piece. No connection waits for it.
  public func readBlocks(of run: String, _ body: ([UInt8]) async throws -> Void) async throws {
    try await read(run, Self.blocksPart, from: 0, body)
  }

  /// Lends the bytes of a medium from `offset` on to `body`, piece by piece. No connection waits for it.
  public func read(
    _ medium: ArchivedMedium, of run: String, from offset: Int = 0, _ body: ([UInt8]) async throws -> Void
  ) async throws {
    try await read(run, medium.part, from: offset, body)
  }

  private func read(
    _ run: String, _ part: String, from offset: Int, _ body: ([UInt8]) async throws -> Void
  ) async throws {
    var number = offset / ArchiveLimits.pieceBytes
    var skipped = offset % ArchiveLimits.pieceBytes
    while true {
      let result = try await pool.query(
        """
        SELECT bytes FROM report_piece
        WHERE run = \(run) AND part = \(part) AND number = \(Int32(clamping: number))
        """)
      guard let piece = try result.first?.value(at: 0, as: [UInt8].self) else { return }
      if piece.count > skipped { try await body(skipped == 0 ? piece : Array(piece[skipped...])) }
      guard piece.count == ArchiveLimits.pieceBytes else { return }
      skipped = 0
      number += 1
    }
  }

  /// Notes that somebody was given a medium of a run.
  public func noteDelivery(of run: String, medium: String, to principal: String) async throws {
    try await pool.query(Self.delivery(of: run, medium, to: principal))
  }

  private static func delivery(of run: String, _ medium: String, to principal: String) -> SQL {
    "INSERT INTO report_delivery (run, medium, principal) VALUES (\(run), \(medium), \(principal))"
  }

  // MARK: - Keeping

  /// Removes runs whose time is over, and those that a server left behind; returns how many.
  @discardableResult
  public func removeExpired() async throws -> Int {
    let result = try await pool.query(
      """
      DELETE FROM report_run
      WHERE requested_at < now() - make_interval(days => \(ArchiveLimits.keptDays)::int4)
        OR state = 'failed' AND requested_at < now() - make_interval(days => \(ArchiveLimits.failedDays)::int4)
        OR state = 'composing' AND requested_at < now() - make_interval(hours => \(ArchiveLimits.composingHours)::int4)
      RETURNING id
      """)
    return result.rows.count
  }
}
