/// What stands behind a bar of pieces: the signs of pieces that are not drawn, and the figures of pieces that are too short
/// to hold them, each after a square in the colour of its column.
struct BarRemarks {
  private struct Remark {
    let column: Int
    let text: String
    let isSign: Bool

    var width: Double { BarRemarks.square + LabelWidth.of(text, size: BarRemarks.size) + 6 }
  }

  static let size = 7.5
  private static let square = 8.0
  private static let widestSign = 74.0
  /// Where signs and figures need more, only signs are written; where those do, only their squares are drawn.
  private static let widest = 190.0

  private let remarks: [Remark]
  private let areWritten: Bool

  /// What a row has to say on a scale.
  init(_ row: FigureRow, on scale: HorizontalScale) {
    let all = row.cells.enumerated().compactMap { column, cell -> Remark? in
      if let note = cell.note {
        let text = LabelLines.fitted(note, width: Self.widestSign, size: Self.size)
        return Remark(column: column, text: text, isSign: true)
      }
      guard let figure = cell.figure, figure.value != 0,
        !Self.holds(figure, length: abs(scale.x(figure.value) - scale.x(0)))
      else { return nil }
      return Remark(column: column, text: figure.text, isSign: false)
    }
    let signs = all.filter(\.isSign)
    remarks = Self.width(all) <= Self.widest ? all : signs
    areWritten = Self.width(remarks) <= Self.widest
  }

  /// Whether a piece of a bar has room for its figure.
  static func holds(_ figure: PrintedFigure, length: Double) -> Bool {
    LabelWidth.of(figure.text, size: size) + 4.8 <= length
  }

  /// Whether figures are among them.
  var haveFigures: Bool { remarks.contains { !$0.isSign } }

  /// How wide they are.
  var width: Double { areWritten ? Self.width(remarks) : Double(remarks.count) * Self.square }

  private static func width(_ remarks: [Remark]) -> Double { remarks.reduce(0) { $0 + $1.width } }

  /// Puts them behind a bar.
  func draw(x left: Double, middle: Double, on sheet: inout FigureSheet) {
    var x = left
    for remark in remarks {
      sheet.rectangle(x: x, y: middle - 3, width: 6, height: 6, .series(remark.column))
      if areWritten {
        sheet.text(
          remark.text, x: x + Self.square, y: middle + Self.size * 0.36, size: Self.size,
          ink: remark.isSign ? .hidden : .text)
      }
      x += areWritten ? remark.width : Self.square
    }
  }
}
