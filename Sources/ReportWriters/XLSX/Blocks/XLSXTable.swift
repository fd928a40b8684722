import ReportDocument

/// The table that is open.
struct XLSXTable {
  let numbered: NumberedTable
  let sheet: XLSXSheet
  /// The row of titles.
  var head = 0
  var isEmpty = false
  /// Whether a text was too long for its cell.
  var isCut = false
  /// Cells that reach into the next rows: what is left of them by column, and their looks.
  var looks: [Int: Int] = [:]
  /// How often it went on in another sheet.
  var sheetCount = 1

  var start: TableStart { numbered.start }
  var caption: String = ""
}

extension XLSXSpelling {
  mutating func beginTable(_ table: NumberedTable) {
    settle()
    guard let number = table.number else {
      self.table = XLSXTable(numbered: table, sheet: readMe)
      return
    }
    isWithheld = false
    let caption = inline.title(table.start.caption)
    let titled = "\(phrases.table)\u{A0}\(number). \(caption)"
    let sheet: XLSXSheet
    if let partSheet {
      sheet = partSheet
      sheet.skipRowIfBegun()
      tell(caption, of: sheet)
    } else {
      let isWide = TableShape(table.start).isDense
      sheet = newSheet(
        "\(phrases.table.prefix(1))\(number) \(inline.name(table.start.caption))", isWide ? .landscape : .portrait,
        shows: caption)
      prose(
        XLSXProse(
          XLSXText("\(titled)  →"), XLSXStyle(font: .link), link: .place("\(XLSXNames.quoted(sheet.name))!A1")),
        on: report)
    }
    places[.named(table.start.identifier)] = "\(XLSXNames.quoted(sheet.name))!A\(sheet.nextRow)"
    self.table = XLSXTable(numbered: table, sheet: sheet, caption: titled)
    tableSheet = sheet
    writeHead()
  }

  /// Adds a table to what the list of sheets says of a sheet.
  private mutating func tell(_ caption: String, of sheet: XLSXSheet) {
    let told = shown[sheet.number] ?? ""
    guard told.utf8.count < XLSXLimits.contentLength else { return }
    shown[sheet.number] = told.isEmpty ? caption : "\(told)\n\(caption)"
  }

  /// The caption and the titles of the columns.
  private mutating func writeHead() {
    guard var table else { return }
    let (start, sheet) = (table.start, table.sheet)
    let headRows = start.groups.isEmpty ? 2 : 3
    let standsStill = start.hasRowHeaders && TableShape(start).isDense ? 1 : 0
    sheet.beginTable(
      XLSXColumns(start, in: language), frozenRows: headRows, frozenColumns: standsStill, styles)
    prose(XLSXProse(XLSXText(table.caption), XLSXStyle(font: .caption)), on: sheet)
    writeGroups(start, on: sheet)
    let titles = start.columns.map { XLSXText(inline.title($0.title)) }
    sheet.beginRow { Self.height(ofHead: titles, on: $0) }
    for (index, column) in start.columns.enumerated() {
      let style = XLSXStyle(
        font: .head, fill: .tint, line: .head, side: XLSXColumns.side(column),
        indent: XLSXColumns.indent(start.columns, index))
      write(.text(titles[index]), style, on: sheet, column: index)
    }
    sheet.endRow()
    table.head = sheet.row
    self.table = table
  }

  /// Points of the titles' row, where one of them has more than one line. Editors that take a file's heights as they are
  /// would cut it. Bold letters take more room than those by which lines are estimated.
  private static func height(ofHead titles: [XLSXText], on sheet: XLSXSheet) -> Double? {
    let lines = titles.indices.map { titles[$0].lines(of: sheet.width(of: $0..<$0 + 1) * 0.85) }.max() ?? 1
    return lines > 1 ? Double(lines) * 14 + 2 : nil
  }

  private func writeGroups(_ start: TableStart, on sheet: XLSXSheet) {
    guard !start.groups.isEmpty else { return }
    sheet.beginRow()
    var column = 0
    for group in start.groups {
      let style = XLSXStyle(font: .head, fill: .tint, line: group.title == nil ? .none : .head, side: .center)
      for index in column..<column + group.columns {
        let text = index == column ? group.title.map { inline.title($0) } ?? "" : ""
        write(.text(XLSXText(text)), style, on: sheet, column: index)
      }
      if group.title != nil {
        sheet.merge(columns: column..<column + group.columns, rows: sheet.row...sheet.row)
      }
      column += group.columns
    }
    sheet.endRow()
  }

