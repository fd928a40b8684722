/// The typographic rules of a language, applied to text that was typed without them.
///
/// French (Imprimerie nationale, Lexique des règles typographiques): U+00A0 before `:`, U+202F before `; ! ? »` and `%`,
/// after `«`, and between thousands; no break between a number and what it counts or names (``FrenchBond``).
/// Both languages: the curved apostrophe between letters. Web and mail addresses, codes such as `UDF:16` and
/// times such as `10:30` stay as they are. Applying the rules twice changes nothing more.
///
/// A text may be a piece of a line, whose beginning and end touch figures or other text: a space there is kept as one.
public enum Typography {
  /// `text` with the rules of `language` applied.
  public static func apply(_ text: String, in language: DocumentLanguage) -> String {
    guard text.utf8.contains(where: mayMatter) else { return text }
    let scalars = ScalarText.scalars(of: text)
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

  /// A colon stands apart from what is before it by a whole space, other marks by a narrow one.
  private static func space(before mark: Unicode.Scalar) -> Unicode.Scalar { mark == ":" ? "\u{A0}" : narrow }

  private static func mayMatter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: "%"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0xC2:
      true
    // Titles of courtesy.
    case UInt8(ascii: "M"), UInt8(ascii: "D"), UInt8(ascii: "P"): true
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
    if language == .french, range == 0..<1, continuesLine(scalars) { output.append(space(before: scalars[0])) }
    guard scalars[range].contains(where: mayChange), !isAddress(scalars[range]) else {
      return output.append(contentsOf: scalars[range])
    }
    let tail = tailStart(scalars, in: range)
    for index in range {
      if isApostrophe(scalars, at: index, in: range) {
        output.append("\u{2019}")
        continue
      }
      if language == .french, index + 1 >= tail || endsPercentage(scalars, at: index, in: range),
        takesSpace(scalars, at: index)
      {
        output.append(space(before: scalars[index]))
      }
      output.append(scalars[index])
    }
  }

  /// Whether a text that begins with a mark is a piece of a line, behind a figure or other text. Some texts are about `?`
  /// and `!`.
  private static func continuesLine(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[0] == ";" || scalars[0] == ":", scalars.count > 2 else { return false }
    return scalars[1] == " " && scalars[2] != "»"
  }

  /// Whether a mark within a word may be another one, or need a space.
  private static func mayChange(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "%" || isHighMark(scalar)
  }

  private static func isApostrophe(_ scalars: [Unicode.Scalar], at index: Int, in word: Range<Int>) -> Bool {
    guard scalars[index] == "'", index > word.lowerBound, isLetter(scalars[index - 1]), index + 1 < scalars.count else {
      return false
    }
    let next = scalars[index + 1]
    return isLetter(next) || isDigit(next) || next == "«" || next == "\u{201C}"
  }

  /// Whether a mark that touches what stands before it ends a part of a sentence, and so takes a space.
  private static func takesSpace(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = scalars[index - 1]
    if scalars[index] == "%" { return isDigit(before) }
    return isHighMark(scalars[index]) && !isHighMark(before) && !opens(scalars, at: index - 1) && !isSpace(before)
      && before != "\n"
  }

