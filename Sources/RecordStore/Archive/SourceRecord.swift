import Disclosure
import Postgres
import Records

/// A record from which texts went into a report, or a consent on which they stand there.
public struct SourceRecord: Sendable, Hashable {
  let kind: String
  let programme: Int32
  let key: String

  /// The record of a listing's row, and the consents that let its words be shown.
  static func all(of listed: ListedBody, _ kind: RecordKind) -> [SourceRecord] {
    let consents = Set(listed.protection.consents.map(\.key)).sorted().map {
      SourceRecord(kind: "consent", programme: listed.programme, key: $0)
    }
    return [SourceRecord(kind: kind.name, programme: listed.programme, key: listed.key)] + consents
  }
}

/// Notes which records' texts are in a run, many at a time. Used by one task at a time.
public actor SourceWriter {
  private let pool: ConnectionPool
  private let run: String
  private var waiting: Set<SourceRecord> = []

  init(pool: ConnectionPool, run: String) {
    self.pool = pool
    self.run = run
  }

  /// Takes records; returns once whole batches of them are committed.
  public func append(_ sources: [SourceRecord]) async throws {
    waiting.formUnion(sources)
    if waiting.count >= ArchiveLimits.sourceBatch { try await finish() }
  }

  /// Puts what is left; returns when all is committed.
  public func finish() async throws {
    guard !waiting.isEmpty else { return }
    let batch = Array(waiting)
    waiting = []
    let (kinds, programmes, keys) = (batch.map(\.kind), batch.map(\.programme), batch.map(\.key))
    try await pool.query(
      """
      INSERT INTO report_source (run, kind, programme_id, key)
      SELECT \(run), source.* FROM unnest(\(kinds), \(Parameter.int32Array(programmes)), \(keys)) AS source
      ON CONFLICT DO NOTHING
      """)
  }
}
