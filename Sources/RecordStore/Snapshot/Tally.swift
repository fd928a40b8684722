import Disclosure
import JSONBytes
import Postgres
import Records

/// A count of a query: its finest cells as the database has them, before suppression.
struct Tally: Sendable {
  /// One combination of values that occurs, and its measures.
  struct Cell: Sendable {
    var values: [String?]
    var measures: [Int]
    /// The figures as JSON, by their places among the query's.
    var figures: [Int: [UInt8]] = [:]
    /// What stands behind it, where the query asks for traces.
    var records: [RowOrigin.Record] = []
  }

  let query: RecordQuery
  let groupBy: [String]
  /// What is counted.
  let measures: [RecordMeasure]
  /// What is summed or taken from the latest row, exactly.
  let figures: [RecordMeasure]
  let totals: Bool
  /// The cells of every grouping that is printed, the finest first; margins are grouped by fewer dimensions.
  private(set) var groupings: [(kept: [String], cells: [Cell])] = []

  /// All rows as one cell, which another part of the report, or another report, may print; loaded where a measure
  /// does not add up.
  private(set) var whole: Cell?

  /// The finest cells.
  var cells: [Cell] { groupings.first?.cells ?? [] }

  /// The count that a query asks for; nil for a listing.
  init?(_ query: RecordQuery) {
    guard case .counts(let groupBy, let measures, let totals) = query.shape else { return nil }
    self.init(query, groupBy: groupBy, measures: measures, totals: totals)
  }

  init(_ query: RecordQuery, groupBy: [String], measures: [RecordMeasure], totals: Bool) {
    self.query = query
    self.groupBy = groupBy
    self.measures = measures.filter { $0.figure == nil }
    figures = measures.filter { $0.figure != nil }
    self.totals = totals
  }

  /// Whether a measure may give people away.
  func isSensitive(_ measure: RecordMeasure) -> Bool {
    measure.countsPeople
      || (groupBy + query.filters.map(\.name)).contains { query.source.tellsOfPeople($0) }
  }

  /// Whether the counts of a measure's cells add up to their margins: not where one thing may stand in several cells.
  func addsUp(_ measure: RecordMeasure) -> Bool {
    measure.addsUp && !groupBy.contains { query.source.dimension($0)?.isMultiple ?? true }
  }

  /// Reads the cells and the margins, which the database counts, since not every measure adds up.
  mutating func load(on connection: Connection, programme: SnapshotProgramme) async throws {
    groupings = []
    for kept in totals ? Self.subsets(of: groupBy) : [groupBy] {
      groupings.append((kept, try await cells(kept, on: connection, programme: programme)))
    }
    guard !measures.allSatisfy(addsUp) else { return }
    // Where margins are printed, all rows together are one of them.
    if let margin = groupings.first(where: { $0.kept.isEmpty }) {
      whole = margin.cells.first
    } else {
      whole = try await cells([], on: connection, programme: programme).first
    }
  }

  private func cells(
    _ kept: [String], on connection: Connection, programme: SnapshotProgramme
  ) async throws -> [Cell] {
    let statement = CompiledQuery(query, in: programme).counts(groupBy: kept, measures: measures)
    let result = try await connection.query(statement)
    guard result.rows.count <= SnapshotLimits.cells else { throw SnapshotFault.tooManyCells }
    var cells = try result.rows.map { row in
      let values = try kept.indices.map { try row.value(at: $0, as: String?.self) }
      var cell = Cell(
        values: values, measures: try measures.indices.map { try row.value(at: kept.count + $0, as: Int.self) })
      if query.isTraced {
        let column = kept.count + max(measures.count, 1)
        cell.records = try row.value(at: column, as: [String].self).compactMap(RowOrigin.Record.init)
      }
      return cell
    }
    for (place, figure) in figures.enumerated() {
      let found = try await self.figure(figure, kept, on: connection, programme: programme)
      for index in cells.indices { cells[index].figures[place] = found[cells[index].values]?.json }
    }
    return cells
  }

  /// A figure of all groups that have one.
  private func figure(
    _ measure: RecordMeasure, _ kept: [String], on connection: Connection, programme: SnapshotProgramme
  ) async throws -> [[String?]: Figure] {
    guard let statement = CompiledQuery(query, in: programme).figure(measure, groupBy: kept) else { return [:] }
    let isExactText = if case .number = query.source.field(measure.figure ?? "")?.type { true } else { false }
    var figures: [[String?]: Figure] = [:]
    let result = try await connection.query(statement)
    guard result.rows.count <= SnapshotLimits.cells else { throw SnapshotFault.tooManyCells }
    for row in result.rows {
      let values = try kept.indices.map { try row.value(at: $0, as: String?.self) }
      let text = try row.value(at: kept.count + 1, as: String.self)
      if let currency = try row.value(at: kept.count, as: String?.self) {
        figures[values] = (figures[values] ?? .money([])).adding(text, currency)
      } else if isExactText, case .total = measure.content {
        figures[values] = .value(JSONValue.string(text).bytes)
      } else {
        figures[values] = .value(Array(text.utf8))
      }
    }
    return figures
  }

  /// All choices of dimensions to keep, the finest first.
  static func subsets(of names: [String]) -> [[String]] {
    guard let first = names.first else { return [[]] }
    let rest = subsets(of: Array(names.dropFirst()))
    return rest.map { [first] + $0 } + rest
  }
}
