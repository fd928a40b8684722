import LineRPC
import Logging
import MethodCatalogue

/// Names one call of one connection, for whoever will answer it.
struct OpenCallReference: ReplyTarget {
  let connection: Connection
  let call: CallReference
  /// The server's name for it, and its caller's.
  let requestID: String
  let traceparent: String?

  /// Answers the call, if nobody has, and gives its place back.
  func end(_ outcome: Result<[UInt8], Status>) {
    if case .failure(let status) = outcome { connection.note(status, of: requestID, traceparent) }
    connection.end(call, outcome)
  }

  /// Whether the caller has been answered already.
  var isTooLate: Bool { connection.isAnswered(call) }
}

extension Connection {
  /// Writes into the log what only an administrator can mend, by the name that the client is told.
  ///
  /// - Parameter cause: what led to it, if there is more to say.
  func note(_ status: Status, of requestID: String, _ traceparent: String?, cause: (any Error)? = nil) {
    guard status.code == .internal, let leftOut = load.admitFailure(at: .now) else { return }
    let error = (cause is Status ? nil : cause).map { "\($0)" } ?? status.logged ?? "\(status.message)"
    var metadata: Logger.Metadata = [
      "request": "\(requestID)", "reason": "\(status.reason)", "error": "\(error)",
    ]
    if let traceparent { metadata["traceparent"] = "\(traceparent)" }
    if leftOut > 0 { metadata["unlogged"] = "\(leftOut)" }
    logger.error("A call failed.", metadata: metadata)
  }
}
