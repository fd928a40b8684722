/// How wide a text is, about: no font is at hand where figures are laid out.
///
/// The advances are those of Noto Sans, which is wider than what takes its place where it is missing (Arial, Segoe UI,
/// Source Sans), so that a text that fits here fits there too.
public enum LabelWidth {
  /// The width of a text on one line, in points.
  public static func of(_ text: String, size: Double, isBold: Bool = false) -> Double {
    let thousandths = text.unicodeScalars.reduce(0) { $0 + advance(of: $1) }
    return Double(thousandths) / 1_000 * size * (isBold ? boldFactor : 1)
  }

  /// The width of one character in letters of size 1, for texts that are measured while they are read.
  public static func ems(of scalar: Unicode.Scalar) -> Double { Double(advance(of: scalar)) / 1_000 }

  /// How much wider bold letters are.
  public static let boldFactor = 1.07

  /// The space to the next character, in thousandths of the letters' size.
  private static func advance(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: return ascii[Int(scalar.value) - 0x20]
    case 0xA0: return 260
    case 0x202F, 0x2009: return 200
    case 0x2212: return 572
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    case .uppercaseLetter: return 740
    case .lowercaseLetter: return scalar.value < 0x250 ? 620 : 650
    case .otherSymbol, .otherLetter, .unassigned, .privateUse: return isNarrowScript(scalar) ? 750 : 1_100
    default: return 650
    }
  }

  /// Arabic, N'Ko, Tifinagh and other alphabets, whose letters are narrower than ideographs and pictures.
  private static func isNarrowScript(_ scalar: Unicode.Scalar) -> Bool {
    (0x0590...0x10FF).contains(scalar.value) || (0x2D30...0x2D7F).contains(scalar.value)
  }

  /// The advances of U+0020 to U+007E.
  private static let ascii = [
    260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907,
    760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615,
    564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380,
    551, 380, 572,
  ]
}
