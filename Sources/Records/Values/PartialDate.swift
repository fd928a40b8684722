/// A date as exactly as it is known: a year, a month of one, or a day (ISO 8601; level 0 of EDTF).
public struct PartialDate: Sendable, Hashable, CustomStringConvertible {
  /// How exactly a date is known.
  public enum Precision: Sendable {
    /// `YYYY`
    case year
    /// `YYYY-MM`
    case month
    /// `YYYY-MM-DD`
    case day
  }

  /// How exactly it is known.
  public let precision: Precision
  /// The first day that may be meant, by which dates are sorted.
  public let firstDay: CalendarDate

  /// The date written as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for anything else.
  public init?(_ text: String) {
    var text = text
    guard let date = text.withUTF8({ PartialDate(utf8: $0) }) else { return nil }
    self = date
  }

  /// The same in UTF-8.
  public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    let rest: StaticString
    switch bytes.count {
    case 4: (precision, rest) = (.year, "-01-01")
    case 7: (precision, rest) = (.month, "-01")
    default: (precision, rest) = (.day, "")
    }
    let day =
      rest.utf8CodeUnitCount == 0
      ? CalendarDate(utf8: bytes)
      : withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + rest.utf8CodeUnitCount) { whole in
        let start = whole.initialize(fromContentsOf: bytes)
        for index in 0..<rest.utf8CodeUnitCount {
          whole.initializeElement(at: start + index, to: rest.utf8Start[index])
        }
        return CalendarDate(utf8: UnsafeBufferPointer(whole))
      }
    guard let day else { return nil }
    firstDay = day
  }

  /// The last day that may be meant.
  public var lastDay: CalendarDate {
    let month = precision == .year ? 12 : firstDay.month
    guard precision != .day else { return firstDay }
    return CalendarDate(
      year: firstDay.year, month: month, day: CalendarDate.length(ofMonth: month, in: firstDay.year)) ?? firstDay
  }

  /// The date as it is written.
  public var description: String {
    let text = firstDay.description
    return switch precision {
    case .year: String(text.prefix(4))
    case .month: String(text.prefix(7))
    case .day: text
    }
  }
}
