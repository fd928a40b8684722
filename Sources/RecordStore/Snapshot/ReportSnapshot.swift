public import Disclosure
import JSONBytes
import Postgres
public import Records

/// One consistent view of what a report may use, disclosure applied.
public struct ReportSnapshot: Sendable {
  /// How many records and cells are withheld, by reason; reasons without any are left out.
  public let withheld: [WithheldCount]
  /// The last day on which a reportable record changed.
  public let changedOn: CalendarDate?

  let programme: SnapshotProgramme
  let connection: Connection
  let threshold: Int
  let tallies: [String: [TallyRow]]

  /// Lends a query's rows to `body` one by one, each as a JSON object. While `body` waits, so does the database.
  public func rows(
    of query: RecordQuery, _ body: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws {
    switch query.shape {
    case .counts(let groupBy, let measures, _):
      for row in tallies[query.name] ?? [] {
        try await body(row.json(groupBy, measures, threshold: threshold))
      }
    case .listing(let select, let orderBy):
      let statement = CompiledQuery(query, in: programme).listing(select: select, orderBy: orderBy)
      let listing = ListingRow(query.source, select: select, level: programme.scope.level)
      try await connection.forEachRow(statement, batch: SnapshotLimits.batchRows) { rows in
        for row in rows {
          let (revision, bytes, position, consents, later, groups) = try row.decode(
            (Int, [UInt8], Int?, [String], [String], [String]?).self)
          let protection = Protection(
            consents: RowProtection.covers(consents), laterBodies: later.map { Array($0.utf8) },
            groupsTold: groups.map(Set.init))
          if let json = try listing.json(
            revision: revision, body: bytes, position: position, protection: protection)
          {
            try await body(json)
          }
        }
      }
    }
  }
}
