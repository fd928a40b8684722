public import ReportDocument

/// The core's counts by code, which lead to the records behind them. What a format counts itself, from rows, is a part of
/// what the core has counted; where both numbers are the same they are of the same records, and the trace holds.
public struct CountTraces: Sendable {
  private let rows: [[String]: [InputRow]]

  /// Reads a traced tally of `count`, with totals.
  public init(_ input: some Sequence<InputRow>, by dimensions: String...) {
    rows = Dictionary(grouping: input) { row in dimensions.map(row.code) }
  }

  /// A number that the format has counted for these codes. An empty one stands for all of a dimension, and for those
  /// without a code: of rows alike in this, that of the same number tells of the same records.
  public func value(_ count: Int, _ codes: String...) -> InlineValue { value(count, of: "count", codes) }

  /// A number of another measure that the format has counted for these codes.
  public func value(_ count: Int, of measure: String, _ codes: String...) -> InlineValue {
    value(count, of: measure, codes)
  }

  /// The core's own number for these codes, an empty one standing for all of a dimension; 0 where there is none.
  public func whole(of measure: String = "count", _ codes: String...) -> Int {
    // A margin is at least as great as a row of those without a code, which looks the same.
    (rows[codes] ?? []).compactMap { $0.integer(measure) }.max() ?? 0
  }

  private func value(_ count: Int, of measure: String, _ codes: [String]) -> InlineValue {
    rows[codes]?.first { $0.integer(measure) == count }?.count(measure) ?? .number(count)
  }
}

extension InputRow {
  /// A dimension's code, or a year; empty where none is stated, and in totals.
  public func code(_ dimension: String) -> String { string(dimension) ?? integer(dimension).map { "\($0)" } ?? "" }
}
