import JSONBytes
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
  /// The values of the first dimension that are stated, in the order of the input.
  public private(set) var rows: [String] = []
  private var known: Set<String> = []

  /// Stands for a value that is not stated, which is no margin.
  public static let unstated = ""

  /// Reads tally rows; a margin is a row without the dimension that it sums over, while one in which it is null counts those
  /// of whom it is not stated.
  public init(_ input: some Sequence<InputRow>, rows: String, columns: String, measure: String = "people") {
    self.measure = measure
    for row in input {
      let place = Place(row: Self.value(rows, of: row), column: Self.value(columns, of: row))
      counts[place] = row
      if let name = place.row, known.insert(name).inserted, name != Self.unstated { self.rows.append(name) }
    }
  }

  private static func value(_ dimension: String, of row: InputRow) -> String? {
    guard let value = row.object[dimension] else { return nil }
    return value.string ?? unstated
  }

  /// Whether nothing was counted.
  public var isEmpty: Bool { counts.isEmpty }

  /// The count of a cell, or of a margin where a value is nil. A combination that did not occur is 0, as long as its row
  /// occurs at all.
  public func count(_ row: String?, _ column: String?) -> InlineValue {
    if let found = counts[Place(row: row, column: column)] { return found.count(measure) }
    guard let column else { return .missing }
    // Of a column that does not occur there is nobody, as long as anybody is counted there.
    guard column != Self.unstated, row.map(known.contains) ?? (counts[Place(row: nil, column: nil)] != nil) else {
      return .missing
    }
    return .number(0)
  }
}
