/// How long a server that starts is waited for, and how often that is said.
///
/// A server that recovers after a crash reads its log again. To end it would only have the next start begin anew; so the time
/// counts from when it last said that it comes up.
struct StartPatience {
  private var limit: ContinuousClock.Instant
  private var nextWord: ContinuousClock.Instant

  init(at now: ContinuousClock.Instant) {
    limit = now + ClusterLimits.start
    nextWord = now + ClusterLimits.word
  }

  /// It has said that it comes up.
  mutating func noteLife(at now: ContinuousClock.Instant) { limit = now + ClusterLimits.start }

  func isOver(at now: ContinuousClock.Instant) -> Bool { now >= limit }

  /// Whether it is time to say that it does not answer yet.
  mutating func takeWord(at now: ContinuousClock.Instant) -> Bool {
    guard now >= nextWord else { return false }
    nextWord = now + ClusterLimits.word
    return true
  }
}
