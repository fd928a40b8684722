import ReportDocument

/// Lying bars, one for each row and column of figures, which leave room for long names.
///
/// A value that is not printed has no bar: its sign stands where the bar would begin, so that it is taken neither for a
/// zero nor for a length. The scale is made from the bars that are drawn.
struct BarFigure {
  private static let thinnest = 8.0
  private static let textSize = 7.5
  /// A value with more letters than this has room for is read in the table.
  private static let widestText = 105.0

  let data: FigureData
  private var phrases: FigurePhrases { FigurePhrases(language: data.language) }

  var drawing: Drawing {
    var sheet = FigureSheet(language: data.language)
    FigureLegend.squares(data.columns).draw(on: &sheet)
    let names = LabelColumn(data.rows, lines: 3)
    let room = FigureSheet.greatestHeight - sheet.bottom - FigureSheet.roomForNotes - 20
    let (thickness, gap) = measure(names, within: room)
    let heights = data.rows.map { height($0, names, thickness, gap) }
    let shown = data.first(RowHeights.count(heights, within: room))
    let scale = scale(shown, names)
    let top = sheet.bottom
    let bottom = top + heights.prefix(shown.rows.count).reduce(0, +)
    scale.draw(on: &sheet, from: top, to: bottom, unit: data.unit)
    var y = top
    for (row, height) in zip(shown.rows, heights) {
      names.draw(row.label, middle: y + height / 2, on: &sheet)
      let first = y + (height - thickness * Double(row.cells.count)) / 2
      for (index, cell) in row.cells.enumerated() {
        draw(cell, index, y: first + Double(index) * thickness, thickness, scale, &sheet)
      }
      y += height
    }
    scale.drawZero(on: &sheet, from: top, to: bottom)
    sheet.bottom = bottom + 16
    sheet.notes(notes(shown))
    return sheet.drawing
  }

  /// How thick a bar is and how far rows are apart: less where they would not fit on a page otherwise.
  private func measure(_ names: LabelColumn, within room: Double) -> (Double, Double) {
    let usual = data.columns.count == 1 ? 13.0 : 10.5
    for (thickness, gap) in [(usual, 7.0), (9.0, 5.0)] {
      let all = data.rows.reduce(0) { $0 + height($1, names, thickness, gap) }
      if all <= room { return (thickness, gap) }
    }
    return (Self.thinnest, 3)
  }

  private func height(_ row: FigureRow, _ names: LabelColumn, _ thickness: Double, _ gap: Double) -> Double {
    max(names.height(row.label), thickness * Double(row.cells.count)) + gap
  }

  private func scale(_ shown: FigureData, _ names: LabelColumn) -> HorizontalScale {
    let figures = shown.rows.flatMap(\.cells).compactMap(\.figure)
    let widths = figures.map { LabelWidth.of($0.text, size: Self.textSize) }.filter { $0 <= Self.widestText }
    let behind = (widths.max() ?? 0) + 8
    let before = figures.contains { $0.value < 0 } ? behind : 0
    return HorizontalScale(
      figures.map(\.value), of: data, from: names.width + before,
      to: FigureSheet(language: data.language).width - behind)
  }

  private func draw(
    _ cell: FigureCell, _ column: Int, y: Double, _ thickness: Double, _ scale: HorizontalScale,
    _ sheet: inout FigureSheet
  ) {
    let base = y + thickness / 2 + Self.textSize * 0.36
    let zero = scale.x(0)
    if let note = cell.note {
      let text = LabelLines.fitted(note, width: min(Self.widestText, sheet.width - zero - 6), size: Self.textSize)
      sheet.text(text, x: zero + 4, y: base, size: Self.textSize, ink: .hidden)
    }
    guard let figure = cell.figure else { return }
    let end = scale.x(figure.value)
    if figure.value != 0 {
      sheet.rectangle(
        x: min(zero, end), y: y + 0.5, width: max(abs(end - zero), 0.5), height: thickness - 1, .series(column))
    }
    guard LabelWidth.of(figure.text, size: Self.textSize) <= Self.widestText else { return }
    let isNegative = figure.value < 0
    sheet.text(
      figure.text, x: isNegative ? end - 3 : end + 4, y: base, size: Self.textSize, anchor: isNegative ? .end : .start)
  }

  private func notes(_ shown: FigureData) -> [String] { FigureNotes(shown, of: data).common }
}
