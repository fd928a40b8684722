/// Lets a line into the log now and then, and counts those in between: what strangers can bring about must not fill a disk.
/// Knows no clock.
struct LogPacer {
  /// The time from one line to the next.
  static let interval: Duration = .seconds(10)

  private var next: ContinuousClock.Instant?
  private var leftOut = 0

  /// How many lines were left out before this one; nil if it is left out itself.
  mutating func admit(at now: ContinuousClock.Instant) -> Int? {
    if let next, now < next {
      leftOut += 1
      return nil
    }
    defer { leftOut = 0 }
    next = now + Self.interval
    return leftOut
  }
}
