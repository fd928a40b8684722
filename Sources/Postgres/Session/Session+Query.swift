import CLibPQ

extension Session {
  /// Runs one statement, prepared.
  func query(_ sql: SQL) throws(DatabaseError) -> QueryResult {
    try checkStart()
    if let fault = sql.fault { throw fault }
    releaseDiscarded()
    let wasIdle = isIdle
    do throws(DatabaseError) {
      return try queryOnce(sql)
    } catch {
      guard error.isStaleStatement else { throw error }
      statements.remove(sql.text)
      // Inside a transaction the failure has ended that, so only the caller can begin anew.
      guard wasIdle, operation.interruption == nil else { throw error }
      return try queryOnce(sql)
    }
  }

  private func queryOnce(_ sql: SQL) throws(DatabaseError) -> QueryResult {
    guard statements.isEnabled else { return try command(sql) }
    let name: String
    if let known = statements.name(for: sql) {
      name = known
    } else {
      name = statements.freshName()
      guard sendPrepare(sql, name: name) else { throw refused() }
      _ = try collect()
      statements.insert(sql, name: name)
    }
    guard sendPrepared(sql, name: name) else { throw refused() }
    return try collect()
  }

  /// Runs one statement without preparing it: for what is rarely said twice.
  func command(_ sql: SQL) throws(DatabaseError) -> QueryResult {
    try checkStart()
    if let fault = sql.fault { throw fault }
    let sent = withParameterArrays(sql.parameters) { arrays in
      PQsendQueryParams(
        handle, sql.text, Int32(arrays.values.count), arrays.types, arrays.values, arrays.lengths,
        arrays.formats, binaryResults)
    }
    guard sent == 1 else { throw refused() }
    return try collect()
  }

  /// Runs several statements by the simple protocol.
  func script(_ text: String) throws(DatabaseError) {
    try checkStart()
    if text.utf8.contains(0) { throw DatabaseError(.usage, "The text of a script contains a zero byte.") }
    guard PQsendQuery(handle, text) == 1 else { throw refused() }
    _ = try collect()
  }

  func sendPrepare(_ sql: SQL, name: String) -> Bool {
    let types = sql.parameters.map(\.type.rawValue)
    return PQsendPrepare(handle, name, sql.text, Int32(types.count), types) == 1
  }

  func sendPrepared(_ sql: SQL, name: String) -> Bool {
    withParameterArrays(sql.parameters) { arrays in
      PQsendQueryPrepared(
        handle, name, Int32(arrays.values.count), arrays.values, arrays.lengths, arrays.formats, binaryResults
      )
        == 1
    }
  }

  /// Reads to the end of what was sent; the last result, or the first error.
  func collect() throws(DatabaseError) -> QueryResult {
    try flush()
    var last: ResultStorage?
    var failure: DatabaseError?
    while let result = try nextResult() {
      if isSuccess(result) {
        last = result
      } else if isCopy(result) {
        giveUp()
        throw DatabaseError(.usage, "COPY needs copyIn or copyOut; the connection is closed.")
      } else {
        failure = failure ?? error(from: result)
      }
      if isBroken { break }
    }
    if let failure { throw failure }
    guard let last else { throw lost() }
    return QueryResult(storage: last)
  }

  func isSuccess(_ result: ResultStorage) -> Bool {
    let status = result.status
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY
  }

  func isCopy(_ result: ResultStorage) -> Bool {
    let status = result.status
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH
  }

  /// Tells the server to forget statements that the cache has given up.
  ///
  /// Only outside of transactions, where a failure would harm nothing; what fails here is forgotten.
  func releaseDiscarded() {
    guard !statements.discarded.isEmpty, isIdle else { return }
    let text = statements.takeDiscarded().map { "DEALLOCATE \($0)" }
    for statement in text {
      guard !isBroken, PQsendQuery(handle, statement) == 1 else { return }
      _ = try? collect()
    }
  }

  /// Asks for results in binary form.
  var binaryResults: Int32 { 1 }
}
