extension Connection {
  /// Runs a transaction: committed when the closure returns, rolled back when it throws or the task is
  /// cancelled before the commit.
  ///
  /// The closure runs on the connection's own thread, so that its statements need no change of thread. The
  /// commit itself heeds neither cancellation nor `deadline`, which holds for each statement inside: after a
  /// `connectionLost` in it, whether the transaction took place is unknown.
  ///
  /// - Parameter retries: how often the closure is run anew after a deadlock or a serialization failure, by which
  ///   PostgreSQL ends one of the transactions that would otherwise wait for each other for ever.
  @discardableResult
  public func transaction<Value: Sendable>(
    _ mode: TransactionMode = .readCommitted, deadline: ContinuousClock.Instant? = nil, retries: Int = 0,
    _ body: @Sendable (isolated Connection) async throws -> Value
  ) async throws -> Value {
    for _ in 0..<retries {
      do {
        return try await attempt(mode, deadline, body)
      } catch let error as DatabaseError where error.isSerialization {
        continue
      }
    }
    return try await attempt(mode, deadline, body)
  }

  private func attempt<Value: Sendable>(
    _ mode: TransactionMode, _ deadline: ContinuousClock.Instant?,
    _ body: @Sendable (isolated Connection) async throws -> Value
  ) async throws -> Value {
    guard !isTransactionOpen else {
      throw DatabaseError(.usage, "A transaction is open on the connection already.")
    }
    let session = try self.session
    isTransactionOpen = true
    transactionDeadline = deadline
    session.isReadOnlyByChoice = !mode.mayWrite
    defer {
      session.isReadOnlyByChoice = false
      isTransactionOpen = false
      transactionDeadline = nil
    }
    let begin = SQL(unsafe: mode.begin, parameters: [])
    _ = try await perform(nil) { (session) throws(DatabaseError) in
      do throws(DatabaseError) {
        return try session.command(begin)
      } catch {
        throw session.demotion(refusing: error)
      }
    }
    do {
      let value = try await body(self)
      if Task.isCancelled { throw DatabaseError(.cancelled, "The task was cancelled before the commit.") }
      try commit()
      return value
    } catch {
      rollBack()
      throw error
    }
  }

  private func commit() throws(DatabaseError) {
    let result = try performUninterrupted(within: nil) { (session) throws(DatabaseError) in
      try session.command("COMMIT")
    }
    guard result.commandTag == "COMMIT" else {
      let message = "The transaction was rolled back, since a statement in it had failed."
      throw DatabaseError(.server, message, sqlstate: "25P02")
    }
  }

  /// Rolls back if there is anything to roll back; a connection that cannot is given up, which does it, too.
  private func rollBack() {
    guard let session = try? session, !session.isBroken, !session.isIdle else { return }
    do {
      _ = try performUninterrupted(within: PostgresLimits.rollback) { (session) throws(DatabaseError) in
        try session.command("ROLLBACK")
      }
    } catch {
      session.giveUp()
    }
  }
}
