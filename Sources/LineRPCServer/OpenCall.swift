import LineRPC
import MethodCatalogue
import NIOCore
import Violations

/// Why a call's task was told to stop.
enum CancelCause: Sendable {
  case client
  case deadline
  case draining
  case connectionGone
}

/// A call that has not been answered.
struct OpenCall: Sendable {
  /// Tells this call from an earlier one with the same id.
  let serial: UInt64
  let isJSONRPC: Bool
  let language: MessageLanguage
  let requestID: String
  let kind: MethodKind
  var cancelCause: CancelCause?
  var task: Task<Void, Never>?
  var timer: Scheduled<Void>?
}

/// Names one call of one connection, for whoever will answer it.
struct OpenCallReference: ReplyTarget {
  let connection: Connection
  let id: CallID
  let serial: UInt64
  let requestBytes: Int

  /// Answers the call, if nobody has, and gives its place back.
  func end(_ outcome: Result<[UInt8], Status>) { connection.end(self, outcome) }

  /// Whether nobody waits for the answer.
  var isCancelled: Bool { connection.cancelCause(of: self) != nil }
}
