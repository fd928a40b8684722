import LineRPC
import MethodCatalogue

/// Names one call of one connection, for whoever will answer it.
struct OpenCallReference: ReplyTarget {
  let connection: Connection
  let call: CallReference

  /// Answers the call, if nobody has, and gives its place back.
  func end(_ outcome: Result<[UInt8], Status>) { connection.end(call, outcome) }

  /// Whether nobody waits for the answer.
  var isCancelled: Bool { !connection.isWanted(call) }
}