  /// Whether a sign of percent, as the first in `5%-10%`, is no part of a code or an address such as `a5%20b`.
  private static func endsPercentage(_ scalars: [Unicode.Scalar], at index: Int, in word: Range<Int>) -> Bool {
    guard scalars[index] == "%", index + 1 < word.upperBound else { return false }
    return !isLetter(scalars[index + 1]) && !isDigit(scalars[index + 1])
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
      // A guillemet brings its own space, but where it stands at the end of a piece of a line.
      if before == "«" { return next == nil ? output.append(narrow) : () }
      if next == "»" { return before == nil ? output.append(narrow) : () }
      if before != "\n", let glue = glue(scalars, range) { return output.append(glue) }
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
    let after = spaces.upperBound
    guard after < scalars.count else { return nil }
    let left = spaces.lowerBound > 0 ? scalars[spaces.lowerBound - 1] : nil
    let isOpen = left != nil && opens(scalars, at: spaces.lowerBound - 1)
    let right = scalars[after]
    let leftWord = lastWord(scalars, before: spaces.lowerBound)
    // Between most words nothing is to be decided.
    guard isHighMark(right) || right == "%" || isDigit(right) || FrenchBond.mayHold(leftWord) else { return nil }
    let word = after..<wordEnd(scalars, from: after)
    let tail = tailStart(scalars, in: word)
    if isHighMark(right) { return tail <= after + 1 && !isOpen ? space(before: right) : nil }
    if right == "%" { return tail <= after + 1 && left.map(isDigit) != false ? narrow : nil }
    guard spaces.lowerBound > 0 else { return nil }
    if isDigit(right), isThousands(scalars, before: spaces.lowerBound, after: after, in: word) { return narrow }
    guard after < tail else { return nil }
    if !isDigit(right), isElided(scalars, tail, in: word) { return nil }
    return FrenchBond.holds(leftWord, scalars[after..<tail]) ? "\u{A0}" : nil
  }

  /// Whether a word is the beginning of one, such as the article in `l’« État »`.
  private static func isElided(_ scalars: [Unicode.Scalar], _ tail: Int, in word: Range<Int>) -> Bool {
    scalars[tail - 1] == "'" || tail < word.upperBound && scalars[tail] == "\u{2019}"
  }

  /// The word that ends before `end`, as far as it may matter.
  private static func lastWord(_ scalars: [Unicode.Scalar], before end: Int) -> ArraySlice<Unicode.Scalar> {
    var start = end
    while start > 0, end - start < FrenchBond.longestWord + 1, !isSpace(scalars[start - 1]),
      !isOpening(scalars[start - 1]), !isGuillemet(scalars[start - 1]), scalars[start - 1] != "\n"
    {
      start -= 1
    }
    return scalars[start..<end]
  }

  /// Whether one to three digits stand before the space and exactly three after it.
  private static func isThousands(
    _ scalars: [Unicode.Scalar], before: Int, after: Int, in word: Range<Int>
  ) -> Bool {
    let following = scalars[word].prefix { isDigit($0) }
    guard following.count == 3 else { return false }
    let rest = scalars[(word.lowerBound + 3)..<word.upperBound]
    if let mark = rest.first, isLetter(mark) || mark == "/" || mark == "-" { return false }
    if rest.first == ":", let next = rest.dropFirst().first, isDigit(next) { return false }
    let preceding = scalars[..<before].reversed().prefix { isDigit($0) }
    guard (1...3).contains(preceding.count) else { return false }
    let start = before - preceding.count
    guard start > 0 else { return true }
    guard isSpace(scalars[start - 1]) || isOpening(scalars[start - 1]) || scalars[start - 1] == "\n" else {
      return false
    }
    return !isTelephone(scalars, before: start)
  }

  /// Whether groups of digits before `end` begin with `+`, as a telephone number does. No number has more than five.
  private static func isTelephone(_ scalars: [Unicode.Scalar], before end: Int) -> Bool {
    var index = end
    for _ in 0..<5 {
      guard index > 0, isSpace(scalars[index - 1]) else { return false }
      index -= 1
      let digits = scalars[..<index].suffix(4).reversed().prefix { isDigit($0) }.count
      guard digits > 0, digits < 4 else { return false }
      index -= digits
      if index > 0, scalars[index - 1] == "+" { return true }
    }
    return false
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

  /// Whether a sign opens what follows; a straight quotation mark does so only where a word begins.
  private static func opens(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard scalars[index] == "\"", index > 0 else { return isOpening(scalars[index]) }
    let before = scalars[index - 1]
    return isSpace(before) || before == "\n" || before != "\"" && isOpening(before)
  }

  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ")", "]", "}", "»", "\"", "\u{2019}", "\u{201D}", ".", ",", "\u{2026}": true
    default: false
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }
}
