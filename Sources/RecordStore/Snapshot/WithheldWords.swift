import Disclosure
import Postgres
import Records

/// The words of people that a report leaves out for lack of consent, in the records that it may show.
///
/// They are counted in the whole programme or grant, whatever the queries' other conditions are, and each once.
struct WithheldWords {
  private let queries: [RecordQuery]
  private let programme: SnapshotProgramme

  init(_ queries: [RecordQuery], in programme: SnapshotProgramme) {
    self.queries = queries
    self.programme = programme
  }

  func tally(on connection: Connection) async throws -> WithheldTally {
    var tally = WithheldTally()
    for kind in programme.kinds.kinds {
      let reading = queries.filter { $0.source.kind == kind && !Self.words($0).isEmpty }
      guard let source = programme.kinds.source(kind.name), !reading.isEmpty else { continue }
      let select = kind.object.fields.map(\.name).filter { name in reading.contains { Self.words($0).contains(name) } }
      let listing = ListingRow(source, select: select, scope: programme.scope)
      let statement = CompiledQuery(reading[0], in: programme).words(select, of: reading)
      try await connection.forEachRow(statement, batch: SnapshotLimits.batchRows) { rows in
        for row in rows {
          if let shown = try listing.row(of: ListedBody(row)) { tally.add(shown.withheld) }
        }
      }
    }
    return tally
  }

  /// The fields of words that a query lists.
  private static func words(_ query: RecordQuery) -> [String] {
    guard case .listing(let select) = query.shape else { return [] }
    return select.filter { query.source.kind.object.field($0)?.visibility.consent != nil }
  }
}
