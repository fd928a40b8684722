import Instruments
import Logging
import Synchronization

/// Counts the connections that came to nothing before their first line, and logs some of them.
final class ConnectionFaults: Sendable {
  private struct Guarded {
    var pacer = LogPacer()
    var count = 0
  }

  private let logger: Logger
  private let message: Logger.Message
  private let guarded = Mutex(Guarded())

  init(_ message: Logger.Message, _ logger: Logger) {
    self.message = message
    self.logger = logger
  }

  /// How many there were.
  var count: Int { guarded.withLock { $0.count } }

  func note(_ why: String, from address: String, at now: ContinuousClock.Instant = .now) {
    let leftOut = guarded.withLock { state in
      state.count += 1
      return state.pacer.admit(at: now)
    }
    guard let leftOut else { return }
    var metadata: Logger.Metadata = ["client": "\(address)", "why": "\(why)"]
    if leftOut > 0 { metadata["unlogged"] = "\(leftOut)" }
    logger.notice(message, metadata: metadata)
  }
}
