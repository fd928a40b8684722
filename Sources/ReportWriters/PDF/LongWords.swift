/// Words that no column holds, such as addresses, in chunks between which a line may end. A shorter one of letters is left
/// to the language's hyphenation.
enum LongWords {
  /// From this many characters on, a word is cut.
  static let longest = 24
  /// From this many on, if something else than letters stands in it.
  static let longestCode = 20
  private static let chunk = 4
  /// Words of more characters than this are no names; their chunks are longer, so that there are fewer of them.
  private static let endless = 400
  private static let endlessChunk = 10

  /// Stands where a line may end. Cleaned text never holds one.
  static let mark: Character = "\t"

  /// `text` with a ``mark`` between the chunks of its long words; no character's parts are torn from each other.
  static func marked(_ text: String) -> String {
    guard text.utf8.count >= longestCode, hasLongWord(text) else { return text }
    var output = ""
    for word in words(of: text) {
      let isName = word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "\u{2019}" }
      guard word.count >= (isName ? longest : longestCode) else {
        output += word
        continue
      }
      let chunk = word.count > endless ? endlessChunk : chunk
      for (index, character) in word.enumerated() {
        if index > 0, index % chunk == 0 { output.append(mark) }
        output.append(character)
      }
    }
    return output
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
