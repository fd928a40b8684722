import Records
import Testing

@Suite("Reporting periods")
struct ReportingCadenceTests {
  @Test(
    "A period of the calendar is whole from its first day to its last",
    arguments: [
      (ReportingCadence.month, "2024-02-01", "2024-02-29", true), (.month, "2024-02-01", "2024-02-28", false),
      (.month, "2023-12-01", "2023-12-31", true), (.month, "2024-02-01", "2024-03-31", false),
      (.quarter, "2024-04-01", "2024-06-30", true), (.quarter, "2024-05-01", "2024-07-31", false),
      (.year, "2024-01-01", "2024-12-31", true), (.year, "2024-10-01", "2025-09-30", false),
      (.usFiscalYear, "2024-10-01", "2025-09-30", true), (.usFiscalYear, "2024-01-01", "2024-12-31", false),
      (.quarter, "2024-04-02", "2024-06-30", false), (.grantPhase, "2024-01-01", "2024-12-31", false),
    ])
  func whole(cadence: ReportingCadence, first: String, last: String, isWhole: Bool) throws {
    let (first, last) = (try #require(CalendarDate(first)), try #require(CalendarDate(last)))
    let start = cadence.start(from: first, through: last)
    #expect(start == (isWhole ? first.year * 12 + first.month - 1 : nil))
  }

  @Test("Each month lies in one period, and periods follow one another")
  func months() {
    for (cadence, length) in [(ReportingCadence.month, 1), (.quarter, 3), (.year, 12), (.usFiscalYear, 12)] {
      var starts: [Int: Int] = [:]
      for month in 1990 * 12..<2030 * 12 {
        guard let start = cadence.start(ofMonth: month) else {
          Issue.record("\(cadence) \(month)")
          continue
        }
        #expect(start <= month && month < start + length)
        starts[start, default: 0] += 1
      }
      #expect(starts.values.filter { $0 == length }.count >= 480 / length - 1)
    }
    #expect(ReportingCadence.usFiscalYear.start(ofMonth: 2024 * 12 + 8) == 2023 * 12 + 9)
    #expect(ReportingCadence.grantPhase.start(ofMonth: 2024 * 12) == nil)
  }
}
