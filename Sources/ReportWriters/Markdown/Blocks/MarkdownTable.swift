import ReportDocument

extension MarkdownSpelling {
  /// GitHub's tables have one row of titles and no spans: a group's title stands before those of its columns, and what a
  /// cell reaches over stays empty.
  mutating func beginTable(_ table: NumberedTable) {
    lastMarker = nil
    let start = table.start
    let number = table.number.map { "**\(phrases.table)\u{A0}\($0).** " } ?? ""
    buffer.append("\n\(number)\(inline.title(start.caption))\n\n")
    writeCells(
      zip(start.columns, groupTitles(start)).map { column, group in
        group.map { "\(inline.title($0)) – \(inline.title(column.title))" } ?? inline.title(column.title)
      })
    writeCells(
      start.columns.map { column in
        switch column.alignment {
        case .start: "---"
        case .center: ":---:"
        case .end: "---:"
        }
      })
  }

  private func groupTitles(_ start: TableStart) -> [TitleText?] {
    guard !start.groups.isEmpty else { return start.columns.map { _ in nil } }
    return start.groups.flatMap { group in Array(repeating: group.title, count: group.columns) }
  }

  mutating func row(_ placed: PlacedRow) {
    let row = placed.row
    var cells = [String](repeating: "", count: placed.table.columns.count)
    for (cell, column) in zip(row.cells, placed.columns) {
      let text = inline.cell(cell.text)
      cells[column] = row.role == .body || text.isEmpty ? text : "**\(text)**"
    }
    if row.indent > 0 { cells[0] = String(repeating: "\u{2003}", count: row.indent) + cells[0] }
    writeCells(cells)
  }

  mutating func noRows(_ text: String, columns: Int) {
    writeCells([inline.line(text)] + [String](repeating: "", count: columns - 1))
  }

  mutating func endTable() {}

  private mutating func writeCells(_ cells: [String]) {
    buffer.append("| \(cells.joined(separator: " | ")) |\n")
  }
}
