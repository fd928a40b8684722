import Records

/// The days that a query covers.
enum CountWindow: Hashable {
  /// All days.
  case all
  /// From one day to another.
  case days(CalendarDate, CalendarDate)
  /// All days from one on, or up to one.
  case open

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
    } else if first.count == 1, last.count == 1, let first = first[0], let last = last[0] {
      self = .days(first, last)
    } else {
      self = .open
    }
  }

  /// Whether these are all days, or a whole period of some report.
  func isWhole(among windows: Set<ReportingWindow>) -> Bool {
    switch self {
    case .all: true
    case .open: false
    case .days(let first, let last):
      windows.contains { window in
        switch window {
        case .periods(let cadence): cadence.start(from: first, through: last) != nil
        case .phase(let phase): phase == ReportingPhase(first: first, last: last)
        }
      }
    }
  }
}
