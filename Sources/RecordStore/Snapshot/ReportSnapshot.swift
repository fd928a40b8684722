public import Disclosure
import JSONBytes
import Postgres
public import Records

/// One consistent view of what a report may use, disclosure applied.
public struct ReportSnapshot: Sendable {
  /// Roughly how many records, words and counts are withheld, by reason; reasons without any are left out.
  public var withheld: [WithheldCount] { left.counts }
  /// Which share of the counts of people is hidden.
  public let hidden: HiddenShare
  /// The last day on which a reportable record changed.
  public let changedOn: CalendarDate?

  /// What is left out, exactly.
  let left: WithheldTally
  let programme: SnapshotProgramme
  let connection: Connection
  let tallies: [String: [TallyRow]]
  let organisationNames: VersionedCache<NamedOrganisations.CacheKey, NamedOrganisations>

  /// Lends a query's rows to `body` one by one, each as a JSON object. While `body` waits, so does the database.
  ///
  /// - Parameters:
  ///   - noting: is told, before a row, from which records its texts are. Counts have none.
  ///   - tracing: gives a row of a query that asks for it its trace, from what stands behind it.
  public func rows(
    of query: RecordQuery, noting: @escaping @Sendable ([SourceRecord]) async throws -> Void = { _ in },
    tracing: @escaping @Sendable (RowOrigin) async throws -> String? = { _ in nil },
    _ body: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws {
    switch query.shape {
    case .counts(let groupBy, let measures, _):
      for row in tallies[query.name] ?? [] {
        let json = row.json(groupBy, measures, threshold: programme.threshold)
        guard query.isTraced, row.isShown else {
          try await body(json)
          continue
        }
        let origin = RowOrigin(kind: query.source.kind.name, records: row.records)
        try await body(Self.added(try await tracing(origin), to: json))
      }
    case .listing(let select):
      let statement = CompiledQuery(query, in: programme).listing(select: select)
      let followed = FollowedRows(query, scope: programme.scope)
      let listing = ListingRow(query.source, select: select, scope: programme.scope, until: query.until)
      try await connection.forEachRow(statement, batch: SnapshotLimits.batchRows) { rows in
        for row in rows {
          let listed = try ListedBody(row)
          guard let json = try listing.row(of: listed)?.json else { continue }
          let (whole, sources) = try followed.added(to: json, row)
          try await noting(SourceRecord.all(of: listed, query.source.kind) + sources)
          guard query.isTraced else {
            try await body(whole)
            continue
          }
          let record = RowOrigin.Record(programme: listed.programme, key: listed.key, revision: listed.revision)
          let trace = try await tracing(RowOrigin(kind: query.source.kind.name, records: [record]))
          try await body(Self.added(trace, to: whole))
        }
      }
    }
  }

  /// The row with its trace; every row has a member before it.
  private static func added(_ trace: String?, to row: [UInt8]) -> [UInt8] {
    guard let trace else { return row }
    return row.dropLast() + ",\"\(RecordQuery.trace)\":".utf8 + JSONValue.string(trace).bytes + [UInt8(ascii: "}")]
  }
}
