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
    if isFatal || sqlstate == nil || PQstatus(handle) == CONNECTION_BAD || isDemoted(sqlstate) {
      giveUp()
      error.kind = .connectionLost
      if error.message.isEmpty { error.message = libraryMessage ?? "The connection was lost." }
    }
    return error
  }

  /// What a transaction's refused beginning means: to one that may write, a standby says that it cannot (0A000), and
  /// a new connection may lead to the primary.
  func demotion(refusing error: DatabaseError) -> DatabaseError {
    guard error.sqlstate == "0A000", !isBroken else { return error }
    giveUp()
    var error = error
    error.kind = .connectionLost
    return error
  }

  /// Whether the server takes no changes any more (25006, read-only transaction) though the caller asked for none such:
  /// another one became the primary in its place, and a new connection leads there.
  private func isDemoted(_ sqlstate: String?) -> Bool { sqlstate == "25006" && !isReadOnlyByChoice }

  func interruptionError(_ kind: DatabaseError.Kind) -> DatabaseError {
    let message =
      kind == .timeout ? "The deadline of the statement passed." : "The task of the statement was cancelled."
    return DatabaseError(kind, message)
  }
}
