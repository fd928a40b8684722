import Records

/// The days that a report covers; without a bound, everything on that side.
struct DateWindow {
  /// The first day.
  let from: CalendarDate?
  /// The last day.
  let to: CalendarDate?

  /// Whether any day from `start` to `end` lies within; a missing end is open.
  func overlaps(_ start: CalendarDate?, _ end: CalendarDate?) -> Bool {
    if let from, let end, end < from { return false }
    if let to, let start, to < start { return false }
    return true
  }
}
