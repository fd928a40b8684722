public import LineRPC
public import LineRPCTLS
public import Violations

/// How a client behaves, and every limit of one connection.
public struct LineClientConfiguration: Sendable {
  /// How long connecting may take.
  public var connectTimeout: Duration
  /// How long nothing may come back over the network, not even from the server's kernel, before the connection is lost.
  /// Two seconds at least.
  public var linkPatience: Duration
  /// The TLS to speak; nil for plain lines.
  public var tls: ClientTLS?
  /// Bytes of the longest line taken from the server.
  public var lineBytes: Int
  /// Bytes of the longest line sent: the server's limit. What makes a longer one is refused before it is sent.
  public var requestLineBytes: Int
  /// Calls of one connection that the server is at; further ones wait for a place. Fewer than a server takes before it
  /// stops reading, so that it still reads what cancels them.
  public var openCalls: Int
  /// Bytes that may wait to be sent; then calls and messages wait for room. One line more may be in memory.
  public var unsentBytes: Int
  /// Bytes of streams that may wait to be read by the caller before reading stops.
  public var unreadBytes: Int
  /// How long after its timeout a call still waits for the server to say what became of it.
  public var timeoutGrace: Duration
  /// The language in which the server is to word its answers, where a call's own options name none.
  public var language: MessageLanguage?

  /// Ten seconds to connect, a minute for a dead link, lines of 64 MiB from the server and of the protocol's limit to it, half as many open calls
  /// as the protocol's standard, windows of 1 MiB, and a second of grace, unless given.
  public init(
    connectTimeout: Duration = .seconds(10), linkPatience: Duration = .seconds(60), lineBytes: Int = 64 << 20,
    requestLineBytes: Int = LineLimits.standard.lineBytes,
    openCalls: Int = LineLimits.standard.callsPerConnection / 2, unsentBytes: Int = 1 << 20,
    unreadBytes: Int = 1 << 20, timeoutGrace: Duration = .seconds(1), language: MessageLanguage? = nil
  ) {
    self.connectTimeout = connectTimeout
    self.linkPatience = linkPatience
    self.lineBytes = lineBytes
    self.requestLineBytes = requestLineBytes
    self.openCalls = openCalls
    self.unsentBytes = unsentBytes
    self.unreadBytes = unreadBytes
    self.timeoutGrace = timeoutGrace
    self.language = language
  }
}
