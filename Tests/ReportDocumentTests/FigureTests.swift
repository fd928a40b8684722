import ReportDocument
import Testing

@Suite struct AmountTests {
  @Test(arguments: [
    ("0", true), ("-1.5", true), ("187000.00", true), ("123456789012345678", true), ("1.123456", true), ("", false),
    ("-", false), (".", false), ("1.", false), (".5", false), ("1.2.3", false), ("1,5", false), ("--1", false),
    ("+1", false), ("1e3", false), (" 1", false), ("1234567890123456789", false), ("1.1234567", false),
    ("\u{0661}", false),
  ])
  func anAmountIsDigitsAndAtMostOnePoint(_ text: String, _ isAmount: Bool) {
    #expect(MoneyText.isAmount(text) == isAmount)
  }
}

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, "0", "0"), (999, "999", "999"), (1_000, "1\u{202F}000", "1,000"),
    (-1_234_567, "\u{2212}1\u{202F}234\u{202F}567", "\u{2212}1,234,567"),
    (
      Int64.min, "\u{2212}9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}808",
      "\u{2212}9,223,372,036,854,775,808"
    ),
  ])
  func integers(_ value: Int64, _ french: String, _ english: String) {
    #expect(NumberText.integer(value, in: .french) == french)
    #expect(NumberText.integer(value, in: .english) == english)
  }

  @Test(arguments: [
    (2.675, 2, "2.68"), (0.125, 2, "0.13"), (-0.125, 2, "\u{2212}0.13"),
    (1e21, 0, "1,000,000,000,000,000,000,000"),
    (1.5e-7, 3, "0.000"), (-0.0001, 2, "0.00"), (999.995, 2, "1,000.00"), (1_234.5, 0, "1,235"),
    (0.5, 0, "1"),
    (12, 1, "12.0"), (1.5e-3, 4, "0.0015"), (123_456_789.123, 1, "123,456,789.1"),
  ])
  func roundsAsAPersonWould(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(NumberText.number(value, decimals: decimals, in: .english) == expected)
  }

  @Test func extremesDoNotTrap() {
    for value in [Double.greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, .nan, -.infinity] {
      for decimals in [-3, 0, 6, 99] {
        #expect(!NumberText.number(value, decimals: decimals, in: .french).isEmpty)
      }
    }
  }

  @Test func percent() {
    #expect(NumberText.percent(45.25, decimals: 1, in: .french) == "45,3\u{202F}%")
    #expect(NumberText.percent(45.25, decimals: 1, in: .english) == "45.3%")
  }

  @Test(arguments: [
    ("187000.00", "USD", "187\u{202F}000,00\u{A0}USD", "USD\u{A0}187,000.00"),
    ("187000", "EUR", "187\u{202F}000,00\u{A0}EUR", "EUR\u{A0}187,000.00"),
    ("1234567.5", "XOF", "1\u{202F}234\u{202F}568\u{A0}XOF", "XOF\u{A0}1,234,568"),
    ("-0.004", "USD", "0,00\u{A0}USD", "USD\u{A0}0.00"),
    ("0012.3456", "TND", "12,346\u{A0}TND", "TND\u{A0}12.346"),
  ])
  func money(_ amount: String, _ currency: String, _ french: String, _ english: String) {
    #expect(MoneyText.money(amount, currency, in: .french) == french)
    #expect(MoneyText.money(amount, currency, in: .english) == english)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "1,5", "1e5", "+1", "--1", "1.2.3", "1234567890123456789", "1.1234567", "١",
  ])
  func refusesWhatIsNoAmount(_ amount: String) {
    #expect(MoneyText.money(amount, "USD", in: .french) == nil)
    #expect(InlineValue.money(amount, "USD") == .missing)
  }
}

@Suite struct DateTextTests {
  private func date(_ text: String) throws -> DocumentDate { try #require(DocumentDate(iso: text)) }

  @Test func spellsDays() throws {
    #expect(DateText.long(try date("2024-03-03"), in: .french) == "3\u{A0}mars\u{A0}2024")
    #expect(DateText.long(try date("2024-08-01"), in: .french) == "1er\u{A0}août\u{A0}2024")
    #expect(DateText.long(try date("2024-03-03"), in: .english) == "3\u{A0}March\u{A0}2024")
    #expect(DateText.short(try date("2024-03-03"), in: .french) == "03/03/2024")
    #expect(DateText.short(try date("2024-03-03"), in: .english) == "3\u{A0}March\u{A0}2024")
  }

  @Test(arguments: [
    ("2024-01-01", "2024-06-30", "du 1er_janvier au 30_juin_2024", "1_January to 30_June_2024"),
    ("2024-06-01", "2024-06-30", "du 1er au 30_juin_2024", "1 to 30_June_2024"),
    (
      "2023-12-15", "2024-01-02", "du 15_décembre_2023 au 2_janvier_2024",
      "15_December_2023 to 2_January_2024"
    ),
    ("2024-06-30", "2024-06-30", "30_juin_2024", "30_June_2024"),
  ])
  func spellsPeriods(_ from: String, _ to: String, _ french: String, _ english: String) throws {
    let period = try #require(DocumentPeriod(from: date(from), to: date(to)))
    let spaced = { (text: String) in
      String(text.map { $0 == "_" ? "\u{A0}" : $0 })
    }
    #expect(DateText.period(period, in: .french) == spaced(french))
    #expect(DateText.period(period, in: .english) == spaced(english))
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-1-01", "24-01-01",
    "2024/01/01",
    "0000-01-01", "2024-01-01 ", "٢٠٢٤-01-01", "",
  ])
  func refusesWhatIsNoDay(_ text: String) {
    #expect(DocumentDate(iso: text) == nil)
  }

  @Test func knowsLeapYearsAndOrder() throws {
    #expect(try date("2024-02-29").description == "2024-02-29")
    #expect(try date("2000-02-29") < date("2000-03-01"))
    #expect(DocumentPeriod(from: try date("2024-02-02"), to: try date("2024-02-01")) == nil)
  }
}

@Suite struct PluralTests {
  @Test func frenchZeroIsSingular() {
    #expect(Plural.counted(0, one: "personne", other: "personnes", in: .french) == "0\u{A0}personne")
    #expect(Plural.counted(0, one: "person", other: "people", in: .english) == "0\u{A0}people")
    #expect(Plural.counted(1, one: "person", other: "people", in: .english) == "1\u{A0}person")
    #expect(
      Plural.counted(1_200, one: "personne", other: "personnes", in: .french) == "1\u{202F}200\u{A0}personnes"
    )
  }
}
