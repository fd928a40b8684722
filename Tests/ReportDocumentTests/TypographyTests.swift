import ReportDocument
import Testing

/// U+202F shown as `~` and U+00A0 as `_`, so that expectations can be read.
private func french(_ text: String) -> String { shown(Typography.apply(text, in: .french)) }

private func shown(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { $0 == "\u{202F}" ? "~" : $0 == "\u{A0}" ? "_" : $0 }))
}

@Suite struct TypographyTests {
  @Test(arguments: [
    ("Où ? Ici !", "Où~? Ici~!"),
    ("Où? Ici!", "Où~? Ici~!"),
    ("Quoi ?!", "Quoi~?!"),
    ("Quoi?!", "Quoi~?!"),
    ("Trois constats: un, deux; trois", "Trois constats_: un, deux~; trois"),
    ("Trois constats : un", "Trois constats_: un"),
    ("déjà\u{A0}: fait\u{202F}; bien", "déjà_: fait~; bien"),
    ("deux  espaces  : non", "deux  espaces_: non"),
    ("fin (vraiment?)", "fin (vraiment~?)"),
    ("fin (?) et [!]", "fin (?) et [!]"),
    ("« Paix »", "«~Paix~»"),
    ("«Paix»", "«~Paix~»"),
    ("«\u{A0}Paix\u{A0}»", "«~Paix~»"),
    ("« Paix » : un mot", "«~Paix~»_: un mot"),
    ("«Paix»: un mot", "«~Paix~»_: un mot"),
    ("« Vraiment ? »", "«~Vraiment~?~»"),
    ("« Vraiment? »", "«~Vraiment~?~»"),
    ("«»", "«~»"),
    ("« »", "«~»"),
    ("« a « b » c »", "«~a «~b~» c~»"),
    ("» seul", "» seul"),
    ("«", "«"),
    ("45 % et 45% des voix", "45~% et 45~% des voix"),
    ("12,5%.", "12,5~%."),
    ("187 000 USD, 1 250 000 F", "187~000 USD, 1~250~000 F"),
    ("(10 000)", "(10~000)"),
    ("l'État d'urgence", "l\u{2019}État d\u{2019}urgence"),
    ("arrêté n° 12", "arrêté n°_12"),
    // A mark with nothing before it has nothing to stand apart from.
    ("? et ;", "? et~;"),
  ])
  func frenchRules(_ typed: String, _ expected: String) {
    #expect(french(typed) == expected)
  }

  @Test(arguments: [
    "https://undef.org/a?b=c:d;e!", "voir http://x.ml:8080/?q=1", "www.mali.ml?x=1", "info@mali.ml;",
    "10:30", "de 10:30 à 12:15", "UDF:16-696", "std::vector", "C:\\dossier", "ML:03?x", "a%20b", "%d",
    "2024 120 personnes", "76 12 34 56", "Q17 345x", "12 300/45", "texte simple", "", " ", "\n", "!important",
    "'a'", "5 '", "a != b", "18:00", "1 2345",
  ])
  func leavesAlone(_ text: String) {
    #expect(Typography.apply(text, in: .french) == text)
  }

  @Test(arguments: [
    "Où? Ici !", "« a « b » c »", "a ;\n: b", "«»«»", "« » ! »", "!!!???", "10 000 000 : 5 %", "\n»",
    "« \n »",
    "a «b» : c", "n° 1 000", ";;;; a ;", "»»««",
  ])
  func isIdempotent(_ text: String) {
    let once = Typography.apply(text, in: .french)
    #expect(shown(Typography.apply(once, in: .french)) == shown(once))
  }

  @Test func englishKeepsItsSpacesAndGetsItsApostrophe() {
    #expect(
      Typography.apply("Why? \"10%\": « so »; it's", in: .english) == "Why? \"10%\": « so »; it\u{2019}s")
  }

  @Test func randomTextIsIdempotentAndLosesNoLetter() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    let alphabet = Array("ab1 2 :;!?«»%'°n\n(.\u{A0}\u{202F}/@w".unicodeScalars)
    for _ in 0..<3_000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<14 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        scalars.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      let text = String(scalars)
      let once = Typography.apply(text, in: .french)
      #expect(shown(Typography.apply(once, in: .french)) == shown(once), "\(shown(text))")
      #expect(letters(once) == letters(text), "\(shown(text))")
    }
  }

  @Test func hostileMarksTakeLinearTime() {
    let text = String(repeating: "!", count: 60_000) + "x " + String(repeating: "« ", count: 10_000)
    let clock = ContinuousClock()
    let elapsed = clock.measure { _ = Typography.apply(text, in: .french) }
    #expect(elapsed < .seconds(5))
  }

  private func letters(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars
      .filter { !" \u{A0}\u{202F}".unicodeScalars.contains($0) }
      .map { $0 == "\u{2019}" ? "'" : $0 }
  }
}

@Suite struct SafeTextTests {
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
