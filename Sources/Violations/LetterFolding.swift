/// Letters without case and accents, as names are compared.
///
/// The standard library decomposes no text by itself, so composed letters stand in a table: those of French and of
/// its neighbours in Europe, and those of Bambara and Fulfulde, which keyboards without them write as plain letters.
enum LetterFolding {
  static func letters(of name: some StringProtocol) -> [Unicode.Scalar] {
    var letters: [Unicode.Scalar] = []
    for scalar in name.lowercased().unicodeScalars where !isPassedOver(scalar) {
      if let plain = plainLetters[scalar] {
        letters.append(contentsOf: plain.unicodeScalars)
      } else {
        letters.append(scalar)
      }
    }
    return letters
  }

  /// Separators, and the accents of decomposed letters.
  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "_", "-", ".", " ", "\u{300}"..."\u{36F}": true
    default: false
    }
  }

  private static let plainLetters: [Unicode.Scalar: String] = {
    let accented = [
      "a": "àáâãäåāăą", "b": "ɓ", "c": "çćĉċč", "d": "ďđɗ", "e": "èéêëēĕėęěɛ", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįı",
      "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋɲ", "o": "òóôõöøōŏőɔ", "r": "ŕŗř", "s": "śŝşš", "t": "ţťŧ",
      "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷƴ", "z": "źżž", "ae": "æ", "oe": "œ", "ss": "ß",
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (plain, letters) in accented {
      for letter in letters.unicodeScalars { table[letter] = plain }
    }
    return table
  }()
}
