/// The order of names in French and English: by their letters, whatever their case and accents.
enum Alphabet {
  /// Whether a name stands before another one; what has no name comes last.
  static func precedes(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return left != nil && right == nil }
    let (one, other) = (letters(of: left), letters(of: right))
    return one == other ? left < right : one < other
  }

  /// The letters by which a name is ordered.
  static func letters(of name: String) -> String {
    var letters = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      // The accents of decomposed letters.
      case "\u{300}"..."\u{36F}": break
      // An apostrophe keeps the words that it joins apart.
      case "’", "'": letters.append(" ")
      default: letters.append(contentsOf: plain[scalar] ?? String(scalar))
      }
    }
    return letters
  }

  private static let plain: [Unicode.Scalar: String] = [
    "à": "a", "â": "a", "ä": "a", "á": "a", "ã": "a", "ç": "c", "é": "e", "è": "e", "ê": "e", "ë": "e", "ɛ": "e",
    "î": "i", "ï": "i", "í": "i", "ñ": "n", "ɲ": "n", "ŋ": "n", "ô": "o", "ö": "o", "ó": "o", "ɔ": "o", "ù": "u",
    "û": "u", "ü": "u", "ú": "u", "ÿ": "y", "œ": "oe", "æ": "ae",
  ]
}
