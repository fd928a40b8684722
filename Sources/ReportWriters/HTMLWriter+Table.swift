import ReportDocument

/// What a table's columns mean for its size on paper and screen.
struct HTMLTableShape {
  /// From this many columns on, a table is set smaller.
  static let denseColumns = 7
  /// From this many columns on, a printed table turns to landscape.
  static let landscapeColumns = 11

  private let columns: [TableColumn]

  init(_ start: TableStart) { columns = start.columns }

  var isLandscape: Bool { columns.count >= Self.landscapeColumns }
  var isDense: Bool { columns.count >= Self.denseColumns }

  /// How wide the table must be on a phone, in rem, so that a column holds a word; it then scrolls.
  var leastWidth: Int { columns.count * 6 }

  /// Each column's share in hundredths of a percent; empty if the browser may choose.
  ///
  /// Without a wish, columns of figures behind one of text get equal shares, so that a matrix looks like one.
  var shares: [Int] {
    let asked = columns.compactMap(\.weight)
    guard !asked.isEmpty else {
      guard columns.count >= 3, columns.dropFirst().allSatisfy({ $0.alignment == .end }) else { return [] }
      let sum = columns.count + 1
      return columns.indices.map { ($0 == 0 ? 2 : 1) * 10_000 / sum }
    }
    let usual = max(1, asked.reduce(0, +) / asked.count)
    let weights = columns.map { $0.weight ?? usual }
    let sum = max(1, weights.reduce(0, +))
    return weights.map { $0 * 10_000 / sum }
  }
}

extension HTMLWriter {
  mutating func writeTableStart(_ start: TableStart) {
    tableNumber += 1
    openTable = OpenTable(columns: start.columns, hasRowHeaders: start.hasRowHeaders)
    let shape = HTMLTableShape(start)
    let identifier = HTMLIdentifier.of(start.identifier)
    let language = stamp.language
    var classes = "table"
    if shape.isDense { classes += " dense" }
    if shape.isLandscape { classes += " landscape" }
    buffer.append("<div class=\"\(classes)\" role=\"region\" tabindex=\"0\" id=\"\(identifier)\"")
    buffer.append(" aria-labelledby=\"\(identifier)-caption\">\n")
    buffer.append("<table class=\"data\(start.hasRowHeaders ? " row-headers" : "")\"")
    buffer.append(" style=\"--least-width:\(shape.leastWidth)rem\">\n<caption id=\"\(identifier)-caption\">")
    buffer.append("<span class=\"caption-text\"><span class=\"caption-number\">")
    buffer.append("\(phrases.table)\u{A0}\(tableNumber).</span> ")
    buffer.append("\(HTMLText.line(start.caption, in: language))</span></caption>\n")
    writeColumnWidths(shape.shares)
    buffer.append("<thead>\n<tr>")
    for column in start.columns {
      buffer.append("<th scope=\"col\"\(Self.classAttribute(of: column, isFigure: false))>")
      buffer.append("\(HTMLText.prose(column.title, in: language))</th>")
    }
    buffer.append("</tr>\n</thead>\n<tbody>\n")
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

  mutating func writeRow(_ row: TableRow) {
    guard let table = openTable else { return }
    openTable?.rowCount += 1
    buffer.append(row.role == .body ? "<tr>" : "<tr class=\"\(row.role.rawValue)\">")
    if row.role == .group, row.cells.dropFirst().allSatisfy(Self.isEmpty), let name = row.cells.first {
      let indent = row.indent > 0 ? " class=\"indent-\(row.indent)\"" : ""
      buffer.append("<th scope=\"row\" colspan=\"\(row.cells.count)\"\(indent)>")
      buffer.append("\(inline.value(name, place: .table))</th></tr>\n")
      return
    }
    for (index, (cell, column)) in zip(row.cells, table.columns).enumerated() {
      let isRowHeader = index == 0 && table.hasRowHeaders
      let indent = index == 0 ? row.indent : 0
      buffer.append(isRowHeader ? "<th scope=\"row\"" : "<td")
      buffer.append(Self.classAttribute(of: column, isFigure: Self.isFigure(cell), indent: indent))
      appendTrace(of: cell)
      buffer.append(">\(inline.value(cell, place: .table))\(isRowHeader ? "</th>" : "</td>")")
    }
    buffer.append("</tr>\n")
  }

  mutating func writeTableEnd(_ end: TableEnd) {
    if let table = openTable, table.rowCount == 0 {
      let text = HTMLText.prose(phrases.noRows, in: stamp.language)
      buffer.append("<tr><td class=\"no-rows\" colspan=\"\(table.columns.count)\">\(text)</td></tr>\n")
    }
    openTable = nil
    buffer.append("</tbody>\n</table>\n</div>\n")
    if let footnote = end.footnote {
      buffer.append("<p class=\"footnote\">\(inline.text(footnote))</p>\n")
    }
  }

  private static func isEmpty(_ value: InlineValue) -> Bool {
    guard case .text(let span) = value.content else { return false }
    return span.text.isEmpty
  }

  private static func isFigure(_ value: InlineValue) -> Bool {
    switch value.content {
    case .text, .label: false
    case .integer, .number, .money, .date, .percent, .missing, .suppressed, .withheld: true
    }
  }

  private static func classAttribute(of column: TableColumn, isFigure: Bool, indent: Int = 0) -> String {
    var classes: [String] = []
    switch column.alignment {
    case .start: break
    case .center: classes.append("center")
    case .end: classes.append("end")
    }
    if isFigure { classes.append("figure") }
    if indent > 0 { classes.append("indent-\(min(indent, DocumentLimits.rowIndent))") }
    return classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
  }
}
