import ReportDocument
import ReportFigures

/// How wide letters are, roughly: the typesetter sets what is measured here, in columns whose widths it is told. To let it
/// measure by itself would cost it a second layout of every cell.
enum TypesetWidth {
  /// A text's widths in ems of the report's sans serif.
  struct Measure {
    /// The longest stretch that no line may end in.
    var word = 0.0
    /// The longest line.
    var line = 0.0
    /// All lines together.
    var total = 0.0
    /// How many lines there are at least.
    var breaks = 1
    /// Whether a figure stands in it, or a sign in the place of one.
    var hasFigure = false
    /// Whether it is a date, a count with its words or the like, which no line should end in.
    var isShortFigure: Bool { hasFigure && breaks == 1 && line <= TypesetWidth.longestDate }

    /// The same in bold letters.
    var bold: Measure {
      var measure = self
      measure.word *= LabelWidth.boldFactor
      measure.line *= LabelWidth.boldFactor
      measure.total *= LabelWidth.boldFactor
      return measure
    }
  }

  /// What `26 September 2024` needs in bold letters.
  private static let longestDate = 10.0
  /// What a character of code needs, all of which are alike.
  private static let code = 0.53

  static func measure(_ pieces: [TypesetPiece]) -> Measure {
    var measure = Measure()
    var word = 0.0
    var line = 0.0
    for piece in pieces {
      let factor = piece.style == .strong ? LabelWidth.boldFactor : 1
      if piece.style == .muted { measure.hasFigure = true }
      for scalar in piece.text.unicodeScalars {
        let width = piece.style == .code ? code : LabelWidth.ems(of: scalar) * factor
        if ("0"..."9").contains(scalar) { measure.hasFigure = true }
        if scalar == "\n" {
          measure.breaks += 1
          measure.line = max(measure.line, line)
          word = 0
          line = 0
          continue
        }
        if scalar == "\t" {
          word = 0
          continue
        }
        line += width
        measure.total += width
        word = scalar == " " ? 0 : word + width
        measure.word = max(measure.word, word)
      }
      if piece.note != nil {
        line += 0.6
        word += 0.6
        measure.word = max(measure.word, word)
      }
    }
    measure.line = max(measure.line, line)
    return measure
  }

  /// About how many lines a text takes.
  static func lines(of pieces: [TypesetPiece], size: Double, in width: Double) -> Double {
    let measure = measure(pieces)
    return measure.total * size / width + Double(measure.breaks)
  }
}
