/// Text that may be a client's, shortened before it is shown: no answer is as long as what it answers.
enum Excerpt {
  /// A name or a value of a client.
  static func of(_ text: String) -> String { of(text, LineLimits.quotedCharacters) }

  /// What is said, which may quote a client.
  static func ofMessage(_ text: String) -> String { of(text, LineLimits.messageCharacters) }

  private static func of(_ text: String, _ characters: Int) -> String {
    // A key that is quoted for its fault may hold what no answer may: strict JSON has no U+0000.
    let text = text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    // So much fits however it is counted.
    guard text.utf8.count > characters else { return text }
    let start = text.unicodeScalars.prefix(characters)
    return start.endIndex == text.endIndex ? text : String(start) + "…"
  }
}
