import ReportDocument

/// The columns of a table: how wide they must and would like to be, in characters.
struct XLSXColumns {
  private let start: TableStart
  private(set) var needs: ColumnNeeds

  init(_ start: TableStart, in language: DocumentLanguage) {
    self.start = start
    needs = ColumnNeeds(start, in: language)
  }

  mutating func note(_ placed: PlacedRow) { needs.note(placed) }

  /// The least that columns need. A figure that does not fit is shown as `###`, so that those still to come get room too;
  /// a sentence in a column of one word would make rows of half a page.
  var least: [Double] {
    zip(start.columns, needs.columns).map { column, need in
      let line = column.kind == .text ? min(Self.characters(need.wish), Self.shortLine) : 0
      return max(Self.characters(need.least), Self.usual(column.kind) - 2, line, 8)
    }
  }

  /// Characters that a column of sentences has at least.
  private static let shortLine = 20.0

  /// What the format asks for, or what columns hold, on paper that lies in this way.
  func wishes(_ orientation: Part.Orientation) -> [Double] {
    let least = least
    guard start.columns.contains(where: { $0.weight != nil }) else {
      return zip(zip(start.columns, needs.columns), least).map { column, least in
        max(least, column.0.kind == .text ? Self.characters(column.1.wish) : Self.usual(column.0.kind))
      }
    }
    let room = max(orientation == .portrait ? 96 : 132, Double(least.count) * 12, least.reduce(0, +))
    return TableShape.shared(room, by: TableShape(start).shares.map(Double.init), least: least)
  }

  /// Widths for tables that stand in the same columns: none too narrow for any of them, and else what they wish for on
  /// average, so that a single wide one does not stretch all others.
  static func widths(_ tables: [XLSXColumns], _ orientation: Part.Orientation) -> [Double] {
    let all = tables.map { (least: $0.least, wishes: $0.wishes(orientation)) }
    return (0..<(all.map(\.least.count).max() ?? 0)).map { index in
      let those = all.filter { $0.least.indices.contains(index) }
      let least = those.map { $0.least[index] }.max() ?? 0
      let wish = those.reduce(0) { $0 + $1.wishes[index] } / Double(those.count)
      return min(80, max(least, wish)).rounded(.up)
    }
  }

  /// A character is as wide as a digit. The margins beside a text, and the button of a filter, take about three.
  private static func characters(_ ems: Double) -> Double { ems / 0.507 + 2.5 }

  private static func usual(_ kind: TableColumn.Kind) -> Double {
    switch kind {
    case .text: 10
    case .number, .percent: 12
    case .money: 18
    case .date: 14
    }
  }

  static func side(_ column: TableColumn) -> XLSXStyle.Side {
    switch column.alignment {
    case .start: .start
    case .center: .center
    case .end: .end
    }
  }

  /// By how much a column's texts stand in: they keep off the figures of the column before. LibreOffice does not move
  /// figures off their column's edge.
  static func indent(_ columns: [TableColumn], _ index: Int) -> Int {
    index > 0 && columns[index].alignment == .start && columns[index - 1].alignment == .end ? 1 : 0
  }

  static func look(_ row: TableRow, _ columns: [TableColumn], _ index: Int, isFirst: Bool) -> XLSXStyle {
    var style = XLSXStyle(line: .row, side: side(columns[index]), indent: indent(columns, index))
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
