import JSONBytes
import ReportDocument

extension TypesetSpelling {
  mutating func beginTable(_ table: NumberedTable) {
    let start = table.start
    let paper = TypesetPaper(columns: start.columns.count, within: partPaper)
    let titles = start.columns.map { inline.label($0.title) }
    let groups = start.groups.map { $0.title.map { TypesetWidth.measure(inline.label($0)) } ?? TypesetWidth.Measure() }
    if start.columns.count > TypesetLimits.columns { buffer.hasBroadTable = true }
    let measured = TypesetTable(table, on: paper, titles: titles.map(TypesetWidth.measure), groups: groups)
    self.table = measured
    flushHeadings(on: paper)
    beginBlock("table", on: paper) { [self] writer in
      if let number = table.number {
        writer.member("number", "\(phrases.table)\u{A0}\(number).")
        writer.member("label", TypesetInline.label(.named(start.identifier)))
      }
      writer.key("caption")
      inline.title(start.caption, to: &writer)
      writer.key("align")
      writer.beginArray()
      for column in start.columns { writer.string(column.alignment.rawValue) }
      writer.endArray()
      writer.member("dense", start.columns.count >= TableShape.denseColumns)
      writer.member("rowHeaders", start.hasRowHeaders)
      writer.member("repeats", measured.repeatsTitles)
      writer.key("heads")
      writer.beginArray()
      write(start.groups, to: &writer)
      writer.beginArray()
      for title in titles { inline.write(title, to: &writer) }
      writer.endArray()
      writer.endArray()
      writer.key("rows")
    }
    buffer.append("[")
  }

  private func write(_ groups: [HeaderGroup], to writer: inout JSONWriter) {
    guard !groups.isEmpty else { return }
    writer.beginArray()
    for group in groups {
      writer.beginObject()
      writer.key("cell")
      if let title = group.title { inline.write(inline.label(title), to: &writer) } else { writer.string("") }
      writer.member("columns", group.columns)
      writer.endObject()
    }
    writer.endArray()
  }

  mutating func row(_ placed: PlacedRow) {
    let row = placed.row
    var lines = 1.0
    var cells: [(pieces: [TypesetPiece], columns: Int, rows: Int)] = []
    for (cell, column) in zip(row.cells, placed.columns) {
      let columns = placed.isGroupName ? placed.table.columns.count : cell.columns
      let pieces = inline.pieces(cell.text, place: .table)
      let measured = TypesetWidth.measure(pieces)
      let measure = row.role == .body ? measured : measured.bold
      if columns == 1 { table?.note(measure, in: column, indent: column == 0 ? row.indent : 0) }
      lines = max(lines, table?.lines(measure, over: columns) ?? 1)
      cells.append((pieces, columns, cell.rows))
      if placed.isGroupName { break }
    }
    countCells(cells.count)
    table?.noteRow(lines: lines)
    let isLong = lines > TypesetTable.longLines
    buffer.append { writer in
      let isPlain = row.role == .body && row.indent == 0 && !isLong
      if !isPlain {
        writer.beginObject()
        if row.role != .body { writer.member("role", row.role.rawValue) }
        if row.indent > 0 { writer.member("indent", row.indent) }
        if isLong { writer.member("long", true) }
        writer.key("cells")
      }
      writer.beginArray()
      for cell in cells { write(cell.pieces, columns: cell.columns, rows: cell.rows, to: &writer) }
      writer.endArray()
      if !isPlain { writer.endObject() }
    }
  }

  private func write(_ pieces: [TypesetPiece], columns: Int, rows: Int, to writer: inout JSONWriter) {
    guard columns > 1 || rows > 1 else { return inline.write(pieces, to: &writer) }
    writer.beginObject()
    writer.key("cell")
    inline.write(pieces, to: &writer)
    if columns > 1 { writer.member("columns", columns) }
    if rows > 1 { writer.member("rows", rows) }
    writer.endObject()
  }

  mutating func noRows(_ text: String, columns: Int) {
    let piece = TypesetPiece(PrintedText.text(text, in: language), style: .muted)
    buffer.append { writer in
      writer.beginArray()
      write([piece], columns: columns, rows: 1, to: &writer)
      writer.endArray()
    }
  }

  mutating func endTable() {
    guard let table else { return }
    self.table = nil
    buffer.append("]")
    buffer.append { writer in
      let setting = table.setting
      writer.member("whole", table.isWhole)
      writer.member("size", JSONValue.number(setting.size))
      writer.member("tears", setting.tears)
      writer.key("widths")
      writer.beginArray()
      for width in setting.widths { writer.integer(width) }
      writer.endArray()
    }
    buffer.append("}")
  }
}
