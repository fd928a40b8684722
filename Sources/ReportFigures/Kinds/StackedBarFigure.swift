import ReportDocument

/// One lying bar for each row, its figures end to end: positive ones from zero to the right, negative ones to the left.
///
/// Only printed pieces are drawn, on a scale that is made from them. A piece that is not printed takes no room: nothing
/// behind it is shifted by its size, no bar is filled up to a sum or to 100 %, and no sum is written. Its sign stands
/// behind the bar in the colour of its column, and a note says that such a bar is incomplete; so a printed sum less the
/// length of the bar is what the table gives away already, and the figure gives away nothing else. Figures that are too
/// wide for their pieces stand behind the bar in the same way, so that a scale which one long bar stretches hides no other.
struct StackedBarFigure {
  private static let textSize = 7.5
  /// What the names of rows leave to the bars in any case.
  private static let leastLength = 120.0

  let data: FigureData

  var drawing: Drawing {
    var sheet = FigureSheet(language: data.language)
    FigureLegend.squares(data.columns).draw(on: &sheet)
    let names = LabelColumn(data.rows, lines: 3)
    let room = FigureSheet.greatestHeight - sheet.bottom - FigureSheet.roomForNotes - 20
    let isLong = Double(data.rows.count) * 23 > room
    let heights = data.rows.map { max(names.height($0.label), isLong ? 11 : 16) + (isLong ? 3 : 7) }
    let shown = data.first(RowHeights.count(heights, within: room))
    let scale = scale(shown, from: names.width, within: sheet.width)
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
    let areBeside = shown.rows.contains { BarRemarks($0, on: scale).haveFigures }
    sheet.notes(
      (isIncomplete ? [phrases.incompleteBar] : []) + (areBeside ? [phrases.besideBar] : [])
        + FigureNotes(shown, of: data).common)
    return sheet.drawing
  }

  private func sum(_ row: FigureRow, positive: Bool) -> Double {
    row.cells.compactMap { $0.figure?.value }.filter { ($0 > 0) == positive }.reduce(0, +)
  }

  /// The longest scale that leaves each row the room for what stands behind its bar.
  private func scale(_ shown: FigureData, from left: Double, within width: Double) -> HorizontalScale {
    let ends = shown.rows.flatMap { [sum($0, positive: true), sum($0, positive: false)] }
    var right = width - 14
    // The shorter the scale, the more figures leave their pieces: a few rounds settle which.
    for _ in 0..<3 {
      let scale = HorizontalScale(ends, of: data, from: left, to: right)
      let bounds = shown.rows.map { row in
        let end = scale.x(max(0, sum(row, positive: true)))
        let room = width - BarRemarks(row, on: scale).width - 7 - left
        return end > left ? left + room * (right - left) / (end - left) : right
      }
      right = min(right, max(bounds.min() ?? right, left + Self.leastLength))
    }
    return HorizontalScale(ends, of: data, from: left, to: right)
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
      if BarRemarks.holds(figure, length: length) {
        sheet.text(
          figure.text, x: left + drawn / 2, y: base, size: Self.textSize, anchor: .middle, ink: .onSeries(column))
      }
    }
    BarRemarks(row, on: scale).draw(x: scale.x(ends.positive) + 5, middle: y + thickness / 2, on: &sheet)
  }
}
