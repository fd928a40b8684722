import ReportDocument

/// How the columns of a table look.
enum XLSXColumns {
  /// Widths in characters: what the format asks for, divided among the columns, and never too little for their figures.
  static func widths(_ start: TableStart) -> [Double] {
    let shares = TableShape(start).shares
    let whole = max(96.0, Double(start.columns.count) * 12)
    return start.columns.enumerated().map { index, column in
      let usual: Double =
        switch column.kind {
        case .text: index == 0 ? 30 : 24
        case .number, .percent: 12
        case .money: 18
        case .date: 14
        }
      let asked = column.weight == nil || shares.isEmpty ? usual : whole * Double(shares[index]) / 10_000
      let least = column.kind == .text ? 8 : usual - 2
      // A title is wrapped, but its words are not broken.
      let word = Double(TableShape.longestWord(column.title.text)) * 1.2 + 2
      return min(80, max(asked, least, min(word, 30))).rounded()
    }
  }

  static func side(_ column: TableColumn) -> XLSXStyle.Side {
    switch column.alignment {
    case .start: .start
    case .center: .center
    case .end: .end
    }
  }

  static func look(_ row: TableRow, _ column: TableColumn, isFirst: Bool) -> XLSXStyle {
    var style = XLSXStyle(line: .row, side: side(column))
    switch row.role {
    case .body: break
    case .group:
      style.font = .strong
      style.fill = .group
    case .total:
      style.font = .strong
      style.fill = .tint
      style.line = .total
    }
    if isFirst { style.indent = row.indent }
    return style
  }
}
