import ReportDocument

/// The names of rows, in a column on the left.
struct LabelColumn {
  static let size = 8.5
  static let lineHeight = 10.5
  private static let widest = 165.0

  /// How wide it is, with the space behind it.
  let width: Double
  /// How many lines a name takes at most.
  private let limit: Int

  init(_ rows: [FigureRow], lines limit: Int) {
    self.limit = limit
    let widths = rows.map { LabelWidth.of($0.label.text, size: Self.size) }
    width = min(widths.max() ?? 0, Self.widest).rounded(.up) + 10
  }

  /// A name's lines.
  func lines(_ label: FigureText) -> [String] {
    LabelLines.wrapped(label.text, width: width - 8, size: Self.size, limit: limit)
  }

  /// A name's height.
  func height(_ label: FigureText) -> Double { Double(max(1, lines(label).count)) * Self.lineHeight }

  /// Puts a name around the middle of its row.
  func draw(_ label: FigureText, middle: Double, on sheet: inout FigureSheet) {
    let lines = lines(label)
    let first = middle - Double(lines.count - 1) * Self.lineHeight / 2 + Self.size * 0.36
    for (index, line) in lines.enumerated() {
      sheet.text(
        line, x: width - 6, y: first + Double(index) * Self.lineHeight, size: Self.size, anchor: .end,
        language: label.language)
    }
  }
}
