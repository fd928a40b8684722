import ReportDocument
import TestSupport
import Testing

@Suite struct TypographyTests {
  @Test(arguments: CaseTable.lines(of: FrenchCases.text))
  func frenchRules(_ line: CaseTable.Line) {
    #expect(CaseTable.shown(Typography.apply(line.typed, in: .french)) == line.expected)
  }

  @Test(arguments: CaseTable.lines(of: EnglishCases.text))
  func englishRules(_ line: CaseTable.Line) {
    #expect(CaseTable.shown(Typography.apply(line.typed, in: .english)) == line.expected)
  }

  @Test func theTablesAreLarge() {
    #expect(CaseTable.lines(of: FrenchCases.text).count >= 200 && CaseTable.lines(of: EnglishCases.text).count >= 100)
  }

  @Test("Applying the rules twice changes nothing more", arguments: DocumentLanguage.allCases)
  func isIdempotent(_ language: DocumentLanguage) {
    let marks = [
      "Où? Ici !", "« a « b » c »", "a ;\n: b", "«»«»", "« » ! »", "!!!???", "10 000 000 : 5 %", "\n»", "« \n »",
      "a «b» : c", "n° 1 000", ";;;; a ;", "»»««", " : a", "a « ", " » b", " % c",
    ]
    let tables = CaseTable.lines(of: FrenchCases.text) + CaseTable.lines(of: EnglishCases.text)
    for text in marks + tables.map(\.typed) {
      let once = Typography.apply(text, in: language)
      #expect(CaseTable.shown(Typography.apply(once, in: language)) == CaseTable.shown(once))
    }
  }

  @Test("Random text keeps its letters, digits and marks, and is spaced once", arguments: DocumentLanguage.allCases)
  func randomText(_ language: DocumentLanguage) {
    var dice = Dice(seed: 9)
    let scalars = "ab1 2 :;!?«»%'°n\n(.\u{A0}\u{202F}/@w+\u{201C}…-M".unicodeScalars.map { String($0) }
    let words = [
      "Mme ", "1er ", "mars", "10:30", " 000", " h ", "https://a.ml/?x", "UDF:16", "l'", "« ", " »", "5%-", "+223 ",
      "km",
    ]
    for _ in 0..<20_000 {
      let text = (0..<dice.roll(0...14)).map { _ in dice.once(in: 4) ? dice.pick(words) : dice.pick(scalars) }.joined()
      let once = Typography.apply(text, in: language)
      #expect(
        CaseTable.shown(Typography.apply(once, in: language)) == CaseTable.shown(once), "\(CaseTable.shown(text))")
      #expect(letters(once) == letters(text), "\(CaseTable.shown(text))")
      if language == .english { #expect(once.replacing("\u{2019}", with: "'") == text) }
    }
  }

  @Test("A mark and what it ends are never parted by a line's end", arguments: [" :", " ;", " !", " ?", " »", " %"])
  func piecesOfALine(_ piece: String) {
    // As after a figure, which is a value of its own.
    let set = Typography.apply(piece + " suite", in: .french)
    #expect(CaseTable.shown(set) == (piece == " :" ? "_" : "~") + piece.dropFirst() + " suite")
  }

  @Test("A piece that begins with a mark stands behind something", arguments: [":", ";"])
  func piecesThatBeginWithAMark(_ mark: String) {
    let set = Typography.apply(mark + " suite", in: .french)
    #expect(CaseTable.shown(set) == (mark == ":" ? "_" : "~") + mark + " suite")
    #expect(CaseTable.shown(Typography.apply(mark, in: .french)) == mark)
    #expect(Typography.apply(mark + " more", in: .english) == mark + " more")
  }

  @Test func hostileMarksTakeLinearTime() {
    let texts = [
      String(repeating: "!", count: 60_000) + "x ", String(repeating: "« ", count: 30_000),
      String(repeating: "1 ", count: 30_000), "+" + String(repeating: "100 ", count: 15_000),
      String(repeating: "5%-", count: 20_000), String(repeating: "a'", count: 30_000),
      String(repeating: "a", count: 60_000) + " 5", String(repeating: ")", count: 60_000) + " :",
    ]
    let clock = ContinuousClock()
    for text in texts {
      let elapsed = clock.measure { _ = Typography.apply(text, in: .french) }
      #expect(elapsed < .seconds(3), "\(text.prefix(12))")
    }
  }

  private func letters(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars
      .filter { !" \u{A0}\u{202F}".unicodeScalars.contains($0) }
      .map { $0 == "\u{2019}" ? "'" : $0 }
  }
}

@Suite struct SafeTextTests {
  /// Every scalar alone between letters, by the classes of Unicode that must not stay.
  @Test func noScalarOfAClassThatMustGoStays() {
    let wrong = (0...0x10FFFF).compactMap { Unicode.Scalar(UInt32($0)) }.filter { scalar in
      let text = "é\(Character(scalar))’"
      return SafeText.cleaned(text) != Self.expected(scalar).map { "é\($0)’" } ?? text
    }
    #expect(wrong.map { String($0.value, radix: 16) } == [])
  }

  /// What stands in a scalar's place; nil if it stays.
  private static func expected(_ scalar: Unicode.Scalar) -> String? {
    let isBreak = [0xA, 0xB, 0xC, 0xD, 0x85, 0x2028, 0x2029].contains(scalar.value)
    switch scalar.properties.generalCategory {
    case _ where isBreak: return "\n"
    case .control: return scalar == "\t" ? " " : "\u{FFFD}"
    case _ where scalar.properties.isNoncharacterCodePoint: return "\u{FFFD}"
    case _ where scalar.properties.isBidiControl: return ""
    default: break
    }
    // Controls of the format without a use here: those of old texts, marks of interlinear notes, byte order, tags.
    let others: [ClosedRange<UInt32>] = [0x206A...0x206F, 0xFFF9...0xFFFB, 0xFEFF...0xFEFF, 0xE0000...0xE0FFF]
    return others.contains { $0.contains(scalar.value) } ? "" : nil
  }

  @Test func dropsWhatHidesOrMovesText() {
    #expect(SafeText.cleaned("a\u{202E}b\u{2066}c\u{200F}d\u{FEFF}e\u{E0041}f") == "abcdef")
    #expect(SafeText.cleaned("a\u{1}b\u{9F}c\u{FFFF}d\u{1FFFE}e\u{FFF9}") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e")
    #expect(SafeText.cleaned("\u{0}\u{7F}") == "\u{FFFD}\u{FFFD}" && SafeText.isBlank("\u{0}\u{7F} "))
  }

  @Test func makesEveryLineBreakOne() {
    #expect(SafeText.cleaned("a\r\nb\rc\u{B}d\u{85}e\u{2028}f\u{2029}g\nh") == "a\nb\nc\nd\ne\nf\ng\nh")
    #expect(SafeText.singleLine("a\r\n\n b\tc") == "a  b c")
  }

  @Test func keepsEveryScript() {
    let text = "Ségou — ߒߞߏ العربية 日本 🇲🇱 e\u{301} 1\u{202F}000 l\u{2019}an"
    #expect(SafeText.cleaned(text) == text)
  }
}
