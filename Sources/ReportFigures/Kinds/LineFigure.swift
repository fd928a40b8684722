import ReportDocument

/// One line for each column of figures over the rows, which stand side by side in their order.
///
/// A line breaks where a value is not printed: one drawn on to the next point would suggest a value. Below the plot, a
/// hatched square in the column's own strip says where. The scale is made from the points that are drawn.
struct LineFigure {
  private static let size = 7.5
  private static let plotHeight = 190.0
  private static let stripHeight = 10.0

  let data: FigureData
  private let axis: NumberAxis
  private let tickLabels: [String]
  private let left: Double
  private let right: Double

  init(data: FigureData) {
    self.data = data
    axis = NumberAxis(data.values, digits: data.decimals)
    let labels = axis.ticks.map { [axis] in data.text(of: $0, decimals: axis.decimals) }
    let widest = labels.map { LabelWidth.of($0, size: Self.size) }.max() ?? 0
    tickLabels = widest <= 80 ? labels : []
    left = max(30, widest <= 80 ? widest + 8 : 30)
    right = Drawing.standardWidth - 30
  }

  var drawing: Drawing {
    var sheet = FigureSheet(language: data.language)
    legend.draw(on: &sheet)
    let top = sheet.bottom + 8
    let bottom = top + Self.plotHeight
    drawScale(top, bottom, &sheet)
    for column in data.columns.indices { drawLine(column, top, bottom, &sheet) }
    if data.columns.count == 1, data.rows.count <= 14 { writeValues(top, bottom, &sheet) }
    sheet.bottom = bottom + 4
    drawStrips(&sheet)
    drawNames(&sheet)
    let isBroken = data.rows.contains { $0.cells.contains { $0.note != nil } }
    let phrases = FigurePhrases(language: data.language)
    sheet.notes((isBroken ? [phrases.brokenLine] : []) + FigureNotes(data, of: data).common)
    return sheet.drawing
  }

  private var legend: FigureLegend {
    FigureLegend(
      entries: data.columns.enumerated().map { column, title in
        FigureLegend.Entry(title: title) { sheet, x, y in
          sheet.path(
            [.move(Drawing.Point(x - 2, y + 4)), .line(Drawing.Point(x + 11, y + 4))], stroke: Self.stroke(column))
          Self.marker(column, at: Drawing.Point(x + 4.5, y + 4), &sheet)
        }
      })
  }

  /// Where a row stands, from left to right.
  private func x(_ row: Int) -> Double {
    data.rows.count == 1 ? (left + right) / 2 : left + Double(row) * spacing
  }

  private var spacing: Double { (right - left) / Double(max(1, data.rows.count - 1)) }

  private func y(_ value: Double, _ top: Double, _ bottom: Double) -> Double {
    bottom - axis.share(value) * (bottom - top)
  }

  private func drawScale(_ top: Double, _ bottom: Double, _ sheet: inout FigureSheet) {
    for (index, tick) in axis.ticks.enumerated() {
      let y = y(tick, top, bottom)
      sheet.line(
        Drawing.Point(left, y), Drawing.Point(right, y), tick == 0 ? .muted : .rule, width: tick == 0 ? 0.75 : 0.5)
      if index < tickLabels.count {
        sheet.text(tickLabels[index], x: left - 5, y: y + 2.7, size: Self.size, anchor: .end, ink: .muted)
      }
    }
    if case .money(let currency) = data.unit, !tickLabels.isEmpty {
      sheet.text(currency, x: left - 5, y: top - 7, size: Self.size, anchor: .end, ink: .muted)
    }
  }

  /// Neighbouring printed points, joined; marks where there is room for them, and on points that stand alone.
  private func drawLine(_ column: Int, _ top: Double, _ bottom: Double, _ sheet: inout FigureSheet) {
    var steps: [Drawing.Path.Step] = []
    var marks: [Drawing.Point] = []
    var before: Drawing.Point?
    for (row, cells) in data.rows.map(\.cells).enumerated() {
      guard let figure = cells[column].figure else {
        before = nil
        continue
      }
      let point = Drawing.Point(x(row), y(figure.value, top, bottom))
      if before == nil { steps.append(.move(point)) } else { steps.append(.line(point)) }
      let after = row + 1 < data.rows.count ? data.rows[row + 1].cells[column].figure : nil
      if spacing >= 9 || (before == nil && after == nil) { marks.append(point) }
      before = point
    }
    if steps.count > 1 { sheet.path(steps, stroke: Self.stroke(column)) }
    for point in marks { Self.marker(column, at: point, &sheet) }
  }

