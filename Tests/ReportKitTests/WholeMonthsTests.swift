import Records
import ReportKit
import Testing

@Suite struct WholeMonthsTests {
  @Test(arguments: [
    ("2023-02-01", "2025-01-31", 24), ("2023-02-15", "2023-03-14", 1), ("2023-02-15", "2023-03-13", 0),
    ("2024-01-31", "2024-02-29", 1), ("2024-05-01", "2024-05-01", 0),
  ])
  func monthsAreWhole(start: String, end: String, months: Int) throws {
    let first = try #require(CalendarDate(start))
    let last = try #require(CalendarDate(end))
    #expect(last.wholeMonths(since: first) == months)
  }

  @Test func monthsNeedTheRightOrder() throws {
    let first = try #require(CalendarDate("2024-02-01"))
    let last = try #require(CalendarDate("2024-01-01"))
    #expect(last.wholeMonths(since: first) == nil)
  }
}
