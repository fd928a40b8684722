import ReportDocument

/// A scale of numbers from left to right, with its lines behind the bars.
struct HorizontalScale {
  private static let size = 7.5

  private let axis: NumberAxis
  private let left: Double
  private let right: Double
  private let labels: [String]

  /// A scale between two places, with as many numbers as have room there.
  init(_ values: [Double], of data: FigureData, from left: Double, to right: Double) {
    self.left = left
    self.right = right
    for steps in [5, 3, 2, 1] {
      let axis = NumberAxis(values, steps: steps, digits: data.decimals)
      let labels = axis.ticks.map { data.text(of: $0, decimals: axis.decimals) }
      let widest = labels.map { LabelWidth.of($0, size: Self.size) }.max() ?? 0
      if widest + 8 <= (right - left) / Double(max(1, labels.count - 1)), widest <= 80 {
        self.axis = axis
        self.labels = labels
        return
      }
    }
    axis = NumberAxis(values, digits: data.decimals)
    labels = []
  }

  /// Where a value stands.
  func x(_ value: Double) -> Double { left + axis.share(value) * (right - left) }

  /// Draws the lines from above to below, and the numbers under them.
  func draw(on sheet: inout FigureSheet, from top: Double, to bottom: Double, unit: FigureUnit) {
    for (index, tick) in axis.ticks.enumerated() {
      let x = x(tick)
      if tick != 0 { sheet.line(Drawing.Point(x, top), Drawing.Point(x, bottom), .rule, width: 0.5) }
      if index < labels.count {
        // The last number would reach over the edge where it is long.
        let middle = min(x, sheet.width - LabelWidth.of(labels[index], size: Self.size) / 2)
        sheet.text(labels[index], x: middle, y: bottom + 10, size: Self.size, anchor: .middle, ink: .muted)
      }
    }
    if case .money(let currency) = unit, !labels.isEmpty {
      let end = max(left - 22, LabelWidth.of(currency, size: Self.size))
      sheet.text(currency, x: end, y: bottom + 10, size: Self.size, anchor: .end, ink: .muted)
    }
  }

  /// Draws the line of zero, over the bars.
  func drawZero(on sheet: inout FigureSheet, from top: Double, to bottom: Double) {
    sheet.line(Drawing.Point(x(0), top), Drawing.Point(x(0), bottom), .muted)
  }
}
