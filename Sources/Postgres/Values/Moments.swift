/// A calendar day as PostgreSQL's `date` counts it.
public struct CalendarDay: Hashable, Comparable, Sendable {
  /// Days since 2000-01-01; `Int32.max` and `Int32.min` are PostgreSQL's `infinity` and `-infinity`.
  public var daysSince2000: Int32

  /// A day by its distance from 2000-01-01.
  public init(daysSince2000: Int32) { self.daysSince2000 = daysSince2000 }

  /// Whether one day comes before another.
  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.daysSince2000 < right.daysSince2000
  }
}

/// A moment as PostgreSQL's `timestamptz` counts it.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since 2000-01-01T00:00:00Z; the extremes are PostgreSQL's `infinity` and `-infinity`.
  public var microsecondsSince2000: Int64

  /// A moment by its distance from 2000-01-01T00:00:00Z.
  public init(microsecondsSince2000: Int64) { self.microsecondsSince2000 = microsecondsSince2000 }

  /// Whether one moment comes before another.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microsecondsSince2000 < right.microsecondsSince2000
  }
}
