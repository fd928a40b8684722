public import Disclosure
import Postgres
import Records
import Violations

/// Reviews: a reviewer who did not submit a revision validates, publishes or returns exactly that revision.
public struct RecordReviews: Sendable {
  let pool: ConnectionPool
  let tables: KindTables
  let programmes: ProgrammeDirectory

  /// Carries a decision out, or says why not.
  ///
  /// - Parameter reason: what the submitter is told of a revision that goes back; not kept with another decision.
  public func review(
    _ identity: RecordIdentity, revision: Int, decision: ReviewDecision, reason: String? = nil, by reviewer: Principal
  ) async throws -> ReviewOutcome {
    guard reviewer.scope.contains(programme: identity.programme) else { return .notFound }
    return try await pool.withConnection { connection in
      let numbers = try await programmes.numbers(of: [identity.programme], on: connection)
      guard let number = numbers[identity.programme] else { return .notFound }
      let table = tables[identity.kind]
      return try await connection.transaction(retries: StoreLimits.serializationRetries) { connection in
        if table.isParent { try await lock(identity, on: connection) }
        guard let row = try await stored(identity, number, table, reviewer.scope, on: connection) else {
          return .notFound
        }
        let outcome = row.rule.outcome(of: decision, on: revision, by: reviewer.name)
        guard outcome == .done else { return outcome }
        if decision != .return {
          let missing = missing(in: row.body, submittedOn: row.day)
          guard missing.isEmpty else { return .incomplete(missing) }
          let closing = try await closing(table, row.body, number, by: reviewer.name, on: connection)
          guard closing == .done else { return closing }
        }
        try await write(decision, reason, identity, number, table, reviewer, on: connection)
        return .done
      }
    }
  }

  private func lock(_ identity: RecordIdentity, on connection: isolated Connection) async throws {
    let key = LockKey(identity).value
    try await connection.query("SELECT pg_advisory_xact_lock(\(key))")
  }

  private func stored(
    _ identity: RecordIdentity, _ number: Int32, _ table: KindTable, _ scope: AccessScope,
    on connection: isolated Connection
  ) async throws -> (rule: ReviewRule, body: [UInt8], day: CalendarDate?)? {
    let row = try await connection.query(
      """
      SELECT stored.revision, stored.review_status, stored.principal, convert_to(stored.body, 'UTF8'),
        (stored.submitted_at AT TIME ZONE 'UTC')::date, stored.withdrawn_at IS NOT NULL
      FROM \(identifier: table.name) AS stored
      JOIN programme_identity AS identity ON identity.id = stored.programme_id
      WHERE stored.programme_id = \(number) AND stored.key = \(identity.key)
        AND \(fragment: scope.programmes("identity")) AND \(fragment: scope.rows("stored", of: table.kind))
      FOR UPDATE OF stored
      """
    ).first
    guard let row else { return nil }
    let (revision, status, submitter, body, day, isWithdrawn) = try row.decode(
      (Int, String, String, [UInt8], CalendarDay, Bool).self)
    return (
      ReviewRule(revision: revision, status: status, submitter: submitter, isWithdrawn: isWithdrawn), body,
      CalendarDate(daysSince2000: day.daysSince2000)
    )
  }

  /// What the record's kind needed, on the day of the submission, before reports may use it. A rule that came later is
  /// not held against those who could not know it.
  private func missing(in body: [UInt8], submittedOn day: CalendarDate?) -> [FieldViolation] {
    do throws(RecordFault) {
      return try RecordReader(kinds: tables.kinds, rulesOf: day).read(body).reviewFaults(on: day)
    } catch {
      switch error {
      case .violations(let violations): return violations
      case .syntax: return [FieldViolation(path: "", message: .unreadable)]
      }
    }
  }

  /// Validation is when a level may fall, so what hangs on the record follows here; what is given back counts as not
  /// seen, so its level is again that of all revisions since the one validated before.
  private func write(
    _ decision: ReviewDecision, _ reason: String?, _ identity: RecordIdentity, _ number: Int32, _ table: KindTable,
    _ reviewer: Principal, on connection: isolated Connection
  ) async throws {
    let levels = table.statements.levels
    let level = SQL(unsafe: decision == .return ? levels.returned : levels.validated, parameters: [])
    let history = SQL(unsafe: LevelDescent.history(of: table.kind, follows: "reviewed"), parameters: [])
    try await connection.query(
      """
      WITH reviewed AS (
        UPDATE \(identifier: table.name) AS i
        SET review_status = \(decision.status), reviewed_by = \(reviewer.name), reviewed_at = now(), xid = DEFAULT,
          return_reason = \(decision == .return ? reason : nil), effective_level = \(fragment: level)
        WHERE programme_id = \(number) AND key = \(identity.key)
        RETURNING i.programme_id, i.key, i.effective_level
      )
      \(fragment: history)
      """)
    for statement in table.statements.settle {
      try await connection.query(
        SQL(unsafe: statement, parameters: [.int32Array([number]), .textArray([identity.key])]))
    }
  }
}

extension Wording {
  fileprivate static let unreadable = Wording(
    "readable", en: "The record is no JSON any more; have it submitted anew.",
    fr: "L’enregistrement n’est plus du JSON ; faites-le soumettre de nouveau.")
}
