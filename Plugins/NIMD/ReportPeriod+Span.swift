import Records
import ReportKit

extension ReportPeriod {
  /// What the days are: `annual` for a calendar year, `semiannual` for a half of one, or `other`; these name the report's title.
  var span: String {
    guard let from, let to, from.day == 1, let next = CalendarDate(daysSince2000: to.daysSince2000 + 1), next.day == 1
    else { return "other" }
    switch (from.month, to.wholeMonths(since: from)) {
    case (1, 12): return "annual"
    case (1, 6), (7, 6): return "semiannual"
    default: return "other"
    }
  }
}
