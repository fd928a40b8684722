import ReportDocument

/// A ring, clockwise from above in the rows' order, with the figures beside it.
///
/// The pieces share the ring in proportion to the printed figures; no shares are written, since the table prints none.
/// If a figure is not printed, the ring is not that of the whole: a hatched piece of a size that is always the same stands
/// for all that is hidden or unknown, the printed pieces share the rest, and a note says that the hatched one is not to
/// scale. So neither its angle nor theirs says how large the hidden figures are, not even where a reader knows a sum.
/// Negative figures have no piece and are written only.
struct DonutFigure {
  private static let outer = 88.0
  private static let inner = 50.0
  private static let size = 8.5
  private static let lineHeight = 10.5
  /// Between two names.
  private static let gap = 3.0
  private static let widestValue = 140.0
  private static let legendLeft = 214.0
  /// The part of the ring that stands for whatever is not printed.
  static let hatchedTurn = 1.0 / 12

  let data: FigureData

  var drawing: Drawing {
    var sheet = FigureSheet(language: data.language)
    let end = legendEnd
    let names = data.rows.enumerated().map { lines($0.element, $0.offset, end: end) }
    let heights = names.map { Double(max(1, $0.count)) * Self.lineHeight + Self.gap }
    let room = FigureSheet.greatestHeight - FigureSheet.roomForNotes - 14
    let listed = data.first(RowHeights.count(heights, within: room))
    let listHeight = heights.prefix(listed.rows.count).reduce(0, +)
    let ring = 2 * Self.outer + 12
    let height = max(ring, listHeight + 12)
    let center = Drawing.Point(Self.outer + 10, min(height / 2, ring))
    drawRing(center, &sheet)
    var y = max(4, center.y - listHeight / 2)
    for (index, row) in listed.rows.enumerated() {
      write(row, index, names[index], y: y, end: end, &sheet)
      y += heights[index]
    }
    sheet.bottom = height
    let phrases = FigurePhrases(language: data.language)
    sheet.notes(
      (isIncomplete ? [phrases.incompleteRing] : []) + (hasNegative ? [phrases.negative] : [])
        + (listed.rows.count < data.rows.count ? [phrases.firstRows(listed.rows.count, of: data.rows.count)] : [])
        + FigureNotes(data, of: data).common)
    return sheet.drawing
  }

  private var isIncomplete: Bool { data.rows.contains { $0.cells[0].note != nil } }
  private var hasNegative: Bool { data.values.contains { $0 < 0 } }
  /// Beyond the last colour, numbers tell the pieces apart.
  private var isNumbered: Bool { data.rows.count > Drawing.Ink.seriesCount }

  private func drawRing(_ center: Drawing.Point, _ sheet: inout FigureSheet) {
    let sum = data.values.filter { $0 > 0 }.reduce(0, +)
    let whole = isIncomplete ? 1 - Self.hatchedTurn : 1
    var turn = 0.0
    for (index, row) in data.rows.enumerated() {
      guard let figure = row.cells[0].figure, figure.value > 0 else { continue }
      let end = turn + figure.value / sum * whole
      sheet.path(Self.piece(center, turn, end), fill: .series(index), stroke: Drawing.Stroke(.paper, width: 1))
      mark(row, index, figure, center, turn, end, &sheet)
      turn = end
    }
    if sum == 0 { sheet.path(Self.piece(center, 0, whole), stroke: Drawing.Stroke(.rule, width: 0.75)) }
    guard isIncomplete else { return }
    let piece = Self.piece(center, whole, 1)
    sheet.hatch([Self.corners(center, whole, 1)])
    sheet.path(piece, stroke: Drawing.Stroke(.hidden, width: 0.75))
  }

