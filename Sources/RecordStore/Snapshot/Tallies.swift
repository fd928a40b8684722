import Disclosure
import Postgres
import Records

/// All counts of one report, suppressed together.
///
/// Two tables of the same people share totals, and what one hides the other must not print. Where they disagree,
/// both are taken from one table over the dimensions of both, which cannot disagree with itself. Counts that do not add
/// up have no such table: they are shown whole or not at all.
struct Tallies {
  private var tallies: [Tally]

  init(_ queries: [RecordQuery]) { tallies = queries.compactMap { Tally($0) } }

  /// The rows by query, and what is withheld of them.
  func rows(
    on connection: Connection, programme: SnapshotProgramme
  ) async throws -> (rows: [String: [TallyRow]], withheld: [WithheldCount]) {
    var loaded = tallies
    for index in loaded.indices { try await loaded[index].load(on: connection, programme: programme) }
    var rows: [String: [TallyRow]] = [:]
    var withheld = WithheldTally()
    for tally in loaded {
      var hiding: [(any CellHiding)?] = []
      for (index, measure) in tally.measures.enumerated() {
        let isSensitive = tally.isSensitive(measure)
        hiding.append(isSensitive ? try await self.hiding(tally, index, loaded, connection, programme) : nil)
      }
      for measure in hiding { withheld.add(measure?.withheld ?? []) }
      rows[tally.query.name] = Self.rows(of: tally, hiding)
    }
    return (rows, withheld.withheld)
  }

  /// What must be hidden of one measure of a tally, given everything else that is printed of it.
  private func hiding(
    _ tally: Tally, _ index: Int, _ loaded: [Tally], _ connection: Connection, _ programme: SnapshotProgramme
  ) async throws -> any CellHiding {
    let measure = tally.measures[index]
    let linked = Self.linked(to: tally, measure, among: loaded)
    guard tally.addsUp(measure), linked.allSatisfy({ $0.addsUp(measure) }) else {
      return WholeTally(tally, measure, beside: linked)
    }
    let own = try SuppressedTally(tally, measure: index)
    let agrees = try linked.allSatisfy { other in
      guard let place = other.measures.firstIndex(of: measure) else { return true }
      return Self.agree(own, tally, try SuppressedTally(other, measure: place), other)
    }
    return agrees ? own : try await joint(tally, measure, linked, connection, programme)
  }

  private static func rows(of tally: Tally, _ hiding: [(any CellHiding)?]) -> [TallyRow] {
    tally.groupings.flatMap { kept, cells in
      cells.map { cell in
        let values = Dictionary(uniqueKeysWithValues: zip(kept, cell.values))
        let measures = zip(cell.measures, hiding).map { count, hiding in
          hiding?.count(count, values) ?? .shown(count)
        }
        return TallyRow(values: values, measures: measures)
      }
    }
  }

  // MARK: - Tables that share totals

  private static func linked(to tally: Tally, _ measure: RecordMeasure, among tallies: [Tally]) -> [Tally] {
    tallies.filter { other in
      other.query.name != tally.query.name && other.query.source == tally.query.source
        && other.query.filters == tally.query.filters && other.measures.contains(measure)
    }
  }

  /// Whether both hide the same of the totals that they share.
  private static func agree(
    _ first: SuppressedTally, _ firstTally: Tally, _ second: SuppressedTally, _ secondTally: Tally
  ) -> Bool {
    let shared = firstTally.groupBy.filter(secondTally.groupBy.contains)
    for kept in Tally.subsets(of: shared) {
      for cell in firstTally.cells {
        var values: [String: String?] = [:]
        for (name, value) in zip(firstTally.groupBy, cell.values) where kept.contains(name) {
          values.updateValue(value, forKey: name)
        }
        guard (first.count(values).value == nil) == (second.count(values).value == nil) else { return false }
      }
    }
    return true
  }

  /// One table over all dimensions; where there are more than a table may have, everything of it is hidden.
  private func joint(
    _ tally: Tally, _ measure: RecordMeasure, _ others: [Tally], _ connection: Connection,
    _ programme: SnapshotProgramme
  ) async throws -> SuppressedTally {
    var names = tally.groupBy
    for name in others.flatMap(\.groupBy) where !names.contains(name) { names.append(name) }
    names = names.sorted()
    guard names.count <= RecordLimits.queryDimensions else { throw SnapshotFault.tooManyLinkedDimensions }
    var joint = Tally(tally.query, groupBy: names, measures: [measure], totals: false)
    try await joint.load(on: connection, programme: programme)
    return try SuppressedTally(joint, measure: 0)
  }
}
