import JSONBytes
import Records
public import ReportDocument

/// Counts of people by two dimensions, with the margins that the core has left printable: what a table of people is
/// made from.
public struct PeopleTally: Sendable {
  private struct Place: Hashable {
    let row: String?
    let column: String?
  }

  private let measure: String
  /// By measure, then by place.
  private var counts: [String: [Place: InlineValue]] = [:]
  /// The values of the first dimension that are stated, in the order of the input.
  public private(set) var rows: [String] = []
  private var known: Set<String> = []

  /// Stands for a value that is not stated, which is no margin.
  public static let unstated = ""

  /// Reads tally rows; a margin is a row without the dimension that it sums over, while one in which it is null counts those
  /// of whom it is not stated.
  ///
  /// - Parameter measures: what is kept of each row; the first one is what ``count(_:_:measure:)`` gives unless it is asked
  ///   for another one.
  public init(
    _ input: some Sequence<InputRow>, rows: String, columns: String, measures: [String] = ["people"]
  ) {
    measure = measures.first ?? ""
    for row in input {
      let place = Place(row: Self.value(rows, of: row), column: Self.value(columns, of: row))
      for measure in measures { counts[measure, default: [:]][place] = row.count(measure) }
      if let name = place.row, known.insert(name).inserted, name != Self.unstated { self.rows.append(name) }
    }
  }

  /// Reads the input of ``InputQuery/people(by:_:where:measures:)``.
  public init(_ inputs: ReportInputs, by rows: String, _ columns: String) throws {
    self.init(try inputs.rows(of: InputQuery.people(rows, columns)), rows: rows, columns: columns)
  }

  private static func value(_ dimension: String, of row: InputRow) -> String? {
    guard let value = row.object[dimension] else { return nil }
    return value.string ?? unstated
  }

  /// Whether nothing was counted.
  public var isEmpty: Bool { counts.isEmpty }

  /// The count of a cell, or of a margin where a value is nil. A combination that did not occur is 0, as long as its row
  /// occurs at all.
  public func count(_ row: String?, _ column: String?, measure: String? = nil) -> InlineValue {
    let counts = counts[measure ?? self.measure] ?? [:]
    if let found = counts[Place(row: row, column: column)] { return found }
    guard let column else { return .missing }
    // Of a column that does not occur there is nobody, as long as anybody is counted there.
    guard column != Self.unstated, row.map(known.contains) ?? (counts[Place(row: nil, column: nil)] != nil) else {
      return .missing
    }
    return .number(0)
  }

  /// The count of a cell of those of whom it is stated: missing where nobody is counted in it and somebody stated nothing,
  /// since then nobody knows of how many it holds.
  ///
  /// - Parameter unstated: the column of those who stated nothing.
  public func count(_ row: String?, _ column: String, unless unstated: String) -> InlineValue {
    let count = count(row, column)
    return count.isNothing && !self.count(row, unstated).isNothing ? .missing : count
  }

  /// The codes of sex that a table has columns for, where the second dimension is sex: women and men in any case, others
  /// where there are any.
  public var sexes: [String] {
    CodeLists.sex.codes.filter { $0 != "other_nd" || !count(nil, $0).isNothing }
  }
}

extension InlineValue {
  /// Whether it is 0, or no figure at all. One that is hidden is something.
  public var isNothing: Bool { content == .missing || content == .integer(0) }
}

extension InputQuery {
  /// People who took part, by two dimensions, with their margins: input `people-<rows>-<columns>`, which
  /// ``PeopleTally/init(_:by:_:)`` reads. Tables of two dimensions rather than one cube: small cells of a cube would hide
  /// margins that can be printed.
  public static func people(
    by rows: String, _ columns: String, where conditions: [String: QueryValue] = [:], measures: [String] = ["people"]
  ) -> InputQuery {
    tally(
      people(rows, columns), from: "participation", where: conditions, groupBy: [rows, columns], measures: measures,
      totals: true
    ).traced()
  }

  static func people(_ rows: String, _ columns: String) -> String { "people-\(rows)-\(columns)" }
}
