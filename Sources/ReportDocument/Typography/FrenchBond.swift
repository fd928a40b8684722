/// Words that French does not part at a line's end: a number and its unit, an abbreviation and the number that it
/// announces, a day and its month, a title of courtesy and the name (Imprimerie nationale, Lexique des règles
/// typographiques, "Coupures" and "Espaces").
enum FrenchBond {
  /// Scalars of the longest word that matters.
  static let longestWord = 9

  /// Whether a word may hold on to one that is no figure; quick, and sure where it says no.
  static func mayHold(_ left: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = left.first, let last = left.last else { return false }
    return Typography.isDigit(last) || first == "1" || first == "M" || first == "D" || first == "P"
  }

  /// Whether no line may end between two words. The second comes without the marks that follow it.
  static func holds(_ left: ArraySlice<Unicode.Scalar>, _ right: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = left.last, let first = right.first else { return false }
    if Typography.isDigit(last), !Typography.isDigit(first) {
      let word = text(right)
      return units.contains(word) || months.contains(word) || MoneyText.isCurrency(word)
    }
    // Most words are none of these, and are not made strings of to find out.
    if Typography.isDigit(first) { return announcerEnds.contains(last) && announcers.contains(text(left)) }
    switch left.first {
    case "1": return text(left) == "1er" && months.contains(text(right))
    case "M", "D", "P": return first.properties.isUppercase && courtesies.contains(text(left))
    default: return false
    }
  }

  /// A word as a string; none, if it is too long to matter.
  private static func text(_ word: ArraySlice<Unicode.Scalar>) -> String {
    guard word.count <= longestWord else { return "" }
    var text = ScalarText(capacity: longestWord * 4)
    text.append(contentsOf: word)
    return text.text
  }

  private static let units: Set<String> = [
    "km", "m", "cm", "mm", "km²", "m²", "m³", "ha", "kg", "g", "mg", "t", "l", "L", "h", "min", "s", "°C", "°", "€",
    "$",
    "£", "F", "FCFA", "MW", "kW", "V", "Go", "Mo",
  ]
  /// Units of time announce what is left of it, as in `10 h 30`.
  private static let announcers: Set<String> = [
    "n°", "N°", "nº", "Nº", "p.", "pp.", "art.", "Art.", "al.", "chap.", "fig.", "tab.", "vol.", "§", "h", "min",
  ]
  /// What announcers end with.
  private static let announcerEnds = Set(announcers.compactMap(\.unicodeScalars.last))
  private static let months: Set<String> = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
  ]
  private static let courtesies: Set<String> = ["M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr"]
}
