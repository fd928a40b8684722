public import Disclosure
import Postgres
public import Records

/// One revision of a record, and what was decided on it.
public struct RecordRevision: Sendable {
  /// Its number, from 1.
  public let revision: Int
  /// Its review status: for an earlier revision, the last that it had.
  public let reviewStatus: String
  /// The level that it counts as now.
  public let effectiveLevel: ConfidentialityLevel
  /// Who submitted it.
  public let principal: String
  /// When, ISO 8601 in UTC, to the second.
  public let submittedAt: String
  /// Who reviewed it last.
  public let reviewedBy: String?
  /// When, ISO 8601 in UTC, to the second.
  public let reviewedAt: String?
  /// Why a reviewer gave it back.
  public let returnReason: String?
  /// The top-level fields in which it differs from the revision before; nil for the first, and where the reader may not
  /// read the one before.
  public let changes: [String]?
  /// The canonical JSON text, where it was asked for.
  public let body: [UInt8]?
}

/// Some revisions of a record, the latest first.
public struct RevisionPage: Sendable {
  /// The revisions.
  public internal(set) var revisions: [RecordRevision] = []
  /// The revision below which the next page begins; nil where there are no more.
  public internal(set) var next: Int?
}

extension RecordReads {
  /// The revisions of a record, the latest first; nil if there is no such record, or none that the scope allows.
  ///
  /// - Parameters:
  ///   - before: only revisions of lower numbers.
  ///   - withRecords: whether bodies are read too.
  public func history(
    of identity: RecordIdentity, scope: AccessScope, before: Int? = nil, records: Int = ReadLimits.pageRecords,
    withRecords: Bool = false, deadline: ContinuousClock.Instant? = nil
  ) async throws -> RevisionPage? {
    let table = tables[identity.kind]
    let statement: SQL = """
      WITH identified AS (
        SELECT r.programme_id, r.key FROM \(identifier: table.name) AS r
        JOIN programme_identity AS identity ON identity.id = r.programme_id
        WHERE identity.name = \(identity.programme) AND r.key = \(identity.key)
          AND \(fragment: scope.programmes("identity")) AND \(fragment: scope.rows("r", of: identity.kind))
      ), revised AS (
        \(fragment: Self.revisions(table, table.name, scope)) UNION ALL \(fragment: Self.revisions(table, table.historyName, scope))
      ), page AS (
        SELECT * FROM revised WHERE revision < \(before.map(Int64.init) ?? Int64.max)
        ORDER BY revision DESC LIMIT \(records + 1)
      ), placed AS (
        SELECT *, row_number() OVER places <= \(records) AND (
          NOT \(withRecords) OR row_number() OVER places = 1
          OR sum(octet_length(body)) OVER places <= \(ReadLimits.pageBytes)) AS fits
        FROM page WINDOW places AS (ORDER BY revision DESC ROWS UNBOUNDED PRECEDING)
      )
      SELECT p.fits, p.revision, p.review_status, p.effective_level, p.principal,
        to_char(p.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), p.reviewed_by,
        to_char(p.reviewed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), p.return_reason,
        CASE WHEN p.fits AND e.revision IS NOT NULL THEN changed_fields(e.body, p.body) END,
        CASE WHEN p.fits AND \(withRecords) THEN convert_to(p.body, 'UTF8') END
      FROM placed AS p LEFT JOIN revised AS e ON e.revision = p.revision - 1
      ORDER BY p.revision DESC
      """
    let result = try await pool.query(statement, deadline: deadline)
    guard before != nil || !result.rows.isEmpty else { return nil }
    var page = RevisionPage()
    for row in result.rows {
      guard let revision = try Self.decode(row) else {
        page.next = page.revisions.last?.revision
        break
      }
      page.revisions.append(revision)
    }
    return page
  }

  private static func revisions(_ table: KindTable, _ name: String, _ scope: AccessScope) -> SQL {
    """
    SELECT r.revision, r.review_status, r.effective_level, r.principal, r.submitted_at, r.reviewed_by, r.reviewed_at,
      r.return_reason, r.body
    FROM \(identifier: name) AS r JOIN identified USING (programme_id, key)
    WHERE \(fragment: scope.rows("r", of: table.kind))
    """
  }

  /// A row's revision; nil for one that does not fit into the page.
  private static func decode(_ row: Row) throws -> RecordRevision? {
    let (fits, revision, status, level, principal, submitted, reviewer, reviewed, reason, changes, body) =
      try row.decode(
        (Bool, Int, String, Int16, String, String, String?, String?, String?, [String]?, [UInt8]?).self)
    guard fits else { return nil }
    return RecordRevision(
      revision: revision, reviewStatus: status,
      effectiveLevel: ConfidentialityLevel(rawValue: level) ?? .confidential, principal: principal,
      submittedAt: submitted, reviewedBy: reviewer, reviewedAt: reviewed, returnReason: reason, changes: changes,
      body: body)
  }
}