  mutating func row(_ placed: PlacedRow) {
    guard var table else { return }
    guard table.numbered.number != nil else {
      let cells = placed.row.cells
      if cells.count == 2 { writePair(inline.text(cells[0].text).plain, cells[1].text, on: readMe) }
      return
    }
    if table.sheet.row >= XLSXLimits.rows - XLSXLimits.frozenRows {
      goOn(&table)
    }
    let (row, sheet) = (placed.row, table.sheet)
    let contents = row.cells.map { inline.content($0.text) }
    if sheet.isSettled {
      sheet.beginRow(height: Self.height(contents, placed, on: sheet))
    } else {
      sheet.note(placed)
      sheet.beginRow { Self.height(contents, placed, on: $0) }
    }
    var next = 0
    for ((cell, column), content) in zip(zip(row.cells, placed.columns), contents) {
      fill(next..<column, of: table)
      next = column + cell.columns
      let look = XLSXColumns.look(row, table.start.columns, column, isFirst: column == 0)
      if case .text(let text) = content, text.isTooLong { table.isCut = true }
      write(content, look, on: sheet, column: column)
      guard cell.columns > 1 || cell.rows > 1 else { continue }
      let plain = styles.index(of: XLSXColumns.look(row, table.start.columns, column, isFirst: false))
      for index in (column + 1)..<next { sheet.empty(column: index, style: plain) }
      if cell.rows > 1 { for index in column..<next { table.looks[index] = plain } }
      let last = min(sheet.row + cell.rows - 1, XLSXLimits.rows)
      sheet.merge(columns: column..<next, rows: sheet.row...last)
    }
    fill(next..<table.start.columns.count, of: table)
    sheet.endRow()
    self.table = table
  }

  /// Points of a row, where it has more than one line.
  private static func height(_ contents: [XLSXInline.Content], _ placed: PlacedRow, on sheet: XLSXSheet) -> Double? {
    var lines = 1
    for (index, content) in contents.enumerated() {
      guard case .text(let text) = content, placed.row.cells[index].rows == 1 else { continue }
      let column = placed.columns[index]
      let width = sheet.width(of: column..<column + placed.row.cells[index].columns)
      lines = max(lines, text.lines(of: width - (column == 0 ? Double(placed.row.indent) * 2 : 0)))
    }
    return lines > 1 ? min(XLSXLimits.rowHeight, Double(lines) * 14 + 2) : nil
  }

  /// Cells under one that reaches down.
  private func fill(_ columns: Range<Int>, of table: XLSXTable) {
    for column in columns { table.sheet.empty(column: column, style: table.looks[column] ?? 0) }
  }

  /// A table that is longer than a sheet goes on in another.
  private mutating func goOn(_ table: inout XLSXTable) {
    table.sheet.noteTable(first: table.head, last: table.sheet.row, columns: table.start.columns.count)
    table.sheetCount += 1
    let wasPart = table.sheet === partSheet
    if wasPart { endPartSheet() } else { settle() }
    let sheet = newSheet(
      table.sheet.name, table.sheet.orientation, shows: table.caption)
    if wasPart { partSheet = sheet }
    tableSheet = sheet
    self.table = XLSXTable(
      numbered: table.numbered, sheet: sheet, looks: table.looks, sheetCount: table.sheetCount,
      caption: "\(table.caption) (\(words.tooLong))")
    writeHead()
    if let opened = self.table { table = opened }
  }

  mutating func noRows(_ text: String, columns: Int) {
    guard let table, table.numbered.number != nil else { return }
    prose(XLSXProse(XLSXText(inline.line(text)), XLSXStyle(font: .muted)), on: table.sheet)
    self.table?.isEmpty = true
  }

  mutating func endTable() {
    guard let table, table.numbered.number != nil else {
      isWithheld = false
      self.table = nil
      return
    }
    if !table.isEmpty {
      table.sheet.noteTable(first: table.head, last: table.sheet.row, columns: table.start.columns.count)
    }
    if table.isCut { prose(XLSXProse(XLSXText(inline.line(words.cut)), XLSXStyle(font: .muted)), on: table.sheet) }
    self.table = nil
  }
}
