/// How fast lines may come: some at once, then so many a second (the generic cell rate algorithm of ITU-T I.371).
struct LinePace {
  private let interval: Duration
  private let tolerance: Duration
  /// When the lines taken so far would all be due, had they come one by one.
  private var due: ContinuousClock.Instant

  /// - Parameters:
  ///   - burst: lines that may come at once.
  ///   - perSecond: lines a second after those.
  init(burst: Int, perSecond: Int, _ now: ContinuousClock.Instant) {
    interval = .seconds(1) / max(1, perSecond)
    tolerance = interval * max(0, burst - 1)
    due = now
  }

  /// From when on another line may be taken.
  var nextTime: ContinuousClock.Instant { due - tolerance }

  /// Notes that a line was taken.
  mutating func take(at now: ContinuousClock.Instant) { due = max(due, now) + interval }
}
