import Disclosure
import Postgres
import Records

/// All counts of one report, suppressed together.
///
/// Two tables of the same people share totals, and what one hides the other must not print. Where they disagree,
/// both are taken from one table over the dimensions of both, which cannot disagree with itself.
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
      var suppressed: [Int: SuppressedTally] = [:]
      for (index, measure) in tally.measures.enumerated() where tally.isSensitive(measure) {
        let own = try SuppressedTally(tally, measure: index)
        let linked = try Self.linked(to: tally, measure, among: loaded)
        let agrees = linked.allSatisfy { Self.agree(own, tally, $0.suppressed, $0.tally) }
        let table =
          agrees
          ? own : try await joint(tally, measure, linked.map(\.tally), connection, programme)
        withheld.add(table.table.withheld)
        suppressed[index] = table
      }
      rows[tally.query.name] = try await Self.rows(of: tally, suppressed, connection, programme)
    }
    return (rows, withheld.withheld)
  }

  private static func rows(
    of tally: Tally, _ suppressed: [Int: SuppressedTally], _ connection: Connection,
    _ programme: SnapshotProgramme
  ) async throws -> [TallyRow] {
    var rows: [TallyRow] = []
    for kept in tally.totals ? subsets(of: tally.groupBy) : [tally.groupBy] {
      let cells =
        kept == tally.groupBy
        ? tally.cells : try await tally.cells(kept, on: connection, programme: programme)
      for cell in cells {
        let values = Dictionary(uniqueKeysWithValues: zip(kept, cell.values))
        let measures = cell.measures.enumerated().map { index, count in
          suppressed[index]?.count(values) ?? .shown(count)
        }
        rows.append(TallyRow(values: values, measures: measures))
      }
    }
    return rows
  }

  /// All choices of dimensions to keep, the finest first.
  private static func subsets(of names: [String]) -> [[String]] {
    guard let first = names.first else { return [[]] }
    let rest = subsets(of: Array(names.dropFirst()))
    return rest.map { [first] + $0 } + rest
  }

  // MARK: - Tables that share totals

  private static func linked(
    to tally: Tally, _ measure: RecordMeasure, among tallies: [Tally]
  ) throws -> [(tally: Tally, suppressed: SuppressedTally)] {
    try tallies.compactMap { other in
      guard other.query.name != tally.query.name, other.query.source == tally.query.source,
        other.query.filters == tally.query.filters, let index = other.measures.firstIndex(of: measure)
      else { return nil }
      return (other, try SuppressedTally(other, measure: index))
    }
  }

  /// Whether both hide the same of the totals that they share.
  private static func agree(
    _ first: SuppressedTally, _ firstTally: Tally, _ second: SuppressedTally, _ secondTally: Tally
  ) -> Bool {
    let shared = firstTally.groupBy.filter(secondTally.groupBy.contains)
    for kept in subsets(of: shared) {
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
    var joint = Tally(tally.query, groupBy: names, measures: [measure], totals: true)
    try await joint.load(on: connection, programme: programme)
    return try SuppressedTally(joint, measure: 0)
  }
}
