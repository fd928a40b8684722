/// What time means for one connection: calls that are late, silence, and answers that nobody reads.
struct ConnectionClock {
  enum Finding { case goOn, slow, idle, stranger, old }

  private let idle: Duration
  private let window: Duration
  private let bytesPerWindow: Int
  /// The latest time that it was told.
  private(set) var now: ContinuousClock.Instant
  /// When a valid credential must have come.
  private var credentialTime: ContinuousClock.Instant
  private let strangerTime: Duration
  /// When the connection is old.
  private let oldTime: ContinuousClock.Instant
  private var isOld = false
  /// Since when the connection may have been silent.
  private var silentSince: ContinuousClock.Instant
  /// A deadline of an open call, and no open call has an earlier one.
  private var deadline: ContinuousClock.Instant?
  /// Since when it is counted how much the client takes; nil while it has taken all.
  private var windowBegan: ContinuousClock.Instant?
  private var taken = 0

  init(_ limits: LineLimits, _ now: ContinuousClock.Instant) {
    idle = .seconds(limits.idleSeconds)
    window = .seconds(limits.slowReaderSeconds)
    bytesPerWindow = limits.slowReaderBytesPerSecond * limits.slowReaderSeconds
    strangerTime = .seconds(limits.strangerSeconds)
    credentialTime = now + strangerTime
    oldTime = now + .seconds(limits.ageSeconds)
    self.now = now
    silentSince = now
  }

  func alarm(_ isKnown: Bool) -> ContinuousClock.Instant {
    var alarm = silentSince + idle
    if !isKnown { alarm = min(alarm, credentialTime) }
    if !isOld { alarm = min(alarm, oldTime) }
    if let deadline { alarm = min(alarm, deadline) }
    if let windowBegan { alarm = min(alarm, windowBegan + window) }
    return alarm
  }

  /// A valid credential must come in time.
  mutating func expectCredential() { credentialTime = now + strangerTime }

  mutating func noteActivity(_ time: ContinuousClock.Instant) {
    now = time
    silentSince = time
  }

  mutating func noteHandedOn(_ time: ContinuousClock.Instant) {
    now = time
    guard windowBegan == nil else { return }
    windowBegan = time
    taken = 0
  }

  mutating func noteWritten(_ count: Int, stillWaiting: Bool, _ time: ContinuousClock.Instant) {
    noteActivity(time)
    taken += count
    if !stillWaiting { windowBegan = nil }
  }

  mutating func expect(_ deadline: ContinuousClock.Instant?) {
    guard let deadline else { return }
    self.deadline = min(self.deadline ?? deadline, deadline)
  }

  mutating func expectOnly(_ deadline: ContinuousClock.Instant?) { self.deadline = deadline }

  /// Whether some call may be late. Where the call with the earliest deadline has ended in time, none is.
  func isAnyDeadlineOver(_ time: ContinuousClock.Instant) -> Bool { deadline.map { $0 <= time } ?? false }

  mutating func look(
    _ time: ContinuousClock.Instant, isQuiet: Bool, isWaiting: Bool, isKnown: Bool
  ) -> Finding {
    now = time
    if let began = windowBegan, time >= began + window {
      guard !isWaiting || taken >= bytesPerWindow else { return .slow }
      windowBegan = isWaiting ? time : nil
      taken = 0
    }
    if !isKnown, time >= credentialTime {
      guard !isQuiet else { return .stranger }
      // A call that still runs may be the one that shows a credential, or one that a stranger may make.
      credentialTime = time + strangerTime
    }
    if !isOld, time >= oldTime {
      isOld = true
      return .old
    }
    guard time >= silentSince + idle else { return .goOn }
    // A call that ends later ends a silence that begins only then.
    guard isQuiet else {
      silentSince = time
      return .goOn
    }
    return .idle
  }
}
