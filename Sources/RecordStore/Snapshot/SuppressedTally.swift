import Disclosure
import Records

/// The counts of one measure that may give people away, with what must be hidden.
struct SuppressedTally: CellHiding {
  private let table: SuppressedTable
  private let names: [String]
  private let places: [[String?: Int]]

  /// Suppresses a measure of a tally. Totals count as printed even if the query asks for none: another part of the
  /// report, or another report, may print them.
  init(_ tally: Tally, measure: Int) throws(CountTableFault) {
    try self.init(names: tally.groupBy, tally.cells.map { ($0.values, $0.measures[measure]) })
  }

  private init(names: [String], _ cells: [(values: [String?], count: Int)]) throws(CountTableFault) {
    self.names = names
    let values = names.indices.map { index in
      Array(Set(cells.map { $0.values[index] })).sorted { ($0 ?? "") < ($1 ?? "") }
    }
    places = values.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
    // A count without dimensions is a table of one cell.
    let dimensions =
      names.isEmpty
      ? [CountTable.Dimension(name: "", values: [""])]
      : zip(names, values).map { CountTable.Dimension(name: $0, values: $1.map { $0 ?? "" }) }
    let size = dimensions.reduce(1) { $0 * $1.values.count }
    // Refused here, by the table's own check, before the memory for it is taken.
    if size > CountTable.cellLimit { _ = try CountTable(dimensions: dimensions, cells: []) }
    var counts = [Int](repeating: 0, count: size)
    for cell in cells {
      var place = 0
      for (index, value) in cell.values.enumerated() {
        place = place * dimensions[index].values.count + (places[index][value] ?? 0)
      }
      counts[place] += cell.count
    }
    table = Suppression().apply(to: try CountTable(dimensions: dimensions, cells: counts))
  }

  var withheld: [WithheldCount] { table.withheld }

  func count(_ count: Int, _ values: [String: String?]) -> SuppressedCount { self.count(values) }

  /// The count for the given values; dimensions that are absent are summed over.
  func count(_ values: [String: String?]) -> SuppressedCount {
    guard !names.isEmpty else { return table[[0]] }
    var indices: [Int?] = []
    for (index, name) in names.enumerated() {
      guard let value = values[name] else {
        indices.append(nil)
        continue
      }
      guard let place = places[index][value] else { return .hiddenTotal }
      indices.append(place)
    }
    return table[indices]
  }
}
