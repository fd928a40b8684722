public import Violations

/// How a client behaves.
public struct LineClientConfiguration: Sendable {
  /// How long connecting may take.
  public var connectTimeout: Duration
  /// Bytes of the longest line taken from the server.
  public var lineBytes: Int
  /// Bytes of streams that may wait to be read by the caller before reading stops.
  public var unreadBytes: Int
  /// How long after its timeout a call still waits for the server to say what became of it.
  public var timeoutGrace: Duration
  /// The language in which the server is to word its answers, where a call's own options name none.
  public var language: MessageLanguage?

  /// Ten seconds to connect, lines of 64 MiB, a window of 1 MiB, and a second of grace, unless given.
  public init(
    connectTimeout: Duration = .seconds(10), lineBytes: Int = 64 << 20, unreadBytes: Int = 1 << 20,
    timeoutGrace: Duration = .seconds(1), language: MessageLanguage? = nil
  ) {
    self.connectTimeout = connectTimeout
    self.lineBytes = lineBytes
    self.unreadBytes = unreadBytes
    self.timeoutGrace = timeoutGrace
    self.language = language
  }
}
