import CLibPQ

extension Session {
  /// What was sent of a pipeline, in order.
  private enum Sent {
    case prepare(step: Int, name: String)
    case execute(step: Int)
  }

  /// Runs statements in one go with one synchronisation at the end.
  func pipeline(_ statements: [SQL]) throws(DatabaseError) -> [QueryResult] {
    try checkStart()
    for (step, sql) in statements.enumerated() {
      guard var fault = sql.fault else { continue }
      fault.step = step
      throw fault
    }
    if statements.isEmpty { return [] }
    releaseDiscarded()
    let wasIdle = isIdle
    do throws(DatabaseError) {
      return try pipelineOnce(statements)
    } catch {
      guard error.isStaleStatement, let step = error.step else { throw error }
      self.statements.remove(statements[step].text)
      guard wasIdle, operation.interruption == nil else { throw error }
      return try pipelineOnce(statements)
    }
  }

  private func pipelineOnce(_ statements: [SQL]) throws(DatabaseError) -> [QueryResult] {
    guard PQenterPipelineMode(handle) == 1 else { throw refused() }
    do throws(DatabaseError) {
      let sent = try send(statements)
      guard PQpipelineSync(handle) == 1 else { throw lost() }
      let results = try receive(sent, statements)
      guard PQexitPipelineMode(handle) == 1 else { throw lost() }
      return results
    } catch {
      // After the synchronisation point the mode can be left; before it, the connection is of no more use.
      if PQpipelineStatus(handle) != PQ_PIPELINE_OFF, PQexitPipelineMode(handle) != 1 { giveUp() }
      throw error
    }
  }

  private func send(_ statements: [SQL]) throws(DatabaseError) -> [Sent] {
    var sent: [Sent] = []
    var prepared: [String: (name: String, types: [TypeOID])] = [:]
    for (step, sql) in statements.enumerated() {
      guard self.statements.isEnabled else {
        let name = ""
        guard sendPrepare(sql, name: name) else { throw refused() }
        guard sendPrepared(sql, name: name) else { throw refused() }
        sent += [.prepare(step: step, name: name), .execute(step: step)]
        continue
      }
      let types = sql.parameters.map(\.type)
      let name: String
      if let known = self.statements.name(for: sql) {
        name = known
      } else if let known = prepared[sql.text], known.types == types {
        name = known.name
      } else {
        name = self.statements.freshName()
        prepared[sql.text] = (name, types)
        guard sendPrepare(sql, name: name) else { throw refused() }
        sent.append(.prepare(step: step, name: name))
      }
      guard sendPrepared(sql, name: name) else { throw refused() }
      sent.append(.execute(step: step))
    }
    return sent
  }

  private func receive(_ sent: [Sent], _ statements: [SQL]) throws(DatabaseError) -> [QueryResult] {
    try flush()
    var results: [QueryResult] = []
    results.reserveCapacity(statements.count)
    var failure: DatabaseError?
    for command in sent {
      var last: ResultStorage?
      while let result = try nextResult() {
        if isSuccess(result) {
          last = result
        } else if isCopy(result) {
          giveUp()
          throw DatabaseError(.usage, "COPY cannot be part of a pipeline; the connection is closed.")
        } else if result.status != PGRES_PIPELINE_ABORTED, failure == nil {
          failure = error(from: result)
          if case .prepare(let step, _) = command { failure?.step = step }
          if case .execute(let step) = command { failure?.step = step }
        }
        if isBroken, let failure { throw failure }
      }
      guard let last else { continue }
      switch command {
      case .prepare(let step, let name):
        if !name.isEmpty { self.statements.insert(statements[step], name: name) }
      case .execute: results.append(QueryResult(storage: last))
      }
    }
    if let fault = try receiveSynchronisation() { failure = failure ?? fault }
    if let failure { throw failure }
    guard results.count == statements.count else { throw lost() }
    return results
  }

  /// Reads up to the synchronisation point; the error of the implicit commit, if there was one.
  private func receiveSynchronisation() throws(DatabaseError) -> DatabaseError? {
    var failure: DatabaseError?
    // Between two commands libpq gives nil once; more of them mean that it has lost its place.
    var ends = 0
    while ends < 3 {
      guard let result = try nextResult() else {
        ends += 1
        continue
      }
      if result.status == PGRES_PIPELINE_SYNC { return failure }
      failure = failure ?? error(from: result)
      if isBroken { return failure }
    }
    throw lost()
  }
}
