public import LineRPC

/// What a client does while its caller waits.
public enum RetryEvent: Sendable, Equatable {
  /// The server cannot be reached, or takes no connection; the next try comes after the pause.
  case reconnecting(after: Duration, Status)
  /// A call or a stream has failed and is tried again after the pause.
  case repeating(String, after: Duration, Status)
  /// There is a connection again, after at least one try that failed or a connection that was lost.
  case reconnected
}
