/// Lets a line into the log now and then, and counts those in between: what strangers can bring about must not fill a disk.
/// Knows no clock.
public struct LogPacer: Sendable {
  /// The time in which only so many lines are let in.
  public static let interval: Duration = .seconds(10)

  private let linesPerInterval: Int
  private var intervalEnd: ContinuousClock.Instant?
  private var lines = 0
  private var leftOut = 0

  /// A pacer that has let nothing in.
  ///
  /// - Parameter linesPerInterval: how many lines of an interval are let in, the first ones.
  public init(linesPerInterval: Int = 1) { self.linesPerInterval = linesPerInterval }

  /// How many lines were left out before this one; nil if it is left out itself.
  public mutating func admit(at now: ContinuousClock.Instant) -> Int? {
    if let intervalEnd, now < intervalEnd {
      guard lines < linesPerInterval else {
        leftOut += 1
        return nil
      }
    } else {
      intervalEnd = now + Self.interval
      lines = 0
    }
    lines += 1
    defer { leftOut = 0 }
    return leftOut
  }
}
