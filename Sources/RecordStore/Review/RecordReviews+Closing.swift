import Disclosure
import JSONBytes
import Postgres
import Records

extension RecordReviews {
  /// What becomes of accepting a revision as far as it closes something; done where it does not.
  func closing(
    _ table: KindTable, _ body: [UInt8], _ programme: Int32, by reviewer: String, on connection: isolated Connection
  ) async throws -> ReviewOutcome {
    guard let closing = table.kind.closing, let json = try? JSONValue(parsing: body),
      let rule = ClosingRule(closing, of: table.kind, json, in: tables.kinds)
    else { return .done }
    var submitters: Set<String> = []
    if let subject = rule.subject {
      let rows = try await connection.query(
        """
        SELECT principal FROM \(identifier: tables[subject.kind].name)
        WHERE programme_id = \(programme) AND key = \(subject.key)
        UNION SELECT principal FROM \(identifier: tables[subject.kind].historyName)
        WHERE programme_id = \(programme) AND key = \(subject.key)
        """)
      submitters = Set(try rows.rows.map { try $0.value(at: 0) })
    }
    var found: Set<String> = []
    for kind in Set(rule.proofs.flatMap(\.kinds)) {
      let keys = Parameter.textArray(rule.proofs.filter { $0.kinds.contains(kind) }.map(\.key))
      let rows = try await connection.query(
        """
        SELECT proof.key FROM \(identifier: kind.name) AS proof
        JOIN programme_identity AS identity ON identity.id = proof.programme_id
        WHERE (identity.id = \(programme) OR identity.name = \(AccessScope.sharedProgramme))
          AND proof.key = ANY (\(keys)) AND proof.withdrawn_at IS NULL AND proof.erased_at IS NULL
        """)
      found.formUnion(try rows.rows.map { try $0.value(at: 0) })
    }
    return rule.outcome(by: reviewer, subjectSubmitters: submitters, found: found)
  }
}
