import ReportDocument

/// A field for each row and column, the darker the more, with the figure in it where there is room.
///
/// A field shows its figure's class, which the legend names, and so less than the printed figure does. What is not
/// printed is hatched with its sign, and counts in no class; the classes are made from the printed figures.
struct HeatMapFigure {
  private static let size = 7.5
  private static let titleHeight = 9.5
  /// Narrower columns have numbers instead of titles, and a key below.
  private static let narrowest = 34.0

  let data: FigureData
  private let names: LabelColumn
  private let classes: ShadeClasses
  private let cellWidth: Double
  /// Figures are written in all fields or in none.
  private let showsFigures: Bool

  init(data: FigureData) {
    self.data = data
    names = LabelColumn(data.rows, lines: 2)
    classes = ShadeClasses(data)
    let cellWidth = min((Drawing.standardWidth - 2 - names.width) / Double(data.columns.count), 90)
    self.cellWidth = cellWidth
    showsFigures = data.rows.flatMap(\.cells).compactMap(\.figure).allSatisfy {
      LabelWidth.of($0.text, size: Self.size) + 4.5 <= cellWidth
    }
  }

  var drawing: Drawing {
    var sheet = FigureSheet(language: data.language)
    let hasHidden = data.rows.contains { $0.cells.contains { $0.note != nil } }
    FigureLegend(entries: classes.legend + (hasHidden ? [FigureLegend.hidden(in: data.language)] : [])).draw(on: &sheet)
    writeTitles(&sheet)
    let room = FigureSheet.greatestHeight - sheet.bottom - FigureSheet.roomForNotes - keyHeight
    let isLong = Double(data.rows.count) * 24 > room
    let heights = data.rows.map { max(names.height($0.label) + 3, isLong ? 12 : 22) }
    let shown = data.first(RowHeights.count(heights, within: room))
    for (row, height) in zip(shown.rows, heights) {
      names.draw(row.label, middle: sheet.bottom + height / 2, on: &sheet)
      for (column, cell) in row.cells.enumerated() {
        draw(cell, x: names.width + Double(column) * cellWidth, y: sheet.bottom, height: height, &sheet)
      }
      sheet.bottom += height
    }
    sheet.bottom += 4
    writeKey(&sheet)
    sheet.notes(FigureNotes(shown, of: data).common)
    return sheet.drawing
  }

  private func draw(_ cell: FigureCell, x: Double, y: Double, height: Double, _ sheet: inout FigureSheet) {
    let width = cellWidth - 1.5
    let drawn = height - 1.5
    let base = y + drawn / 2 + Self.size * 0.36
    if let figure = cell.figure {
      let shade = classes.shade(figure.value)
      sheet.rectangle(x: x, y: y, width: width, height: drawn, .shade(shade))
      guard showsFigures else { return }
      sheet.text(figure.text, x: x + width / 2, y: base, size: Self.size, anchor: .middle, ink: .onShade(shade))
    } else if let note = cell.note {
      sheet.hatched(x: x, y: y, width: width, height: drawn)
      guard !isNumbered || LabelWidth.of(note, size: Self.size) <= width - 2 else { return }
      let text = LabelLines.fitted(note, width: width - 2, size: Self.size)
      let textWidth = min(LabelWidth.of(text, size: Self.size) + 5, width - 1)
      sheet.rectangle(x: x + (width - textWidth) / 2, y: y + drawn / 2 - 4.5, width: textWidth, height: 9, .paper)
      sheet.text(text, x: x + width / 2, y: base, size: Self.size, anchor: .middle, ink: .hidden)
    } else {
      sheet.frame(x: x, y: y, width: width, height: drawn, .rule)
    }
  }

  // MARK: - Titles of columns

  private var isNumbered: Bool { cellWidth < Self.narrowest }

  private func title(_ column: Int) -> [String] {
    guard isNumbered else {
      return LabelLines.wrapped(data.columns[column].text, width: cellWidth - 4, size: Self.size, limit: 3)
    }
    return [NumberText.integer(Int64(column + 1), in: data.language)]
  }

  private func writeTitles(_ sheet: inout FigureSheet) {
    let titles = data.columns.indices.map(title)
    let lines = titles.map(\.count).max() ?? 1
    for (column, title) in titles.enumerated() {
      for (index, line) in title.enumerated() {
        let above = Double(lines - title.count + index)
        sheet.text(
          line, x: names.width + (Double(column) + 0.5) * cellWidth - 0.75,
          y: sheet.bottom + above * Self.titleHeight + 8, size: Self.size, anchor: .middle,
          language: isNumbered ? nil : data.columns[column].language)
      }
    }
    sheet.bottom += Double(lines) * Self.titleHeight + 3
  }

  private func keyEntry(_ column: Int) -> String {
    "\(NumberText.integer(Int64(column + 1), in: data.language)). \(data.columns[column].text)"
  }

  /// As many columns of titles as leave each of them its width: a title that is cut may be another one's too.
  private var keyColumns: Int {
    let widest = data.columns.indices.map { LabelWidth.of(keyEntry($0), size: Self.size) }.max() ?? 0
    return [3, 2].first { widest <= keyWidth(of: $0) - 8 } ?? 1
  }

  private func keyWidth(of columns: Int) -> Double { (Drawing.standardWidth - 4) / Double(columns) }

  private var keyLines: Int { (data.columns.count + keyColumns - 1) / keyColumns }

  private var keyHeight: Double { isNumbered ? Double(keyLines) * 10 + 6 : 0 }

  /// What the numbers of the columns stand for.
  private func writeKey(_ sheet: inout FigureSheet) {
    guard isNumbered else { return }
    let lines = keyLines
    let width = keyWidth(of: keyColumns)
    for (column, title) in data.columns.enumerated() {
      let text = LabelLines.fitted(keyEntry(column), width: width - 8, size: Self.size)
      sheet.text(
        text, x: 2 + Double(column / lines) * width, y: sheet.bottom + Double(column % lines) * 10 + 9, size: Self.size,
        ink: .muted, language: title.language)
    }
    sheet.bottom += keyHeight
  }
}
