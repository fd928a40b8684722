import JSONBytes
import Postgres
import Synchronization

/// Keeps what stands behind the rows of a run, many at a time.
public final class TraceWriter: Sendable {
  private let pool: ConnectionPool
  private let run: String
  private let waiting = Mutex<[(RowPlace, RowOrigin)]>([])

  init(pool: ConnectionPool, run: String) {
    self.pool = pool
    self.run = run
  }

  /// Takes what stands behind one row; returns once whole batches are committed.
  public func append(_ origin: RowOrigin, at place: RowPlace) async throws {
    let batch = waiting.withLock { waiting -> [(RowPlace, RowOrigin)] in
      waiting.append((place, origin))
      guard waiting.count >= ArchiveLimits.sourceBatch else { return [] }
      defer { waiting = [] }
      return waiting
    }
    if !batch.isEmpty { try await put(batch) }
  }

  /// Puts what is left; returns when all is committed.
  public func finish() async throws {
    let rest = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    if !rest.isEmpty { try await put(rest) }
  }

  private func put(_ batch: [(RowPlace, RowOrigin)]) async throws {
    // One parameter for lists of several lengths.
    let rows = JSONValue.array(
      batch.map { place, origin in
        [
          "query": .integer(Int64(place.query)), "row": .integer(Int64(place.row)), "kind": .string(origin.kind),
          "records": .array(origin.records.map { .string($0.text) }), "is_whole": .bool(origin.isWhole),
        ]
      })
    try await pool.query(
      """
      INSERT INTO report_trace (run, query, row, kind, records, is_whole)
      SELECT \(run), t.query, t.row, t.kind, t.records, t.is_whole
      FROM jsonb_to_recordset(\(Parameter.jsonb(rows.text)))
        AS t(query smallint, row integer, kind text, records text[], is_whole boolean)
      """)
  }
}
