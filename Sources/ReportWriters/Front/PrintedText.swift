import ReportDocument

/// Text as every medium prints it: cleaned, then spaced as the language wants.
enum PrintedText {
  static func text(_ text: String, in language: DocumentLanguage) -> String {
    Typography.apply(SafeText.cleaned(text), in: language)
  }

  static func line(_ text: String, in language: DocumentLanguage) -> String {
    Typography.apply(SafeText.singleLine(text), in: language)
  }

  /// A line that fits where there is little room, cut at a word where that is possible.
  static func shortened(_ line: String, to limit: Int) -> String {
    guard line.utf8.count > limit, line.count > limit else { return line }
    let head = line.prefix(limit)
    return head[..<(head.lastIndex(of: " ") ?? head.endIndex)] + "…"
  }

  /// Text whose stretches of another direction are isolated by characters (Unicode UAX #9: FSI and PDI), for where a
  /// medium has no other means.
  static func isolated(_ text: String) -> String {
    guard DirectionRun.mayTurn(text) else { return text }
    return DirectionRun.runs(of: text).map { $0.script == nil ? $0.text : "\u{2068}\($0.text)\u{2069}" }.joined()
  }
}
