import Disclosure
import Postgres
import Records
import Synchronization

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

/// Notes which records' texts are in a run, many at a time.
public final class SourceWriter: Sendable {
  private let pool: ConnectionPool
  private let run: String
  private let waiting = Mutex<Set<SourceRecord>>([])

  init(pool: ConnectionPool, run: String) {
    self.pool = pool
    self.run = run
  }

  /// Takes records; returns once whole batches of them are committed.
  public func append(_ sources: [SourceRecord]) async throws {
    let batch = waiting.withLock { waiting -> Set<SourceRecord> in
      waiting.formUnion(sources)
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

  private func put(_ batch: Set<SourceRecord>) async throws {
    let (kinds, programmes, keys) = (batch.map(\.kind), batch.map(\.programme), batch.map(\.key))
    try await pool.query(
      """
      INSERT INTO report_source (run, kind, programme_id, key)
      SELECT \(run), source.* FROM unnest(\(kinds), \(Parameter.int32Array(programmes)), \(keys)) AS source
      ON CONFLICT DO NOTHING
      """)
  }
}
