public import Records

/// Days that some report covers as a whole.
enum ReportingWindow: Hashable, Sendable {
  /// Every period of a length.
  case periods(ReportingCadence)
  /// One phase of a grant.
  case phase(ReportingPhase)
}

/// What a grant's agreement wants one report on.
public struct ReportingPhase: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The first day.
  public let first: CalendarDate
  /// The last day.
  public let last: CalendarDate

  /// Both days, as ISO 8601 writes an interval.
  public var description: String { "\(first)/\(last)" }

  /// Whether `left` ends earlier, or lasts longer up to the same day.
  public static func < (left: ReportingPhase, right: ReportingPhase) -> Bool {
    (left.last, left.first) < (right.last, right.first)
  }
}

/// Days that are no whole period of any report, asked for by somebody who may not read the records: what they add to a
/// period, or leave of it, may be a single meeting.
public struct PeriodFault: Error, Sendable, Equatable {
  /// The lengths of periods that may be asked for instead.
  public let cadences: [ReportingCadence]
  /// The phases that may be asked for instead.
  public let phases: [ReportingPhase]
}
