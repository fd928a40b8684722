/// Whether a batch waits for a database that cannot be reached. Knows no clock and no database.
///
/// A short absence, as while PostgreSQL restarts, is waited out: nobody notices it. After that nobody waits any more: what
/// has queued up and what comes is answered at once, but for one try a pause, until one succeeds.
struct IntakeBreaker {
  /// What becomes of a batch.
  enum Decision: Equatable {
    /// It is tried until then.
    case tryUntil(ContinuousClock.Instant)
    /// It is not tried.
    case refuse
  }

  private let reconnectTime: Duration
  private let pause: Duration
  /// When the database is tried again; nil while it can be reached.
  private var nextTry: ContinuousClock.Instant?

  init(
    reconnectTime: Duration = IntakeLimits.reconnectTime, pause: Duration = IntakeLimits.reconnectPause
  ) {
    self.reconnectTime = reconnectTime
    self.pause = pause
  }

  /// Whether batches are refused.
  var isOpen: Bool { nextTry != nil }

  /// What becomes of a batch that comes now.
  func decision(at now: ContinuousClock.Instant) -> Decision {
    guard let nextTry else { return .tryUntil(now + reconnectTime) }
    return now < nextTry ? .refuse : .tryUntil(now)
  }

  /// The database was reached; whether it had been away.
  mutating func reached() -> Bool {
    defer { nextTry = nil }
    return isOpen
  }

  /// A batch was given up; whether it is the first.
  mutating func gaveUp(at now: ContinuousClock.Instant) -> Bool {
    defer { nextTry = now + pause }
    return !isOpen
  }
}
