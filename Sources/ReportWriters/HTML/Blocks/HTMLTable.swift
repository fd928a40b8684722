import ReportDocument

extension HTMLSpelling {
  mutating func beginTable(_ table: NumberedTable) {
    let start = table.start
    let shape = TableShape(start)
    flushHeading(turned: shape.isLandscape)
    let anchor = table.number == nil ? Anchor.withheld : .named(start.identifier)
    let caption = HTMLIdentifier.caption(of: anchor)
    var classes = "table"
    if shape.isDense { classes += " dense" }
    if shape.isLandscape { classes += " landscape" }
    if table.number == nil { classes += " narrow" }
    buffer.append("<div class=\"\(classes)\" role=\"region\" tabindex=\"0\"")
    if table.number != nil { buffer.append(" id=\"\(HTMLIdentifier.of(anchor))\"") }
    buffer.append(" aria-labelledby=\"\(caption)\">\n<table class=\"data\(start.hasRowHeaders ? " row-headers" : "")\"")
    buffer.append(" style=\"--least-width:\(shape.leastWidth)rem\">\n<caption id=\"\(caption)\">")
    buffer.append("<span class=\"caption-text\">")
    if let number = table.number {
      buffer.append("<span class=\"caption-number\">\(phrases.table)\u{A0}\(number).</span> ")
    }
    buffer.append("\(HTMLText.title(start.caption, in: language))</span></caption>\n")
    writeColumnWidths(shape.shares)
    buffer.append("<thead>\n")
    writeGroups(start.groups, shape)
    buffer.append("<tr>")
    for column in start.columns {
      let isLong = TableShape.longestWord(column.title.text) > shape.longestWord
      buffer.append("<th scope=\"col\"\(Self.classAttribute(column.alignment, hasLongWord: isLong))>")
      buffer.append("\(HTMLText.label(column.title, in: language))</th>")
    }
    buffer.append("</tr>\n</thead>\n<tbody>\n")
  }

  private mutating func writeGroups(_ groups: [HeaderGroup], _ shape: TableShape) {
    guard !groups.isEmpty else { return }
    buffer.append("<tr>")
    for group in groups {
      let span = group.columns > 1 ? " colspan=\"\(group.columns)\"" : ""
      if let title = group.title {
        let isLong = TableShape.longestWord(title.text) > shape.longestWord
        buffer.append(
          "<th scope=\"colgroup\" class=\"center\(isLong ? " long-word" : "")\"\(span)>\(HTMLText.label(title, in: language))</th>"
        )
      } else {
        buffer.append("<td\(span)></td>")
      }
    }
    buffer.append("</tr>\n")
  }

  private mutating func writeColumnWidths(_ shares: [Int]) {
    guard !shares.isEmpty else { return }
    buffer.append("<colgroup>")
    for share in shares {
      let hundredths = share % 100
      buffer.append("<col style=\"width:\(share / 100).\(hundredths < 10 ? "0" : "")\(hundredths)%\">")
    }
    buffer.append("</colgroup>\n")
  }

  mutating func row(_ placed: PlacedRow) {
    let row = placed.row
    let long = row.cells.map { hasLongWord($0, placed.table) }
    let classes = (row.role == .body ? [] : [row.role.rawValue]) + (long.contains(true) ? ["long-row"] : [])
    buffer.append(classes.isEmpty ? "<tr>" : "<tr class=\"\(classes.joined(separator: " "))\">")
    if placed.isGroupName, let name = row.cells.first {
      let indent = Self.classAttribute(.start, indent: row.indent, hasLongWord: long[0])
      buffer.append("<th scope=\"row\" colspan=\"\(placed.table.columns.count)\"\(indent)>")
      buffer.append("\(inline.cell(name.text))</th></tr>\n")
      return
    }
    for (index, cell) in row.cells.enumerated() {
      write(cell, at: placed.columns[index], placed, hasLongWord: long[index])
    }
    buffer.append("</tr>\n")
  }

  private mutating func write(_ cell: TableCell, at place: Int, _ placed: PlacedRow, hasLongWord: Bool) {
    let column = placed.table.columns[place]
    let isFirst = place == 0
    let text = inline.cell(cell.text)
    // A header without a word heads nothing, and readers of screens would announce it.
    let isRowHeader = isFirst && placed.table.hasRowHeaders && !text.isEmpty
    buffer.append(isRowHeader ? "<th scope=\"\(cell.rows > 1 ? "rowgroup" : "row")\"" : "<td")
    if cell.columns > 1 { buffer.append(" colspan=\"\(cell.columns)\"") }
    if cell.rows > 1 { buffer.append(" rowspan=\"\(cell.rows)\"") }
    let indent = isFirst ? placed.row.indent : 0
    buffer.append(
      Self.classAttribute(
        column.alignment, isFigure: Self.isFigure(cell), indent: indent, hasLongWord: hasLongWord))
    buffer.append("\(inline.trace(of: cell.text))>\(text)\(isRowHeader ? "</th>" : "</td>")")
  }

  mutating func noRows(_ text: String, columns: Int) {
    buffer.append("<tr><td class=\"no-rows\" colspan=\"\(columns)\">\(HTMLText.prose(text, in: language))</td></tr>\n")
  }

  mutating func endTable() { buffer.append("</tbody>\n</table>\n</div>\n") }

  private func hasLongWord(_ cell: TableCell, _ table: TableStart) -> Bool {
    let limit = TableShape(table).longestWord
    return cell.text.values.contains { value in
      TableShape.longestWord(ValueText.text(of: value, in: language, place: .table)) > limit
    }
  }

  private static func isFigure(_ cell: TableCell) -> Bool {
    guard let value = cell.value else { return false }
    switch value.content {
    case .text, .label, .undisclosed, .footnote: return false
    case .integer, .number, .money, .date, .percent, .missing, .suppressed, .withheld: return true
    }
  }

  private static func classAttribute(
    _ alignment: TableColumn.Alignment, isFigure: Bool = false, indent: Int = 0, hasLongWord: Bool = false
  ) -> String {
    var classes: [String] = []
    switch alignment {
    case .start: break
    case .center: classes.append("center")
    case .end: classes.append("end")
    }
    if isFigure { classes.append("figure") }
    if indent > 0 { classes.append("indent-\(min(indent, DocumentLimits.rowIndent))") }
    if hasLongWord { classes.append("long-word") }
    return classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
  }
}
