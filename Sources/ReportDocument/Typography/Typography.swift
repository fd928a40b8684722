/// The typographic rules of a language, applied to text that was typed without them.
///
/// French: U+00A0 before `:`, U+202F before `; ! ? »` and `%`, after `«`, and between thousands; no break after `n°`.
/// Both languages: the curved apostrophe between letters. Web and mail addresses, codes such as `UDF:16` and
/// times such as `10:30` stay as they are. Applying the rules twice changes nothing more.
public enum Typography {
  /// `text` with the rules of `language` applied.
  public static func apply(_ text: String, in language: DocumentLanguage) -> String {
    guard text.utf8.contains(where: mayMatter) else { return text }
    let scalars = Array(text.unicodeScalars)
    var output = ScalarText(capacity: text.utf8.count + 16)
    var index = 0
    while index < scalars.count {
      let start = index
      if isSpace(scalars[start]) {
        index = spacesEnd(scalars, from: start)
        setSpaces(scalars, start..<index, language, &output)
      } else if isGuillemet(scalars[start]) || scalars[start] == "\n" {
        index += 1
        setGuillemetOrBreak(scalars, at: start, language, &output)
      } else {
        index = wordEnd(scalars, from: start)
        setWord(scalars, start..<index, language, &output)
      }
    }
    return output.text
  }

  private static let narrow: Unicode.Scalar = "\u{202F}"

  /// A colon stands apart from what is before it by a whole space, other marks by a narrow one (Imprimerie nationale,
  /// Lexique des règles typographiques).
  private static func space(before mark: Unicode.Scalar) -> Unicode.Scalar { mark == ":" ? "\u{A0}" : narrow }

  private static func mayMatter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: "%"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0xC2:
      true
    default: false
    }
  }

  // MARK: - Words

  private static func wordEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    var end = start
    while end < scalars.count, !isSpace(scalars[end]), !isGuillemet(scalars[end]), scalars[end] != "\n" {
      end += 1
    }
    return end
  }

  private static func setWord(
    _ scalars: [Unicode.Scalar], _ range: Range<Int>, _ language: DocumentLanguage,
    _ output: inout ScalarText
  ) {
    guard !isAddress(scalars[range]) else { return output.append(contentsOf: scalars[range]) }
    let tail = tailStart(scalars, in: range)
    for index in range {
      if isApostrophe(scalars, at: index, in: range) {
        output.append("\u{2019}")
        continue
      }
      if language == .french, index + 1 >= tail, takesSpace(scalars, at: index) {
        output.append(space(before: scalars[index]))
      }
      output.append(scalars[index])
    }
  }

  private static func isApostrophe(_ scalars: [Unicode.Scalar], at index: Int, in word: Range<Int>) -> Bool {
    scalars[index] == "'" && index > word.lowerBound && index + 1 < word.upperBound
      && isLetter(scalars[index - 1]) && isLetter(scalars[index + 1])
  }

  /// Whether a mark that touches what stands before it ends a part of a sentence, and so takes a space.
  private static func takesSpace(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = scalars[index - 1]
    if scalars[index] == "%" { return isDigit(before) }
    return isHighMark(scalars[index]) && !isHighMark(before) && !isOpening(before) && !isSpace(before)
      && before != "\n"
  }

  /// From where on nothing but marks and closing signs stand in a word. Found once per word: text is
  /// untrusted, and a search per mark would take quadratic time.
  private static func tailStart(_ scalars: [Unicode.Scalar], in word: Range<Int>) -> Int {
    var start = word.upperBound
    while start > word.lowerBound, isHighMark(scalars[start - 1]) || isClosing(scalars[start - 1]) {
      start -= 1
    }
    return start
  }

  private static func isAddress(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    if word.contains("@") || word.starts(with: "www.".unicodeScalars) { return true }
    for index in word.indices where word[index] == ":" {
      if word[index...].starts(with: "://".unicodeScalars) { return true }
    }
    return false
  }

  // MARK: - Spaces

  private static func spacesEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
    var end = start
    while end < scalars.count, isSpace(scalars[end]) { end += 1 }
    return end
  }

  private static func setSpaces(
    _ scalars: [Unicode.Scalar], _ range: Range<Int>, _ language: DocumentLanguage,
    _ output: inout ScalarText
  ) {
    let before = range.lowerBound > 0 ? scalars[range.lowerBound - 1] : nil
    let next = range.upperBound < scalars.count ? scalars[range.upperBound] : nil
    if language == .french {
      // A guillemet brings its own space.
      if before == "«" || next == "»" { return }
      if let before, before != "\n", let glue = glue(scalars, range) { return output.append(glue) }
    }
    output.append(contentsOf: scalars[range])
  }

  private static func setGuillemetOrBreak(
    _ scalars: [Unicode.Scalar], at index: Int, _ language: DocumentLanguage,
    _ output: inout ScalarText
  ) {
    let mark = scalars[index]
    if language == .french, mark == "»", let last = output.last, last != narrow, last != "\n" {
      output.append(narrow)
    }
    output.append(mark)
    guard language == .french, mark == "«" else { return }
    let following = scalars[(index + 1)...].first { !isSpace($0) }
    if let following, following != "\n" { output.append(narrow) }
  }

  /// The space that holds together what stands around `spaces`; nil if a line may break there.
  private static func glue(_ scalars: [Unicode.Scalar], _ spaces: Range<Int>) -> Unicode.Scalar? {
    let before = spaces.lowerBound
    let after = spaces.upperBound
    guard after < scalars.count else { return nil }
    let left = scalars[before - 1]
    let right = scalars[after]
    let word = after..<wordEnd(scalars, from: after)
    let endsHere = tailStart(scalars, in: word) <= after + 1
    if isHighMark(right) { return endsHere && !isOpening(left) ? space(before: right) : nil }
    if right == "%" { return endsHere && isDigit(left) ? narrow : nil }
    if left == "°", before >= 2, scalars[before - 2] == "n" || scalars[before - 2] == "N" {
      return isDigit(right) ? "\u{A0}" : nil
    }
    return isThousands(scalars, before: before, after: after, in: word) ? narrow : nil
  }

  /// Whether one to three digits stand before the space and exactly three after it.
  private static func isThousands(
    _ scalars: [Unicode.Scalar], before: Int, after: Int, in word: Range<Int>
  ) -> Bool {
    let following = scalars[word].prefix { isDigit($0) }
    guard following.count == 3 else { return false }
    let rest = scalars[(word.lowerBound + 3)..<word.upperBound]
    if let mark = rest.first, isLetter(mark) || mark == "/" || mark == "-" || mark == ":" { return false }
    let preceding = scalars[..<before].reversed().prefix { isDigit($0) }
    guard (1...3).contains(preceding.count) else { return false }
    let start = before - preceding.count
    guard start > 0 else { return true }
    return isSpace(scalars[start - 1]) || isOpening(scalars[start - 1]) || scalars[start - 1] == "\n"
  }

  // MARK: - Characters

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0xA0, 0x2009, 0x202F: true
    default: false
    }
  }

  private static func isHighMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == ";" || scalar == ":" || scalar == "!" || scalar == "?"
  }

  private static func isGuillemet(_ scalar: Unicode.Scalar) -> Bool { scalar == "«" || scalar == "»" }

  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", "[", "{", "«", "\"", "\u{2018}", "\u{201C}": true
    default: false
    }
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ")", "]", "}", "»", "\"", "\u{2019}", "\u{201D}", ".", ",", "\u{2026}": true
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }
}