  private func writeValues(_ top: Double, _ bottom: Double, _ sheet: inout FigureSheet) {
    for (row, cells) in data.rows.map(\.cells).enumerated() {
      guard let figure = cells[0].figure, LabelWidth.of(figure.text, size: Self.size) <= min(spacing - 3, 56) else {
        continue
      }
      let neighbours = [row - 1, row + 1].filter(data.rows.indices.contains).compactMap {
        data.rows[$0].cells[0].figure?.value
      }
      // In a valley, the lines to both sides run above the point.
      let isValley = figure.value != axis.lower && !neighbours.isEmpty && neighbours.allSatisfy { $0 > figure.value }
      sheet.text(
        figure.text, x: x(row), y: y(figure.value, top, bottom) + (isValley ? 11 : -6), size: Self.size,
        anchor: .middle)
    }
  }

  /// For each column with values that are not printed, where they are not.
  private func drawStrips(_ sheet: inout FigureSheet) {
    for column in data.columns.indices {
      guard data.rows.contains(where: { $0.cells[column].note != nil }) else { continue }
      let middle = sheet.bottom + Self.stripHeight / 2
      Self.marker(column, at: Drawing.Point(8, middle), &sheet)
      var end = 0.0
      for (row, cells) in data.rows.map(\.cells).enumerated() {
        guard let note = cells[column].note else { continue }
        let side = min(7, max(spacing * 0.8, 1.5))
        sheet.hatched(x: x(row) - side / 2, y: middle - side / 2, width: side, height: side)
        let width = LabelWidth.of(note, size: 7)
        let start = x(row) + side / 2 + 2
        let next = row + 1 < data.rows.count ? x(row + 1) : sheet.width
        guard start >= end, start + width <= next - 5 else { continue }
        sheet.text(note, x: start, y: middle + 2.5, size: 7, ink: .hidden)
        end = start + width
      }
      sheet.bottom += Self.stripHeight
    }
  }

  /// As many of the rows' names as have room, at even distances.
  private func drawNames(_ sheet: inout FigureSheet) {
    let widest = min(data.rows.map { LabelWidth.of($0.label.text, size: Self.size) }.max() ?? 0, 58)
    let every = spacing >= widest + 6 ? 1 : Int(((widest + 6) / spacing).rounded(.up))
    let room = min(58, max(widest, spacing * Double(every) - 6))
    var count = 0
    for row in stride(from: 0, to: data.rows.count, by: max(1, every)) {
      let label = data.rows[row].label
      let lines = LabelLines.wrapped(label.text, width: room, size: Self.size, limit: 2)
      for (index, line) in lines.enumerated() {
        sheet.text(
          line, x: x(row), y: sheet.bottom + 9 + Double(index) * 9, size: Self.size, anchor: .middle, ink: .muted,
          language: label.language)
      }
      sheet.line(Drawing.Point(x(row), sheet.bottom - 1), Drawing.Point(x(row), sheet.bottom + 1.5), .muted, width: 0.5)
      count = max(count, lines.count)
    }
    sheet.bottom += Double(count) * 9 + 6
  }

  private static func stroke(_ column: Int) -> Drawing.Stroke {
    Drawing.Stroke(.series(column), width: 1.6, isDashed: column % 2 == 1)
  }

  /// A shape that tells a column's points from the others' without colour.
  private static func marker(_ column: Int, at point: Drawing.Point, _ sheet: inout FigureSheet) {
    func corners(_ offsets: [(Double, Double)]) -> [Drawing.Path.Step] {
      offsets.enumerated().map { index, offset in
        let corner = Drawing.Point(point.x + offset.0, point.y + offset.1)
        return index == 0 ? .move(corner) : .line(corner)
      } + [.close]
    }
    let steps: [Drawing.Path.Step] =
      switch column % 4 {
      case 0: Circle.steps(center: point, radius: 2.6)
      case 1: corners([(-2.4, -2.4), (2.4, -2.4), (2.4, 2.4), (-2.4, 2.4)])
      case 2: corners([(0, -3.2), (3, 2.4), (-3, 2.4)])
      default: corners([(0, -3.4), (3.4, 0), (0, 3.4), (-3.4, 0)])
      }
    // The second four are hollow.
    sheet.path(
      steps, fill: column < 4 ? .series(column) : .paper, stroke: Drawing.Stroke(.series(column), width: 1))
  }
}
