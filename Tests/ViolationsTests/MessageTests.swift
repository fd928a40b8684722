import Testing
import Violations

@Suite struct MessageTests {
  @Test(arguments: [
    ("fr_ML.UTF-8", MessageLanguage.french), ("fr", .french), ("FR_fr", .french), ("fr@euro", .french),
    ("en_GB.UTF-8", .english), ("C", .english), ("POSIX", .english), ("", .english), ("frr_DE", .english),
  ]) func theLanguageOfALocale(_ locale: String, _ language: MessageLanguage) {
    #expect(MessageLanguage(locale: locale) == language)
  }

  @Test(arguments: [
    ("fr", MessageLanguage.french), ("fr-ML", .french), ("FR-Latn-ML", .french), ("en", .english), ("en-GB", .english),
    ("bm", nil), ("", nil), ("fr-", nil), ("fr_ML", nil), ("fr-ML.UTF-8", nil), ("french", nil), ("fr-àb", nil),
  ]) func theLanguageOfATag(_ tag: String, _ language: MessageLanguage?) {
    #expect(MessageLanguage(tag: tag) == language)
  }

  @Test func aLiteralIsEnglishAlone() {
    let number = 3
    let wording: Wording = "There are \(number)."
    #expect(wording == Wording(en: "There are 3."))
    #expect(wording.text(in: .french) == "There are 3.")
    #expect(wording.rule.isEmpty && "\(wording)" == "There are 3.")
  }

  @Test func aTranslatedWordingSpeaksBoth() {
    let wording = Wording("required", en: "is missing.", fr: "manque.")
    #expect(wording.text(in: .english) == "is missing.")
    #expect(wording.text(in: .french) == "manque.")
  }

  @Test func frenchSignsKeepTheirSpaces() {
    let wording = Wording(en: "", fr: "Il manque ceci : « clé » ; ou non ? Oui, à 8:30.").suggesting("key")
    #expect(
      wording.text(in: .french)
        == "Il manque ceci\u{A0}: «\u{A0}clé\u{A0}»\u{A0}; ou non\u{A0}? Oui, à 8:30. "
        + "Vouliez-vous dire «\u{A0}key\u{A0}»\u{A0}?")
    #expect(wording.text(in: .english) == " Did you mean \"key\"?")
  }

  @Test func whatWasFoundIsCut() {
    let long = String(repeating: "é", count: 1_000)
    let found = FieldViolation(path: "a", message: "is long.", found: long).found
    #expect(found == String(repeating: "é", count: FieldViolation.foundCharacters - 1) + "…")
    let short = String(long.prefix(FieldViolation.foundCharacters))
    #expect(FieldViolation(path: "a", message: "is short.", found: short).found == short)
  }

  @Test func neitherLongNamesNorHeapsOfAccentsFillAnAnswer() {
    let names = ["n" + String(repeating: "\u{301}", count: 100_000), String(repeating: "n", count: 100_000)]
    for name in names {
      let violation = FieldViolation(path: "votes." + name, message: "is unknown.", found: name)
      #expect(violation.found?.unicodeScalars.count == FieldViolation.foundCharacters)
      #expect(violation.path.unicodeScalars.count == FieldViolation.pathCharacters)
      #expect(violation.path.utf8.starts(with: "votes.n".utf8))
    }
  }
}
