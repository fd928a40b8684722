public import Disclosure
import Postgres
public import Records

/// A record that stands behind a figure.
public struct TracedRecord: Sendable, Hashable {
  /// The record.
  public let identity: RecordIdentity
  /// The revision that the figure was made from.
  public let revision: Int
  /// The record's level by now.
  public let level: ConfidentialityLevel
}

/// What stands behind a figure, as far as somebody may read it.
public struct FigureTrace: Sendable {
  /// The records that may be read, by key.
  public let records: [TracedRecord]
  /// Roughly how many others there are or were; nil if there are none.
  public let others: ApproximateCount?
}

extension ReportArchive {
  /// Takes what stands behind the rows of a run.
  public func traces(of run: String) -> TraceWriter { TraceWriter(pool: pieces, run: run) }

  /// What stands behind a figure of a run that is made from several rows; nil if the run has not all of them. How many
  /// others there are is told from what is told of each row alone: their own number would say more than those.
  public func trace(_ places: [RowPlace], of run: String, scope: AccessScope) async throws -> FigureTrace? {
    var (records, known): ([TracedRecord], Set<TracedRecord>) = ([], [])
    var others: [ApproximateCount] = []
    for place in places {
      guard let trace = try await trace(place, of: run, scope: scope) else { return nil }
      records += trace.records.filter { known.insert($0).inserted }
      if let more = trace.others { others.append(more) }
    }
    return FigureTrace(records: records, others: ApproximateCount(sumOf: others))
  }

  /// What stands behind a row of a run; nil if the run has no such row. Records that may not be read, and those that were
  /// erased since, are only counted, roughly.
  public func trace(_ place: RowPlace, of run: String, scope: AccessScope) async throws -> FigureTrace? {
    let found = try await pool.query(
      """
      SELECT kind, records, is_whole FROM report_trace
      WHERE run = \(run) AND query = \(Int16(clamping: place.query)) AND row = \(Int32(clamping: place.row))
      """)
    guard let row = found.first else { return nil }
    let (name, texts, isWhole) = try row.decode((String, [String], Bool).self)
    guard let kind = tables.kinds.kind(name) else { return nil }
    let records = texts.compactMap(RowOrigin.Record.init)
    let (programmes, keys) = (records.map(\.programme), records.map(\.key))
    let revisions = records.map { Int32(clamping: $0.revision) }
    let readable = try await pool.query(
      """
      SELECT identity.name, s.key, s.revision, k.effective_level
      FROM unnest(\(Parameter.int32Array(programmes)), \(keys), \(Parameter.int32Array(revisions)))
        AS s(programme_id, key, revision)
      JOIN \(identifier: name) AS k ON k.programme_id = s.programme_id AND k.key = s.key
      JOIN programme_identity AS identity ON identity.id = s.programme_id
      WHERE \(fragment: scope.rows("k", of: kind)) AND \(fragment: scope.programmes("identity"))
      ORDER BY identity.name, s.key
      """)
    let traced = try readable.rows.map { row in
      TracedRecord(
        identity: RecordIdentity(
          kind: kind, programme: try row.value(at: 0, as: String.self), key: try row.value(at: 1, as: String.self)),
        revision: try row.value(at: 2, as: Int.self),
        level: ConfidentialityLevel(rawValue: try row.value(at: 3, as: Int16.self)) ?? .confidential)
    }
    let others = records.count - traced.count + (isWhole ? 0 : 1)
    return FigureTrace(records: traced, others: others == 0 ? nil : ApproximateCount(others))
  }
}
