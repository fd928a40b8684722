extension Connection {
  /// Hands on the rows of a statement in batches, through a cursor: memory is bounded by a batch, and the
  /// server waits while the closure does. Only inside a `transaction`, whose snapshot it reads.
  ///
  /// The closure runs where it was written, inside of `transaction` on the connection's thread.
  public func forEachRow(
    _ sql: SQL, batch: Int = 1000, deadline: ContinuousClock.Instant? = nil,
    _ body: nonisolated(nonsending) (QueryResult.Rows) async throws -> Void
  ) async throws {
    guard isTransactionOpen else {
      throw DatabaseError(.usage, "Rows can be streamed inside of a transaction only.")
    }
    cursorCount += 1
    let name = "kurukan_cursor_\(cursorCount)"
    let size = min(max(batch, 1), PostgresLimits.cursorBatch)
    let declare: SQL = "DECLARE \(identifier: name) NO SCROLL CURSOR FOR \(fragment: sql)"
    let fetch = SQL(unsafe: "FETCH \(size) FROM \(name)", parameters: [])
    _ = try await perform(deadline) { (session) throws(DatabaseError) in try session.command(declare) }
    while true {
      let result = try await perform(deadline) { (session) throws(DatabaseError) in
        try session.command(fetch)
      }
      if !result.rows.isEmpty { try await body(result.rows) }
      if result.rows.count < size { break }
    }
    // When the closure throws, the end of the transaction closes the cursor.
    let close = SQL(unsafe: "CLOSE \(name)", parameters: [])
    _ = try await perform(deadline) { (session) throws(DatabaseError) in try session.command(close) }
  }

  /// Hands on what `COPY … TO STDOUT` gives, in pieces of about 64 KiB that end with a row.
  ///
  /// COPY takes no parameters. When the closure throws, the statement is cancelled.
  public func copyOut(
    _ sql: SQL, deadline: ContinuousClock.Instant? = nil,
    _ body: nonisolated(nonsending) ([UInt8]) async throws -> Void
  ) async throws {
    try await perform(deadline) { (session) throws(DatabaseError) in try session.startCopy(sql, .out) }
    do {
      while let piece = try await continueCopy(
        deadline,
        { (session) throws(DatabaseError) in
          try session.readCopy()
        })
      {
        try await body(piece)
      }
    } catch {
      abandonCopy()
      throw error
    }
  }

  /// Loads what a sequence gives by `COPY … FROM STDIN`; the number of rows.
  ///
  /// When the sequence throws, or the task is cancelled, nothing is kept.
  @discardableResult
  public func copyIn<Source: AsyncSequence & Sendable>(
    _ sql: SQL, from source: Source, deadline: ContinuousClock.Instant? = nil
  ) async throws -> Int where Source.Element == [UInt8] {
    try await perform(deadline) { (session) throws(DatabaseError) in try session.startCopy(sql, .in) }
    do {
      for try await piece in source {
        try await continueCopy(deadline) { (session) throws(DatabaseError) in try session.writeCopy(piece) }
      }
      return try await continueCopy(deadline) { (session) throws(DatabaseError) in
        try session.finishCopyIn()
      }
    } catch {
      abandonCopy()
      throw error
    }
  }

  /// Loads rows by `COPY … FROM STDIN (FORMAT binary)`; how many were stored.
  ///
  /// Either all are, or none: in a `transaction`, which a failure ends, or as one of its own.
  @discardableResult
  public func copyIn(
    _ sql: SQL, rows: CopyRows, deadline: ContinuousClock.Instant? = nil
  ) async throws(DatabaseError) -> Int {
    do throws(DatabaseError) {
      return try await perform(deadline) { (session) throws(DatabaseError) in
        try session.startCopy(sql, .in)
        try rows.withBytes { (bytes) throws(DatabaseError) in try session.writeCopy(bytes) }
        return try session.finishCopyIn()
      }
    } catch {
      abandonCopy()
      throw error
    }
  }

  private func continueCopy<Value>(
    _ deadline: ContinuousClock.Instant?, _ work: (Session) throws(DatabaseError) -> Value
  ) async throws(DatabaseError) -> Value {
    // A COPY under way refuses all operations but its own.
    try session.isCopying = false
    return try await perform(deadline) { (session) throws(DatabaseError) in
      session.isCopying = true
      return try work(session)
    }
  }

  private func abandonCopy() {
    guard let session = try? session, !session.isBroken, session.isCopying else { return }
    session.isCopying = false
    do {
      try performUninterrupted(within: nil) { (session) throws(DatabaseError) in try session.abandonCopy() }
    } catch {
      session.giveUp()
    }
  }
}
