public import Logging
import Synchronization

/// A log of a test, with everything that a server says on every level.
public final class CapturedLog: Sendable {
  private let lines = Mutex<[String]>([])

  /// An empty log.
  public init() {}

  /// All that was said, a line for each event.
  public var text: String { lines.withLock { $0.joined(separator: "\n") } }

  /// What writes into it.
  public var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

  private func append(_ line: String) { lines.withLock { $0.append(line) } }

  private struct Handler: LogHandler {
    let log: CapturedLog
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      log.append("\(event.level) \(event.message) \(all)")
    }
  }
}
