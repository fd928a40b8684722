/// Words that no column holds, such as addresses, in chunks between which a line may end. A shorter one of letters is left
/// to the language's hyphenation.
enum LongWords {
  /// From this many characters on, a word is cut.
  static let longest = 24
  /// From this many on, if something else than letters stands in it.
  static let longestCode = 20
  private static let chunk = 4

  /// `text` in chunks, which put together are `text`; no character's parts are torn from each other.
  static func chunks(of text: String) -> [String] {
    guard text.utf8.count >= longestCode, hasLongWord(text) else { return [text] }
    var chunks: [String] = []
    var current = ""
    for word in words(of: text) {
      let limit = word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "\u{2019}" } ? longest : longestCode
      guard word.count >= limit else {
        current += word
        continue
      }
      var count = 0
      for character in word {
        if count == chunk {
          chunks.append(current)
          current = ""
          count = 0
        }
        current.append(character)
        count += 1
      }
    }
    chunks.append(current)
    return chunks
  }

  private static func hasLongWord(_ text: String) -> Bool {
    var length = 0
    for byte in text.utf8 {
      length = byte == 0x20 || byte == 0x0A ? 0 : length + 1
      if length >= longestCode { return true }
    }
    return false
  }

  /// Words and the spaces between them, one after the other.
  private static func words(of text: String) -> [Substring] {
    var words: [Substring] = []
    var rest = text[...]
    while let first = rest.first {
      let isSpace = Self.isSpace(first)
      let end = rest.firstIndex { Self.isSpace($0) != isSpace } ?? rest.endIndex
      words.append(rest[..<end])
      rest = rest[end...]
    }
    return words
  }

  private static func isSpace(_ character: Character) -> Bool {
    character == " " || character == "\n" || character == "\u{A0}" || character == "\u{202F}"
  }
}
