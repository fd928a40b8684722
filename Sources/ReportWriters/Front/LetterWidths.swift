/// How wide letters are, in ems, in the font in which office documents set their tables: Calibri, and Carlito of the same
/// widths. Those of the bold letters stand for all, since heads and sums have them and the others are a little narrower.
enum LetterWidths {
  /// What a text needs.
  struct Measure: Hashable, Sendable {
    /// The longest stretch within which no line may end.
    var word = 0.0
    /// The longest line.
    var line = 0.0
  }

  static func measure(_ text: String) -> Measure {
    var measure = Measure()
    var word = 0.0
    var line = 0.0
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        word = 0
        line = 0
        continue
      }
      let width = width(of: scalar)
      line += width
      if line > measure.line { measure.line = line }
      if scalar == " " {
        word = 0
        continue
      }
      word += width
      if word > measure.word { measure.word = word }
      // A line may end behind these.
      if scalar == "-" || scalar == "\u{2013}" || scalar == "\u{2014}" { word = 0 }
    }
    return measure
  }

  static func width(of scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x20...0x7E: Double(ascii[Int(scalar.value) - 0x20]) / 1_000
    // Marks that combine, and those that only say where lines end or how letters are joined.
    case 0...0x1F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0x300...0x36F, 0xFE00...0xFE0F: 0
    case 0xA0, 0x2009, 0x202F: 0.226
    case 0x2018, 0x2019: 0.258
    case 0xCC...0xCF, 0xEC...0xEF: 0.267
    case 0xC6, 0x152, 0x153, 0xE6, 0x2014: 0.9
    case 0xC0...0xDE: 0.65
    case 0x2013: 0.498
    case 0x2026: 0.711
    case 0..<0x250: 0.54
    case 0x600...0x6FF: 0.55
    default: 0.8
    }
  }

  /// Thousandths of an em, from the space to the tilde.
  private static let ascii: [UInt16] = [
    226, 326, 438, 498, 507, 729, 705, 233, 312, 312, 498, 498, 258, 306, 267, 430, 507, 507, 507, 507, 507, 507, 507,
    507, 507, 507, 276, 276, 498, 498, 498, 463, 898, 606, 561, 529, 630, 488, 459, 637, 631, 267, 331, 547, 423, 874,
    659, 676, 532, 686, 563, 473, 495, 653, 591, 906, 551, 520, 478, 325, 430, 325, 498, 498, 300, 494, 537, 418, 537,
    503, 316, 474, 537, 246, 255, 480, 246, 813, 537, 538, 537, 537, 355, 399, 347, 537, 473, 745, 459, 474, 397, 344,
    475, 344, 498,
  ]
}
