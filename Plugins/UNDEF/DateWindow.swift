import Records

/// The days that a report covers; without a bound, everything on that side.
struct DateWindow {
  /// The first day.
  let from: CalendarDate?
  /// The last day.
  let to: CalendarDate?

  /// Whether what is told of the days from `start` to `end` can be told here: not if all of it is earlier, nor if some
  /// of it is later. Without days it can.
  func covers(_ start: CalendarDate?, _ end: CalendarDate?) -> Bool {
    if let from, let end, end < from { return false }
    if let to, let last = end ?? start, to < last { return false }
    return true
  }
}
