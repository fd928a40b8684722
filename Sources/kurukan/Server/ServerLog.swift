import Logging
import Settings
import Synchronization

/// What a server says, on standard error, each line with its time and level; the level can be changed while it runs.
final class ServerLog: Sendable {
  private let current = LevelInForce()
  let logger: Logger

  init() {
    let current = current
    logger = Logger(label: "kurukan") { LeveledHandler(inner: .standardError(label: $0), current: current) }
  }

  /// What is logged: this and all that is graver.
  var level: Logger.Level {
    get { current.level.withLock { $0 } }
    set { current.level.withLock { $0 = newValue } }
  }

  /// Says why the server ends, or does not start; what its process is to end with.
  func end(with error: any Error) -> CommandFailure {
    if let faults = error as? SettingFaults {
      for fault in faults.faults { logger.critical("\(fault)") }
      return CommandFailure("", exitCode: 64)
    }
    let failure = error as? CommandFailure
    logger.critical("\(failure?.text ?? "The server ended: \(error)")")
    return CommandFailure("", exitCode: failure?.exitCode ?? 1)
  }
}

/// The level that all copies of a logger go by.
private final class LevelInForce: Sendable {
  let level = Mutex(Logger.Level.info)
}

private struct LeveledHandler: LogHandler {
  var inner: StreamLogHandler
  let current: LevelInForce

  var logLevel: Logger.Level {
    get { current.level.withLock { $0 } }
    set { current.level.withLock { $0 = newValue } }
  }

  var metadata: Logger.Metadata {
    get { inner.metadata }
    set { inner.metadata = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { inner[metadataKey: key] }
    set { inner[metadataKey: key] = newValue.map { .string(LogText.onOneLine("\($0)")) } }
  }

  /// What others have sent may stand in it, so that none of it makes a line of its own, and none fills the log.
  func log(event: LogEvent) {
    var event = event
    event.message = "\(LogText.onOneLine("\(event.message)"))"
    event.metadata = event.metadata?.mapValues { .string(LogText.onOneLine("\($0)")) }
    inner.log(event: event)
  }
}
