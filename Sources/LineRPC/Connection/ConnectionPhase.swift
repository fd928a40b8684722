/// How far a connection has come. It never goes back.
public enum ConnectionPhase: Sendable, Equatable {
  /// Calls begin and end.
  case open
  /// No call begins any more, those that are open may end, and then a last line says why.
  case draining
  /// The last line is on its way. Nothing is read, and nothing else is answered.
  case lastLine
  /// Our side is closed, the client's is not: closing both while input waits unread would reset the connection, and the
  /// client would lose the last line.
  case lingering
  /// The connection is no more.
  case closed

  /// Whether calls are still answered.
  var answers: Bool { self == .open || self == .draining }
}
