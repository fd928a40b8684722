import ReportDocument

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
  }

  static func measure(_ pieces: [TypesetPiece]) -> Measure {
    var measure = Measure()
    var word = 0.0
    var line = 0.0
    for piece in pieces {
      let factor = piece.style == .strong ? 1.08 : piece.style == .code ? 1.05 : 1
      for scalar in piece.text.unicodeScalars {
        let width = width(of: scalar) * factor
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

  private static func width(of scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x20, 0xA0: 0.26
    case 0x202F, 0x2009: 0.2
    case 0x200B...0x200D, 0x300...0x36F, 0xFE00...0xFE0F: 0
    case 0x21, 0x27, 0x28, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x49, 0x5B, 0x5D, 0x69, 0x6A, 0x6C, 0x7C, 0x2019: 0.3
    case 0x66, 0x72, 0x74, 0x2D, 0x2F: 0.4
    case 0x57, 0x4D, 0x6D, 0x77, 0x40, 0x25: 0.92
    case 0x41...0x5A, 0xC0...0xDE: 0.67
    case 0...0x2AF: 0.575
    case 0x600...0x6FF: 0.55
    default: 0.8
    }
  }
}
