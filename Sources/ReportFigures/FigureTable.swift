public import ReportDocument

/// The table that a figure is drawn from: what it prints, and nothing more.
public struct FigureTable: Sendable {
  /// The table's start, with its figure.
  public let start: TableStart
  /// Its rows so far, at most ``ReportDocument/DocumentLimits/figureRows``.
  public private(set) var rows: [TableRow] = []

  /// The table, if it has a figure.
  public init?(_ start: TableStart) {
    guard start.figure != nil else { return nil }
    self.start = start
  }

  /// Takes the next row.
  public mutating func append(_ row: TableRow) { rows.append(row) }
}
