import Disclosure
import Records

/// The days that a count covers.
enum CountWindow: Hashable {
  /// All days.
  case all
  /// A whole reporting period, by its first month.
  case period(ReportingCadence, start: Int)
  /// Other days: what they add to a period or leave of it may be a single meeting.
  case free

  /// The window of a query whose parameters have their values.
  init(_ query: RecordQuery) {
    func days(_ name: String) -> [CalendarDate?] {
      query.filters.filter { $0.name == name }.map { filter in
        guard case .values(let values) = filter.operand, values.count == 1 else { return nil }
        return CalendarDate(values[0])
      }
    }
    let (first, last) = (days(RecordQuery.Filter.notBefore), days(RecordQuery.Filter.notAfter))
    if first.isEmpty, last.isEmpty {
      self = .all
      return
    }
    self = .free
    guard first.count == 1, last.count == 1, let first = first[0], let last = last[0] else { return }
    for cadence in ReportingCadence.allCases {
      if let start = cadence.start(from: first, through: last) { self = .period(cadence, start: start) }
    }
  }
}
