import ReportDocument

extension DOCXSpelling {
  mutating func beginTable(_ numbered: NumberedTable) {
    let start = numbered.start
    guard start.columns.count <= DOCXLimits.tableColumns else {
      fault = DocumentError(
        .limitExceeded,
        "Word carries tables of \(DOCXLimits.tableColumns) columns; this one has \(start.columns.count). Ask for another "
          + "medium.", path: "columns")
      return
    }
    prepare(TableShape(start).isLandscape ? .wide : .text)
    let width = pages.current.textWidth
    table = DOCXTable(start, over: numbered.number == nil ? width * 3 / 5 : width, in: language)
    writeCaption(numbered)
  }

  /// Begins the table once its columns have their widths, and writes the rows that have waited for them.
  mutating func openTable() {
    guard let rows = table?.open(), let table else { return }
    let start = table.start
    buffer.append(
      DOCXTable.opening(
        table.widths, density: table.density, look: table.look,
        caption: DOCXText.attribute(start.caption, in: language),
        description: start.figure.map { DOCXText.attribute($0.alternative, in: language) }))
    writeHead(table)
    for row in rows { write(row) }
  }

  private mutating func writeCaption(_ numbered: NumberedTable) {
    let title = DOCXText.title(numbered.start.caption, in: language)
    guard let number = numbered.number else { return writeParagraph("Caption", title, properties: "<w:keepNext/>") }
    let runs = links.marked(
      Self.number(phrases.table, number, language) + DOCXText.verbatim(" ", in: language) + title,
      .named(numbered.start.identifier))
    writeParagraph("Caption", runs, properties: "<w:keepNext/>")
  }

  /// `Table 1.`, as Word counts it too.
  static func number(_ label: String, _ number: Int, _ language: DocumentLanguage) -> String {
    let look = DOCXLook(style: "CaptionNumber")
    return DOCXText.verbatim("\(label)\u{A0}", in: language, look)
      + DOCXField.simple("SEQ \(label) \\* ARABIC", DOCXText.verbatim("\(number)", in: language, look))
      + DOCXText.verbatim(".", in: language, look)
  }

  private mutating func writeHead(_ table: DOCXTable) {
    let start = table.start
    // A head that fills a page leaves no room for rows below it, so that one is not repeated.
    let isShort = zip(start.columns, table.widths).allSatisfy { DOCXTable.isShort($0.title.text.utf8.count, in: $1) }
    let properties = isShort ? "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : ""
    if !start.groups.isEmpty {
      buffer.append("<w:tr>\(properties)")
      var column = 0
      for group in start.groups {
        let text = group.title.map { DOCXText.label($0, in: language) } ?? ""
        buffer.append(headCell(text, table, column, group.columns, .center))
        column += group.columns
      }
      buffer.append("</w:tr>\n")
    }
    buffer.append("<w:tr>\(properties)")
    for (index, column) in start.columns.enumerated() {
      buffer.append(headCell(DOCXText.label(column.title, in: language), table, index, 1, column.alignment))
    }
    buffer.append("</w:tr>\n")
  }

  private func headCell(
    _ runs: String, _ table: DOCXTable, _ column: Int, _ columns: Int, _ alignment: TableColumn.Alignment
  ) -> String {
    var xml = "<w:tc><w:tcPr><w:tcW w:w=\"\(table.width(column, columns))\" w:type=\"dxa\"/>"
    if columns > 1 { xml += "<w:gridSpan w:val=\"\(columns)\"/>" }
    xml +=
      "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"\(DOCXColor.accent)\"/></w:tcBorders>"
    xml += "\(DOCXColor.shade(DOCXColor.tint))<w:vAlign w:val=\"bottom\"/></w:tcPr><w:p><w:pPr>"
    xml +=
      "<w:pStyle w:val=\"TableHeader\(table.density.suffix)\"/>\(Self.alignment(alignment))</w:pPr>\(runs)</w:p></w:tc>"
    return xml
  }

  mutating func noRows(_ text: String, columns: Int) {
    if table?.columns == nil { openTable() }
    guard let table else { return }
    var xml = "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"\(table.width(0, columns))\" w:type=\"dxa\"/>"
    if columns > 1 { xml += "<w:gridSpan w:val=\"\(columns)\"/>" }
    xml += "</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"TableEmpty\"/></w:pPr>\(DOCXText.prose(text, in: language))</w:p>"
    buffer.append(xml + "</w:tc></w:tr>\n")
  }

  mutating func endTable() {
    guard let table else { return }
    if table.columns == nil { openTable() }
    self.table = nil
    isTableOpen = true
    pages.owesSpace = true
  }

  /// Closes the table before, once it is known whether what follows must stay with it.
  mutating func closeTable(isKeptWithNext: Bool) {
    guard isTableOpen else { return }
    isTableOpen = false
    lastRows.end(isKeptWithNext: isKeptWithNext, into: &buffer)
    buffer.append("</w:tbl>\n")
  }
}
