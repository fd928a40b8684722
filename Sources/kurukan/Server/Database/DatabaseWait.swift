import Logging
import Postgres

/// Waits at a server's start until its database takes a connection, as long as that may take.
struct DatabaseWait {
  /// The pause after the first attempt; it doubles with each further one.
  static let firstPause: Duration = .milliseconds(250)
  static let longestPause: Duration = .seconds(5)
  /// How often the same reason is said again.
  static let noticeInterval: Duration = .seconds(15)

  let limit: Duration
  let logger: Logger
  /// Hears why it waits, whenever that changes.
  var tell: @Sendable (DatabaseRefusal) -> Void = { _ in }

  /// Returns once the database has taken a connection. Throws ``CommandFailure`` with the reason and the remedy when it
  /// has not within the limit, and what else an attempt throws at once.
  func reach(_ configuration: ConnectionConfiguration) async throws {
    let start = ContinuousClock.now
    var pause = Self.firstPause
    var said: (reason: String, time: ContinuousClock.Instant)?
    while true {
      do throws(DatabaseError) {
        try await Connection.connect(configuration).close()
        if said != nil {
          logger.notice("The database takes connections", metadata: ["waited": "\(Self.seconds(.now - start)) s"])
        }
        return
      } catch {
        guard error.isConnection else { throw error }
        let reason = DatabaseRefusal(error)
        let left = limit - (.now - start)
        guard left > .zero else { throw CommandFailure(end(reason)) }
        if said?.reason != reason.message || ContinuousClock.now - (said?.time ?? start) >= Self.noticeInterval {
          tell(reason)
          say(reason, left)
          said = (reason.message, .now)
        }
        try await Task.sleep(for: min(pause, left))
        pause = min(pause * 2, Self.longestPause)
      }
    }
  }

  /// What no time mends by itself is said as an error at once; it is waited for all the same, since a password may be set
  /// or a database made meanwhile.
  private func say(_ reason: DatabaseRefusal, _ left: Duration) {
    logger.log(
      level: reason.needsSomebody ? .error : .warning, "Waiting for the database. \(reason.remedy)",
      metadata: ["reason": "\(reason.message)", "left": "\(Self.seconds(left)) s"])
  }

  private func end(_ reason: DatabaseRefusal) -> String {
    let waited = limit > .zero ? " within \(Self.seconds(limit)) s (--database-wait)" : ""
    return "The database did not take a connection\(waited): \(reason.message). \(reason.remedy)"
  }

  private static func seconds(_ duration: Duration) -> Int64 { duration.components.seconds }
}