  /// Writes a figure, or its row's number, on a piece that has room for it.
  private func mark(
    _ row: FigureRow, _ index: Int, _ figure: PrintedFigure, _ center: Drawing.Point, _ start: Double, _ end: Double,
    _ sheet: inout FigureSheet
  ) {
    let text = isNumbered ? NumberText.integer(Int64(index + 1), in: data.language) : figure.text
    let radius = (Self.outer + Self.inner) / 2
    let room = min(Self.outer - Self.inner - 3, (end - start) * 2 * .pi * radius - 4)
    guard LabelWidth.of(text, size: 7.5) <= room else { return }
    let middle = Circle.point(center, radius, turn: (start + end) / 2)
    sheet.text(text, x: middle.x, y: middle.y + 2.7, size: 7.5, anchor: .middle, ink: .onSeries(index))
  }

  /// What stands for a row's figure beside the ring. A figure without room for it is read in the table.
  private func value(_ row: FigureRow) -> String {
    if let figure = row.cells[0].figure {
      return LabelWidth.of(figure.text, size: Self.size) <= Self.widestValue ? figure.text : "*"
    }
    return LabelLines.fitted(row.cells[0].note ?? "–", width: Self.widestValue, size: Self.size)
  }

  private func name(_ row: FigureRow, _ index: Int) -> String {
    (isNumbered ? NumberText.integer(Int64(index + 1), in: data.language) + ". " : "") + row.label.text
  }

  /// A name's lines, which leave room for its figure. A name that is cut would be another one's too.
  private func lines(_ row: FigureRow, _ index: Int, end: Double) -> [String] {
    let room = end - Self.legendLeft - 13 - LabelWidth.of(value(row), size: Self.size) - 12
    return LabelLines.wrapped(name(row, index), width: room, size: Self.size, limit: 4)
  }

  /// Where the figures end: near the names, so that the eye finds the way.
  private var legendEnd: Double {
    let names = data.rows.enumerated().map { LabelWidth.of(name($0.element, $0.offset), size: Self.size) }
    let values = data.rows.map { LabelWidth.of(value($0), size: Self.size) }
    return min(
      Drawing.standardWidth - 2, Self.legendLeft + 13 + (names.max() ?? 0) + 24 + (values.max() ?? 0))
  }

  private func write(
    _ row: FigureRow, _ index: Int, _ names: [String], y: Double, end: Double, _ sheet: inout FigureSheet
  ) {
    let left = Self.legendLeft
    let base = y + 7.8
    switch row.cells[0] {
    case .figure(let figure) where figure.value >= 0:
      sheet.rectangle(x: left, y: y, width: 9, height: 9, .series(index))
    case .sign, .otherUnit, .inTable: sheet.hatched(x: left, y: y, width: 9, height: 9)
    case .figure, .empty: break
    }
    sheet.text(value(row), x: end, y: base, size: Self.size, anchor: .end)
    for (line, name) in names.enumerated() {
      sheet.text(
        name, x: left + 13, y: base + Double(line) * Self.lineHeight, size: Self.size, language: row.label.language)
    }
  }

  /// A piece of the ring between two turns; a whole ring is two circles, one against the other.
  private static func piece(_ center: Drawing.Point, _ start: Double, _ end: Double) -> [Drawing.Path.Step] {
    let isWhole = end - start > 0.999_999
    return [.move(Circle.point(center, outer, turn: start))]
      + Circle.arc(center: center, radius: outer, from: start, to: end) + (isWhole ? [.close] : [])
      + [(isWhole ? Drawing.Path.Step.move : Drawing.Path.Step.line)(Circle.point(center, inner, turn: end))]
      + Circle.arc(center: center, radius: inner, from: end, to: start) + [.close]
  }

  /// The same piece with straight edges, to hatch it.
  private static func corners(_ center: Drawing.Point, _ start: Double, _ end: Double) -> [Drawing.Point] {
    let turns = (0...12).map { start + (end - start) * Double($0) / 12 }
    return turns.map { Circle.point(center, outer, turn: $0) }
      + turns.reversed().map { Circle.point(center, inner, turn: $0) }
  }
}
