public import ReportDocument

/// Counts of people by two dimensions, with the margins that the core has left printable: what a table of people is
/// made from. Its query has `totals`.
public struct PeopleTally: Sendable {
  private struct Place: Hashable {
    let row: String?
    let column: String?
  }

  private let measure: String
  private var counts: [Place: InputRow] = [:]
  /// The values of the first dimension that occur, in the order of the input.
  public private(set) var rows: [String] = []

  /// Reads tally rows; a margin is a row without the dimension that it sums over.
  public init(_ input: some Sequence<InputRow>, rows: String, columns: String, measure: String = "people") {
    self.measure = measure
    for row in input {
      let place = Place(row: row.string(rows), column: row.string(columns))
      counts[place] = row
      if let name = place.row, !self.rows.contains(name) { self.rows.append(name) }
    }
  }

  /// Whether nothing was counted.
  public var isEmpty: Bool { counts.isEmpty }

  /// The count of a cell, or of a margin where a value is nil. A combination that did not occur is 0, as long as its row
  /// occurs at all.
  public func count(_ row: String?, _ column: String?) -> InlineValue {
    if let found = counts[Place(row: row, column: column)] { return found.count(measure) }
    guard let row, column != nil, rows.contains(row) else { return .missing }
    return .number(0)
  }
}
