import ReportDocument

extension XLSXSpelling {
  /// The cover's lines stand on the sheet that is read first.
  mutating func begin(_ cover: CoverPage) {
    self.cover = cover
    readMe.begin(widths: [34, 80], frozenRows: 0, frozenColumns: 0, styles)
    let header = cover.header
    prose(XLSXProse(XLSXText(inline.title(header.title)), XLSXStyle(font: .title)), on: readMe)
    if let subtitle = header.subtitle {
      prose(XLSXProse(XLSXText(inline.title(subtitle)), XLSXStyle(font: .subtitle)), on: readMe)
    }
    readMe.skipRows(1)
    for line in cover.lines { writePair(inline.title(line.label), line.value, on: readMe) }
    readMe.skipRows(1)
    report.begin(widths: XLSXSheet.proseWidths, frozenRows: 0, frozenColumns: 0, styles)
    prose(XLSXProse(XLSXText(inline.title(header.title)), XLSXStyle(font: .title)), on: report)
    shown[report.number] = inline.line(phrases.contents)
  }

  /// What signs mean is said where everything is explained.
  mutating func writeSheetList() {
    readMe.skipRows(1)
    isWithheld = true
    prose(XLSXProse(XLSXText(inline.line(words.sheets)), XLSXStyle(font: .heading1)))
    for sheet in sheets.dropFirst() {
      let name = XLSXText(PrintedText.isolated(sheet.name))
      let content = XLSXText(shown[sheet.number] ?? "")
      readMe.beginRow { XLSXProse(content).height(over: $0.width(of: 1..<2)) }
      write(.text(name), XLSXStyle(font: .link, line: .row), on: readMe, column: 0)
      readMe.link(.place("\(XLSXNames.quoted(sheet.name))!A1"), column: 0)
      write(.text(content), XLSXStyle(line: .row), on: readMe, column: 1)
      readMe.endRow()
    }
  }

  /// A label and its value in two columns, in several rows where the value is long.
  func writePair(_ label: String, _ value: RichText, on sheet: XLSXSheet) {
    let content = inline.content(value)
    guard case .text(let text) = content else { return writePair(label, content, on: sheet) }
    for (index, piece) in XLSXProse(text).pieces.enumerated() {
      writePair(index == 0 ? label : "", .text(piece.text), on: sheet)
    }
  }

  private func writePair(_ label: String, _ content: XLSXInline.Content, on sheet: XLSXSheet) {
    let labelText = XLSXProse(XLSXText(label), XLSXStyle(font: .strong, fill: .tint, line: .row))
    // The label has a third of the width.
    var split = 1
    while split + 1 < sheet.columnCount, sheet.width(of: 0..<split) < 28 { split += 1 }
    let span = split..<max(sheet.columnCount, split + 1)
    let columns = 0..<split
    sheet.beginRow { sheet in
      let height = labelText.height(over: sheet.width(of: columns))
      guard case .text(let text) = content else { return height }
      return max(height, XLSXProse(text).height(over: sheet.width(of: span)))
    }
    write(.text(labelText.text), labelText.style, on: sheet, column: 0)
    cover(1..<split, labelText.style, on: sheet)
    write(content, XLSXStyle(line: .row), on: sheet, column: split)
    cover((split + 1)..<span.upperBound, XLSXStyle(line: .row), on: sheet)
    sheet.endRow()
    sheet.merge(columns: 0..<split, rows: sheet.row...sheet.row)
    sheet.merge(columns: span, rows: sheet.row...sheet.row)
  }

  private func cover(_ columns: Range<Int>, _ look: XLSXStyle, on sheet: XLSXSheet) {
    let style = styles.index(of: look)
    for column in columns { sheet.empty(column: column, style: style) }
  }

  /// A cell's content in a look, to which it adds what its kind needs.
  func write(_ content: XLSXInline.Content, _ look: XLSXStyle, on sheet: XLSXSheet, column: Int) {
    var style = look
    switch content {
    case .text(let text):
      style.isQuoted = text.looksLikeFormula
      style.readsFromRight = text.startsFromRight
      if case .web(let address) = text.link {
        style.font = .link
        sheet.link(.web(address), column: column)
      }
      sheet.text(text.fitted, column: column, style: styles.index(of: style, column: column))
    case .number(let number, let format):
      style.format = format
      sheet.number(number, column: column, style: styles.index(of: style, column: column))
    case .sign(let sign):
      style.font = .muted
      style.isQuoted = false
      sheet.text(XLSXText(sign), column: column, style: styles.index(of: style, column: column))
    }
  }
}
