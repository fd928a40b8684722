import Records
import ReportKit
import Testing

@Suite struct FiscalYearTests {
  @Test(
    "A day lies in the fiscal year that ends after it",
    arguments: [
      ("2023-09-30", 10, 2023), ("2023-10-01", 10, 2024), ("2024-09-30", 10, 2024), ("2024-12-31", 10, 2025),
      ("2024-01-01", 1, 2024), ("2024-12-31", 1, 2024), ("2024-06-30", 7, 2024), ("2024-07-01", 7, 2025),
    ])
  func ofADay(day: String, startMonth: Int, year: Int) throws {
    let day = try #require(CalendarDate(day))
    #expect(FiscalYear(of: day, startMonth: startMonth).year == year)
  }

  @Test(
    "A year and its quarters end on the last days of months, in leap years too",
    arguments: [
      (2024, 10, ["2023-10-01/2023-12-31", "2024-01-01/2024-03-31", "2024-04-01/2024-06-30", "2024-07-01/2024-09-30"]),
      (2023, 1, ["2023-01-01/2023-03-31", "2023-04-01/2023-06-30", "2023-07-01/2023-09-30", "2023-10-01/2023-12-31"]),
      (2024, 12, ["2023-12-01/2024-02-29", "2024-03-01/2024-05-31", "2024-06-01/2024-08-31", "2024-09-01/2024-11-30"]),
    ])
  func quarters(year: Int, startMonth: Int, quarters: [String]) throws {
    let fiscalYear = FiscalYear(year, startMonth: startMonth)
    #expect(fiscalYear.quarters.map(days) == quarters)
    let (first, last) = (try #require(quarters.first), try #require(quarters.last))
    #expect(days(fiscalYear.period) == "\(first.prefix(10))/\(last.suffix(10))")
  }

  @Test(
    "The quarters of a year go as far as a day",
    arguments: [
      ("2023-05-15", ["2023-01-01/2023-03-31", "2023-04-01/2023-05-15", nil, nil]),
      ("2023-06-30", ["2023-01-01/2023-03-31", "2023-04-01/2023-06-30", nil, nil]),
      ("2022-12-31", [nil, nil, nil, nil]),
      (
        "2024-02-01",
        ["2023-01-01/2023-03-31", "2023-04-01/2023-06-30", "2023-07-01/2023-09-30", "2023-10-01/2023-12-31"]
      ),
    ] as [(String, [String?])])
  func quartersUntil(day: String, quarters: [String?]) throws {
    let day = try #require(CalendarDate(day))
    #expect(FiscalYear(2023).quarters(until: day).map { $0.map(days) } == quarters)
  }

  @Test(
    "The next quarter begins with the next month",
    arguments: [("2024-03-31", "2024-04-01/2024-06-30"), ("2024-12-31", "2025-01-01/2025-03-31")])
  func next(day: String, quarter: String) throws {
    let day = try #require(CalendarDate(day))
    #expect(days(FiscalYear.quarter(after: day)) == quarter)
  }

  @Test(
    "Years are closed once they are over, the first and the last as far as the days go",
    arguments: [
      ("2021-12-30", nil, 1, []), ("2021-12-31", nil, 1, ["2021-06-01/2021-12-31"]),
      ("2023-07-01", nil, 1, ["2021-06-01/2021-12-31", "2022-01-01/2022-12-31"]),
      ("2023-07-01", "2022-03-31", 1, ["2021-06-01/2021-12-31", "2022-01-01/2022-03-31"]),
      ("2022-03-30", "2022-03-31", 1, ["2021-06-01/2021-12-31"]), ("2021-05-31", nil, 1, []),
      ("2023-07-01", "2021-05-31", 1, []), ("2021-06-01", "2021-06-01", 1, ["2021-06-01/2021-06-01"]),
      ("2022-12-31", nil, 10, ["2021-06-01/2021-09-30", "2021-10-01/2022-09-30"]),
    ] as [(String, String?, Int, [String])])
  func closed(by day: String, to last: String?, startMonth: Int, expected: [String]) throws {
    let (day, first) = (try #require(CalendarDate(day)), try #require(CalendarDate("2021-06-01")))
    let years = FiscalYear.closed(
      by: day, from: first, to: last.flatMap { CalendarDate($0) }, startMonth: startMonth)
    #expect(years.map { "\($0.lowerBound.description)/\($0.upperBound.description)" } == expected)
  }

  @Test(
    "Years and quarters are named by their days, in the report's language; other days are not",
    arguments: [
      ("2023-01-01", "2023-12-31", 1, "2023", "2023"), ("2023-04-01", "2023-06-30", 1, "Q2 2023", "T2 2023"),
      ("2023-10-01", "2024-09-30", 10, "FY2024", "EF2024"), ("2023-10-01", "2023-12-31", 10, "Q1 FY2024", "T1 EF2024"),
      ("2023-10-01", "2024-09-30", 1, nil, nil), ("2023-02-01", "2024-01-31", 1, nil, nil),
      ("2023-04-01", "2023-05-15", 1, nil, nil), ("2023-01-01", "2023-06-30", 1, nil, nil),
      (nil, "2023-12-31", 1, nil, nil), ("2023-01-01", nil, 1, nil, nil),
    ] as [(String?, String?, Int, String?, String?)])
  func names(from: String?, to: String?, startMonth: Int, english: String?, french: String?) {
    let days = ReportPeriod(from: from.flatMap { CalendarDate($0) }, to: to.flatMap { CalendarDate($0) })
    #expect(days.name(in: .english, yearFrom: startMonth) == english)
    #expect(days.name(in: .french, yearFrom: startMonth) == french)
  }

  private func days(_ period: ReportPeriod) -> String {
    "\(period.from?.description ?? "")/\(period.to?.description ?? "")"
  }
}
