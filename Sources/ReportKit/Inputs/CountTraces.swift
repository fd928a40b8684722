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
  public func value(_ count: Int, _ codes: String...) -> InlineValue {
    rows[codes]?.first { $0.integer("count") == count }?.count("count") ?? .number(count)
  }
}

extension InputRow {
  /// A dimension's code, or a year; empty where none is stated, and in totals.
  public func code(_ dimension: String) -> String { string(dimension) ?? integer(dimension).map { "\($0)" } ?? "" }
}
