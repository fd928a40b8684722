public import Records

/// Items of action plans as they stood on the last day of a report.
extension InputRow {
  /// Whether the item was completed after the report's last day. The core leaves later days out, but knows a status without
  /// a day; a completed item has its day in any case.
  public var isCompletedLater: Bool { string("status") == "completed" && date("completedOn") == nil }

  /// Whether the item's day, as it was last set, had passed while something was still expected of it.
  public func isLate(on day: CalendarDate) -> Bool {
    guard let due = date("revisedDueOn") ?? date("dueOn"), due < day else { return false }
    return isCompletedLater || !["completed", "cancelled"].contains(string("status"))
  }
}
