import ReportDocument

/// One lying bar for each row, its figures end to end: positive ones from zero to the right, negative ones to the left.
///
/// Only printed pieces are drawn, on a scale that is made from them. A piece that is not printed takes no room: nothing
/// behind it is shifted by its size, no bar is filled up to a sum or to 100 %, and no sum is written. Its sign stands
/// behind the bar in the colour of its column, and a note says that such a bar is incomplete; so a printed sum less the
/// length of the bar is what the table gives away already, and the figure gives away nothing else.
struct StackedBarFigure {
  private static let textSize = 7.5
  private static let signSize = 7.5

  let data: FigureData

  var drawing: Drawing {
    var sheet = FigureSheet(language: data.language)
    FigureLegend.squares(data.columns).draw(on: &sheet)
    let names = LabelColumn(data.rows, lines: 2)
    let room = FigureSheet.greatestHeight - sheet.bottom - FigureSheet.roomForNotes - 20
    let isLong = Double(data.rows.count) * 23 > room
    let heights = data.rows.map { max(names.height($0.label), isLong ? 11 : 16) + (isLong ? 3 : 7) }
    let shown = data.first(RowHeights.count(heights, within: room))
    let behind = shown.rows.map(signsWidth).max() ?? 0
    let ends = shown.rows.flatMap { [sum($0, positive: true), sum($0, positive: false)] }
    let scale = HorizontalScale(ends, of: data, from: names.width, to: sheet.width - max(14, behind + 4))
    let top = sheet.bottom
    let bottom = top + heights.prefix(shown.rows.count).reduce(0, +)
    scale.draw(on: &sheet, from: top, to: bottom, unit: data.unit)
    var y = top
    for (row, height) in zip(shown.rows, heights) {
      let thickness = isLong ? 11.0 : 16
      names.draw(row.label, middle: y + height / 2, on: &sheet)
      draw(row, y: y + (height - thickness) / 2, thickness, scale, &sheet)
      y += height
    }
    scale.drawZero(on: &sheet, from: top, to: bottom)
    sheet.bottom = bottom + 16
    let isIncomplete = shown.rows.contains { $0.cells.contains { $0.note != nil } }
    let phrases = FigurePhrases(language: data.language)
    sheet.notes((isIncomplete ? [phrases.incompleteBar] : []) + FigureNotes(shown, of: data).common)
    return sheet.drawing
  }

  private func sum(_ row: FigureRow, positive: Bool) -> Double {
    row.cells.compactMap { $0.figure?.value }.filter { ($0 > 0) == positive }.reduce(0, +)
  }

  private func draw(
    _ row: FigureRow, y: Double, _ thickness: Double, _ scale: HorizontalScale, _ sheet: inout FigureSheet
  ) {
    let base = y + thickness / 2 + Self.textSize * 0.36
    var ends = (negative: 0.0, positive: 0.0)
    for (column, cell) in row.cells.enumerated() {
      guard let figure = cell.figure, figure.value != 0 else { continue }
      let start = figure.value > 0 ? ends.positive : ends.negative
      let end = start + figure.value
      if figure.value > 0 { ends.positive = end } else { ends.negative = end }
      let left = scale.x(min(start, end))
      let length = scale.x(max(start, end)) - left
      // A little paper between the pieces parts them in grey print too.
      let drawn = max(length - (length > 2.5 ? 0.8 : 0), 0.3)
      sheet.rectangle(x: left, y: y, width: drawn, height: thickness, .series(column))
      if LabelWidth.of(figure.text, size: Self.textSize) + 4 <= drawn {
        sheet.text(
          figure.text, x: left + drawn / 2, y: base, size: Self.textSize, anchor: .middle, ink: .onSeries(column))
      }
    }
    drawSigns(row, x: scale.x(ends.positive) + 5, middle: y + thickness / 2, &sheet)
  }

  private static let widestSign = 74.0
  private static let widestSigns = 190.0

  /// Behind the bar, the columns that have no piece in it; without their signs where there are too many.
  private func drawSigns(_ row: FigureRow, x left: Double, middle: Double, _ sheet: inout FigureSheet) {
    var x = left
    let areWritten = signsWidth(row, written: true) <= Self.widestSigns
    for (column, cell) in row.cells.enumerated() {
      guard let note = cell.note else { continue }
      sheet.rectangle(x: x, y: middle - 3, width: 6, height: 6, .series(column))
      x += 8
      guard areWritten else { continue }
      let text = LabelLines.fitted(note, width: Self.widestSign, size: Self.signSize)
      sheet.text(text, x: x, y: middle + Self.textSize * 0.36, size: Self.signSize, ink: .hidden)
      x += LabelWidth.of(text, size: Self.signSize) + 6
    }
  }

  /// The room that a row's signs take behind its bar.
  private func signsWidth(_ row: FigureRow) -> Double {
    let width = signsWidth(row, written: true)
    return width <= Self.widestSigns ? width : signsWidth(row, written: false)
  }

  private func signsWidth(_ row: FigureRow, written: Bool) -> Double {
    row.cells.compactMap(\.note).reduce(0) {
      $0 + 8 + (written ? 6 + min(LabelWidth.of($1, size: Self.signSize), Self.widestSign) : 0)
    }
  }
}
