import ReportDocument

extension CSVSpelling {
  mutating func beginTable(_ table: NumberedTable) {
    let start = table.start
    columns = CSVColumns(start.columns)
    self.table = CSVTablePlace()
    self.table.name = table.number.map { "\(phrases.table) \($0)" } ?? ""
    self.table.titles = zip(start.columns, groupTitles(start)).map { column, group in
      group.map { "\(inline.title($0)) – \(inline.title(column.title))" } ?? inline.title(column.title)
    }
    separate()
    let caption = CSVField.text(inline.title(start.caption))
    writeLine(table.number == nil ? [caption] : [CSVField.text(self.table.name), caption])
    var line = columns.emptyLine
    for (column, title) in self.table.titles.enumerated() {
      columns.put(title: title, currency: language == .french ? "devise" : "currency", in: column, of: &line)
    }
    writeLine(line)
  }

  private func groupTitles(_ start: TableStart) -> [TitleText?] {
    guard !start.groups.isEmpty else { return start.columns.map { _ in nil } }
    return start.groups.flatMap { group in Array(repeating: group.title, count: group.columns) }
  }

  mutating func row(_ placed: PlacedRow) {
    var line = columns.emptyLine
    for (cell, column) in zip(placed.row.cells, placed.columns) {
      let (content, hiddenNotes) = inline.content(cell.text)
      if column == 0 { table.row = if case .text(let name) = content { name } else { "" } }
      columns.put(content, in: column, of: &line)
      for note in hiddenNotes { notePlaces[note] = table.description(column: column) }
    }
    writeLine(line)
  }

  mutating func noRows(_ text: String, columns count: Int) {
    var line = columns.emptyLine
    columns.put(.text(inline.line(text)), in: 0, of: &line)
    writeLine(line)
  }

  mutating func endTable() {}
}
