import ReportDocument

/// One bar for each result, against its own target: all targets stand at the same place.
///
/// Each bar's length is its result's share of its target, so it is drawn only if both are printed: beside a printed
/// result, a bar would give away a target that is hidden, and the reverse. Without one of them there is neither bar nor track,
/// since whatever reaches to the target looks as if the target were reached: a small hatched square stands where the bar
/// would begin, and the row says in words what is printed. No share is written, since the table prints none.
struct ProgressFigure {
  private static let size = 8.5
  private static let textSize = 8.0
  private static let lineHeight = 9.5
  private static let thickness = 9.0
  private static let textRoom = 150.0
  /// A result is drawn up to this many times its target.
  private static let most = 1.5

  let data: FigureData
  private var phrases: FigurePhrases { FigurePhrases(language: data.language) }
  private let left = 2.0
  private var track: Double { Drawing.standardWidth - Self.textRoom - left }

  var drawing: Drawing {
    var sheet = FigureSheet(language: data.language)
    legend.draw(on: &sheet)
    let room = FigureSheet.greatestHeight - sheet.bottom - FigureSheet.roomForNotes
    let heights = data.rows.map { Double(names($0).count) * 11 + Self.thickness + 11 }
    let shown = data.first(RowHeights.count(heights, within: room))
    for (row, height) in zip(shown.rows, heights) {
      draw(row, &sheet)
      sheet.bottom += height
    }
    let hasNegative = shown.rows.contains { $0.cells.contains { ($0.figure?.value ?? 0) < 0 } }
    sheet.notes((hasNegative ? [phrases.negative] : []) + FigureNotes(shown, of: data).common)
    return sheet.drawing
  }

  private var legend: FigureLegend {
    var entries: [FigureLegend.Entry] = []
    if let reached = data.columns.first {
      entries.append(
        FigureLegend.Entry(title: reached) { sheet, x, y in
          sheet.rectangle(x: x, y: y, width: 9, height: 8, .series(0))
        })
    }
    if let target = data.columns.dropFirst().first {
      entries.append(
        FigureLegend.Entry(title: target) { sheet, x, y in
          sheet.rectangle(x: x + 3.5, y: y - 1, width: 2, height: 10, .text)
        })
    }
    if data.rows.contains(where: hasHidden) { entries.append(FigureLegend.hidden(in: data.language)) }
    return FigureLegend(entries: entries)
  }

  private func names(_ row: FigureRow) -> [String] {
    LabelLines.wrapped(row.label.text, width: Drawing.standardWidth - 8, size: Self.size, limit: 2)
  }

  private func draw(_ row: FigureRow, _ sheet: inout FigureSheet) {
    var y = sheet.bottom
    for line in names(row) {
      y += 11
      sheet.text(line, x: left, y: y, size: Self.size, language: row.label.language)
    }
    y += 4
    let end = left + track / Self.most
    if hasHidden(row) {
      sheet.hatched(x: left, y: y, width: Self.thickness, height: Self.thickness)
    } else {
      // The track reaches to the target; it is empty for a result of zero.
      sheet.frame(x: left, y: y, width: track / Self.most, height: Self.thickness, .rule)
    }
    if let share = share(row) {
      sheet.rectangle(
        x: left, y: y, width: track / Self.most * min(share, Self.most), height: Self.thickness, .series(0))
      if share > Self.most { drawBreak(x: left + track - 14, y: y, &sheet) }
    }
    if (row.cells.dropFirst().first?.figure?.value ?? 0) > 0 { drawTarget(x: end, y: y, &sheet) }
    write(row, middle: y + Self.thickness / 2, &sheet)
  }

  /// Both figures in words, beside the bar.
  private func write(_ row: FigureRow, middle: Double, _ sheet: inout FigureSheet) {
    let values = row.cells.map { $0.figure?.text ?? $0.note ?? "–" }
    let value = values.first ?? "–"
    let target = values.dropFirst().first ?? "–"
    let text = hasHidden(row) ? phrases.sign(value, target: target) : phrases.of(value, target: target)
    let lines = LabelLines.wrapped(text, width: Self.textRoom - 8, size: Self.textSize, limit: 2)
    let first = middle - Double(lines.count - 1) * Self.lineHeight / 2 + 2.9
    for (index, line) in lines.enumerated() {
      sheet.text(
        line, x: left + track + 8, y: first + Double(index) * Self.lineHeight, size: Self.textSize)
    }
  }

  private func hasHidden(_ row: FigureRow) -> Bool { row.cells.contains { $0.note != nil } }

  private func drawTarget(x end: Double, y: Double, _ sheet: inout FigureSheet) {
    sheet.rectangle(x: end - 2, y: y - 1.5, width: 4, height: Self.thickness + 3, .paper)
    sheet.rectangle(x: end - 1, y: y - 1.5, width: 2, height: Self.thickness + 3, .text)
  }

  /// The result's share of its target; nil unless both are printed, in one unit, and neither is negative.
  private func share(_ row: FigureRow) -> Double? {
    guard row.cells.count == 2, let value = row.cells[0].figure, let target = row.cells[1].figure,
      value.unit == target.unit, value.value >= 0, target.value > 0
    else { return nil }
    return value.value / target.value
  }

  /// Two slanting lines of paper through a bar that is longer than its room.
  private func drawBreak(x: Double, y: Double, _ sheet: inout FigureSheet) {
    for offset in [0.0, 4.5] {
      sheet.line(
        Drawing.Point(x + offset, y + Self.thickness + 0.5), Drawing.Point(x + offset + 4, y - 0.5), .paper, width: 1.8)
    }
  }
}
