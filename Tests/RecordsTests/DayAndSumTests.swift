import Records
import Testing

@Suite("Days, sums, texts and levels") struct DayAndSumTests {
  @Test("Every day of three centuries counts one up") func days() throws {
    var expected: Int32 = try #require(CalendarDate(year: 1900, month: 1, day: 1)).daysSince2000
    #expect(expected == -36_524)
    for year in 1900...2199 {
      for month in 1...12 {
        for day in 1...31 {
          guard let date = CalendarDate(year: year, month: month, day: day) else { continue }
          #expect(date.daysSince2000 == expected)
          if day == 1 {
            #expect(CalendarDate(daysSince2000: expected) == date)
            #expect(CalendarDate(date.description) == date)
          }
          expected += 1
        }
      }
    }
    #expect(CalendarDate("2000-01-01")?.daysSince2000 == 0)
    #expect(CalendarDate("2023-03-13")?.daysSince2000 == 8_472)
  }

  @Test(
    "What is no day is none",
    arguments: [
      "2023-02-29", "2100-02-29", "2023-04-31", "2023-00-10", "2023-01-00", "2023-1-1", "20230101", "2023/01/01",
      "2023-01-01T00:00:00Z", "１９９９-01-01", "", "2200-01-01", "-023-01-01",
    ])
  func noDay(text: String) { #expect(CalendarDate(text) == nil) }

  @Test("Leap days, and the ends of the calendar") func leapDays() throws {
    #expect(CalendarDate("2024-02-29") != nil)
    #expect(CalendarDate("2000-02-29") != nil)
    #expect(CalendarDate(daysSince2000: .min) == nil)
    #expect(CalendarDate(daysSince2000: .max) == nil)
    #expect(try #require(CalendarDate("2023-03-12")) < #require(CalendarDate("2023-03-13")))
  }

  @Test(
    "Sums are exact to the currency's smallest unit",
    arguments: [
      ("187000.00", "USD", 18_700_000 as Int64, "187000.00"), ("0", "USD", 0, "0.00"), ("0.5", "EUR", 50, "0.50"),
      ("5000000", "XOF", 5_000_000, "5000000"), ("1.234", "TND", 1_234, "1.234"),
      ("999999999999999.999", "TND", 999_999_999_999_999_999, "999999999999999.999"),
    ])
  func sums(text: String, currency: String, minorUnits: Int64, amount: String) {
    let money = Money(amount: text, currency: currency)
    #expect(money?.minorUnits == minorUnits)
    #expect(money?.amount == amount)
  }

  @Test("Sums outside a record may be negative") func negativeSums() {
    #expect(Money(minorUnits: -5, currency: "USD").amount == "-0.05")
    #expect(Money(minorUnits: .min, currency: "XOF").amount == "-9223372036854775808")
  }

  @Test("A text in the other language says so") func otherLanguage() {
    let text = LocalizedText(fr: "oui")
    #expect(text.text(in: .french)?.isOtherLanguage == false)
    #expect(text.text(in: .english)?.text == "oui")
    #expect(text.text(in: .english)?.isOtherLanguage == true)
    #expect(LocalizedText().text(in: .english) == nil)
  }

  @Test("Levels rise") func levels() {
    #expect(ConfidentialityLevel.public < .internal && .internal < .restricted && .restricted < .confidential)
    for level in ConfidentialityLevel.allCases {
      #expect(ConfidentialityLevel(code: level.code) == level)
      #expect(level.label(in: .french) != level.label(in: .english) || level == .public)
    }
    #expect(CodeLists.confidentiality.codes == ConfidentialityLevel.allCases.map(\.code))
  }
}
