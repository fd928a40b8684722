import ReportDocument
import Testing

/// Numbers, money, days and plurals against tables that a person made (`CaseTable`): Unicode CLDR for the marks of French and
/// English, ISO 4217 for the digits of money, with the sign of minus proper, U+2212.
@Suite struct FigureCaseTests {
  /// What is given, what French prints, what English prints.
  struct Row: CustomStringConvertible, Sendable {
    let given: [String]
    let french: String
    let english: String
    var description: String { given.joined(separator: " ") }
  }

  static func rows(_ table: String) -> [Row] {
    table.split(separator: "\n").map { line in
      let parts = line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
      return Row(given: parts[0].split(separator: " ").map(String.init), french: parts[1], english: parts[2])
    }
  }

  @Test(arguments: rows(FigureCases.integers))
  func integers(_ row: Row) throws {
    let value = try #require(Int64(row.given[0]))
    expect(row) { NumberText.integer(value, in: $0) }
  }

  @Test(arguments: rows(FigureCases.numbers))
  func numbers(_ row: Row) throws {
    let value = try #require(Double(row.given[0]))
    let decimals = try #require(Int(row.given[1]))
    expect(row) { NumberText.number(value, decimals: decimals, in: $0) }
    // A program reads the same digits.
    let plain = row.english.replacing(",", with: "").replacing("−", with: "-")
    #expect(PlainFigure.number(value, decimals: decimals) == plain)
  }

  @Test(arguments: rows(FigureCases.percents))
  func percents(_ row: Row) throws {
    let value = try #require(Double(row.given[0]))
    let decimals = try #require(Int(row.given[1]))
    expect(row) { NumberText.percent(value, decimals: decimals, in: $0) }
  }

  @Test(arguments: rows(FigureCases.money))
  func money(_ row: Row) throws {
    expect(row) { MoneyText.money(row.given[0], row.given[1], in: $0) ?? "none" }
    let amount =
      row.english == "none" ? nil : row.english.dropFirst(4).replacing(",", with: "").replacing("−", with: "-")
    #expect(PlainFigure.amount(row.given[0], row.given[1]) == amount.map(String.init))
  }

  @Test(arguments: rows(FigureCases.days))
  func days(_ row: Row) throws {
    let day = try #require(DocumentDate(iso: row.given[0]))
    expect(row) { row.given[1] == "long" ? DateText.long(day, in: $0) : DateText.short(day, in: $0) }
  }

  @Test(arguments: rows(FigureCases.periods))
  func periods(_ row: Row) throws {
    let from = try #require(DocumentDate(iso: row.given[0]))
    let to = try #require(DocumentDate(iso: row.given[1]))
    let period = try #require(DocumentPeriod(from: from, to: to))
    expect(row) { DateText.period(period, in: $0) }
  }

  @Test(arguments: rows(FigureCases.counted))
  func counted(_ row: Row) throws {
    let count = try #require(Int(row.given[0]))
    expect(row) { language in
      let isFrench = language == .french
      return Plural.counted(
        count, one: isFrench ? "personne" : "person", other: isFrench ? "personnes" : "people", in: language)
    }
  }

  @Test("What is printed is set already: typography changes nothing of it")
  func typographyLeavesFiguresAlone() throws {
    let tables = [
      FigureCases.integers, FigureCases.numbers, FigureCases.percents, FigureCases.money, FigureCases.periods,
    ]
    for row in tables.flatMap(Self.rows) {
      let scalars = row.french.unicodeScalars.map { $0 == "~" ? "\u{202F}" : $0 == "_" ? "\u{A0}" : $0 }
      let printed = String(String.UnicodeScalarView(scalars))
      #expect(
        CaseTable.shown(Typography.apply(printed, in: .french)).replacing("_", with: " ")
          == row.french.replacing("_", with: " "))
    }
  }

  private func expect(_ row: Row, _ print: (DocumentLanguage) -> String) {
    #expect(CaseTable.shown(print(.french)) == row.french)
    #expect(CaseTable.shown(print(.english)) == row.english)
  }
}
