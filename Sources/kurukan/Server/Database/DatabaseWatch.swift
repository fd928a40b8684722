import Logging
import Postgres
import Synchronization

/// Follows whether the database takes connections, and says in the log why not: at once, then now and then with the time
/// that it has lasted, and when it is over.
final class DatabaseWatch: Sendable {
  /// The time from one line to the next while it lasts.
  static let interval: Duration = .seconds(30)

  private struct Absence {
    let since: ContinuousClock.Instant
    var attempts = 0
    var nextLine: ContinuousClock.Instant
  }

  private struct State {
    var failures = 0
    var absence: Absence?
  }

  private let logger: Logger
  private let state = Mutex(State())

  /// A watch that has seen nothing.
  init(logger: Logger) { self.logger = logger }

  /// Attempts that have failed so far.
  var failures: Int { state.withLock { $0.failures } }

  /// For how long every attempt has failed; zero if the last one did not.
  func absence(at now: ContinuousClock.Instant = .now) -> Duration {
    state.withLock { $0.absence.map { now - $0.since } ?? .zero }
  }

  /// An attempt to connect has ended; with an error if it failed.
  func note(_ failure: DatabaseError?, at now: ContinuousClock.Instant = .now) {
    guard let failure else { return noteSuccess(at: now) }
    let line = state.withLock { state -> (lasted: Duration, attempts: Int)? in
      state.failures += 1
      var absence = state.absence ?? Absence(since: now, nextLine: now)
      absence.attempts += 1
      defer { state.absence = absence }
      guard now >= absence.nextLine else { return nil }
      absence.nextLine = now + Self.interval
      return (now - absence.since, absence.attempts)
    }
    guard let line else { return }
    logger.error(
      "The database takes no connection",
      metadata: [
        "why": "\(failure)", "remedy": "\(DatabaseRefusal(failure).remedy)",
        "seconds": "\(line.lasted.components.seconds)", "attempts": "\(line.attempts)",
      ])
  }

  private func noteSuccess(at now: ContinuousClock.Instant) {
    let absence = state.withLock { state in
      defer { state.absence = nil }
      return state.absence
    }
    guard let absence else { return }
    logger.notice(
      "The database takes connections again",
      metadata: [
        "seconds": "\((now - absence.since).components.seconds)", "attempts": "\(absence.attempts)",
      ])
  }
}
