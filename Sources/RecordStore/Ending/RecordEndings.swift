public import Disclosure
import Postgres
import Records

/// Takes records out of every report, puts them back, and erases what they said.
///
/// A revision that arrives meanwhile waits for the row: one of a withdrawn record leaves it withdrawn, one of an erased
/// record is refused.
public struct RecordEndings: Sendable {
  let pool: ConnectionPool
  let tables: KindTables
  let programmes: ProgrammeDirectory

  /// Takes a record out of every report, count and note at once. What hangs on it stays as protected as before.
  ///
  /// - Parameters:
  ///   - reason: why, for those who read the record; at most ``EndingLimits/reasonCharacters``.
  ///   - caller: who may read the record, within whose scope it must lie.
  public func withdraw(
    _ identity: RecordIdentity, reason: String? = nil, by caller: Principal
  ) async throws -> EndingOutcome {
    try await end(identity, .withdraw, by: caller) { row, connection in
      try await row.set(
        """
        withdrawn_by = \(caller.name), withdrawn_at = now(), withdrawal_reason = \(reason),
        standing_changed_at = now(), xid = DEFAULT
        """, on: connection)
    }
  }

  /// Puts a withdrawn record back: reports use its last validated revision again.
  public func restore(_ identity: RecordIdentity, by caller: Principal) async throws -> EndingOutcome {
    try await end(identity, .restore, by: caller) { row, connection in
      try await row.set(
        """
        withdrawn_by = NULL, withdrawn_at = NULL, withdrawal_reason = NULL, standing_changed_at = now(), xid = DEFAULT
        """, on: connection)
    }
  }

  /// Erases every revision of a record: bodies with the salts of their hashes, columns, parts, and what reviewers wrote.
  ///
  /// Identity, date, reason code and who did it stay, so that its key is known to be erased: nothing is taken under it
  /// any more, a retry neither. What hangs on the record counts as confidential, as if it had never arrived. The archive
  /// loses every report in which its texts stand; what somebody was given before is not reached.
  public func erase(
    _ identity: RecordIdentity, reason: ErasureReason, by caller: Principal
  ) async throws -> EndingOutcome {
    let table = tables[identity.kind]
    return try await end(identity, .erase, by: caller) { row, connection in
      try await ArchivePurge.purge(row, on: connection)
      try await row.set(
        "erased_by = \(caller.name), erased_at = clock_timestamp(), erasure_reason = \(reason.rawValue)", on: connection
      )
      try await row.erase(on: connection)
      for statement in table.statements.settle {
        try await connection.query(
          SQL(unsafe: statement, parameters: [.int32Array([row.programme]), .textArray([row.key])]))
      }
    }
  }

  private func end(
    _ identity: RecordIdentity, _ ending: Ending, by caller: Principal,
    _ body: @escaping @Sendable (EndingRow, isolated Connection) async throws -> Void
  ) async throws -> EndingOutcome {
    guard caller.scope.contains(programme: identity.programme) else { return .notFound }
    let table = tables[identity.kind]
    return try await pool.withConnection { connection in
      let numbers = try await programmes.numbers(of: [identity.programme], on: connection)
      guard let number = numbers[identity.programme] else { return .notFound }
      let row = EndingRow(table: table, programme: number, key: identity.key)
      return try await connection.transaction(retries: StoreLimits.serializationRetries) { connection in
        if table.isParent {
          try await connection.query("SELECT pg_advisory_xact_lock(\(LockKey(identity).value))")
        }
        guard let standing = try await row.standing(within: caller.scope, on: connection) else { return .notFound }
        let outcome = standing.outcome(of: ending)
        guard outcome == .done else { return outcome }
        if ending == .erase, try await !row.isWhole(within: caller.scope, on: connection) { return .notFound }
        try await body(row, connection)
        return .done
      }
    }
  }
}
