/// Which days the reports to a donor cover.
public enum ReportingCadence: String, Sendable, CaseIterable {
  /// A calendar month.
  case month
  /// A calendar quarter.
  case quarter
  /// A calendar year.
  case year
  /// A fiscal year of the United States, from October to September.
  case usFiscalYear = "us_fiscal_year"
  /// What a grant's agreement wants a report on: the period of one of the grant's `reports` in the programme's record.
  case grantPhase = "grant_phase"

  /// nil where a grant decides.
  private var months: Int? {
    switch self {
    case .month: 1
    case .quarter: 3
    case .year, .usFiscalYear: 12
    case .grantPhase: nil
    }
  }

  /// The first month of the period that a month lies in; months are counted from that of the year 0. nil where a grant
  /// decides.
  public func start(ofMonth month: Int) -> Int? {
    // October is the tenth month, so fiscal years begin nine months after calendar years.
    let offset = self == .usFiscalYear ? 9 : 0
    return months.map { month - (month - offset) % $0 }
  }

  /// The first month of the period that lasts from the one day to the other; nil if that is no whole period.
  public func start(from first: CalendarDate, through last: CalendarDate) -> Int? {
    let start = first.year * 12 + first.month - 1
    guard let months, first.day == 1, self.start(ofMonth: start) == start,
      let next = CalendarDate(daysSince2000: last.daysSince2000 + 1), next.day == 1,
      next.year * 12 + next.month - 1 == start + months
    else { return nil }
    return start
  }
}
