/// Lets a line into the log now and then, and counts those in between: what strangers can bring about must not fill a disk.
/// Knows no clock.
public struct LogPacer: Sendable {
  /// The time from one line to the next.
  public static let interval: Duration = .seconds(10)

  private var next: ContinuousClock.Instant?
  private var leftOut = 0

  /// A pacer that has let nothing in.
  public init() {}

  /// How many lines were left out before this one; nil if it is left out itself.
  public mutating func admit(at now: ContinuousClock.Instant) -> Int? {
    if let next, now < next {
      leftOut += 1
      return nil
    }
    defer { leftOut = 0 }
    next = now + Self.interval
    return leftOut
  }
}
