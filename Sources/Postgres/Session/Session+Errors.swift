import CLibPQ

extension Session {
  /// The error of a failed result, in terms of what was asked of the operation.
  func error(from result: ResultStorage) -> DatabaseError {
    let sqlstate = result.field("C")
    var error = DatabaseError(.server, result.field("M") ?? "", sqlstate: sqlstate)
    error.hint = result.field("H")
    error.constraint = result.field("n")
    error.table = result.field("t")
    error.column = result.field("c")
    if let interruption = operation.interruption, sqlstate == "57014" {
      error.kind = interruption
      error.message = interruptionError(interruption).message
    }
    let severity = result.field("V")
    let isFatal = severity == "FATAL" || severity == "PANIC"
    // libpq's own errors, such as a lost connection, come without a code.
    if isFatal || sqlstate == nil || PQstatus(handle) == CONNECTION_BAD {
      giveUp()
      error.kind = .connectionLost
      if error.message.isEmpty { error.message = libraryMessage ?? "The connection was lost." }
    }
    return error
  }

  func interruptionError(_ kind: DatabaseError.Kind) -> DatabaseError {
    let message =
      kind == .timeout ? "The deadline of the statement passed." : "The task of the statement was cancelled."
    return DatabaseError(kind, message)
  }
}
