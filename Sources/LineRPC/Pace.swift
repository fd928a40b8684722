/// How fast something may come: some at once, then so many a second (the generic cell rate algorithm of ITU-T I.371).
public struct Pace: Sendable {
  private let interval: Duration
  private let tolerance: Duration
  /// When all that was taken so far would be due, had it come one by one.
  private var due: ContinuousClock.Instant

  /// - Parameters:
  ///   - burst: how many may come at once.
  ///   - perSecond: how many a second after those.
  public init(burst: Int, perSecond: Int, _ now: ContinuousClock.Instant) {
    interval = .seconds(1) / max(1, perSecond)
    tolerance = interval * max(0, burst - 1)
    due = now
  }

  /// From when on another may be taken.
  public var nextTime: ContinuousClock.Instant { due - tolerance }

  /// When nothing is remembered any more of what was taken.
  public var restTime: ContinuousClock.Instant { due }

  /// Notes that one was taken.
  public mutating func take(at now: ContinuousClock.Instant) { due = max(due, now) + interval }
}
