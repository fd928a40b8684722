import Disclosure
import Postgres
import Records

/// The SQL of one page: the records behind a position, as many as fit.
///
/// Every programme is looked up by itself, so that the order of the primary key serves however many a scope allows.
struct PageStatement {
  let filter: RecordFilter
  let order: RecordOrder
  let scope: AccessScope
  /// The record behind which the page begins.
  let after: RecordPosition?
  /// Only the record of this key; nil for all.
  var key: String?

  /// The records of some kinds that come next. One row more than `records` is read: it says that there are more.
  ///
  /// - Parameter isFirst: whether a record that is larger than `bytes` may make the page.
  func sql(_ tables: [KindTable], records: Int, bytes: Int, isFirst: Bool) -> SQL {
    let branches = tables.map { branch($0, limit: records + 1) }
    return """
      SELECT kind, programme_id, programme, rank, key, revision, review_status, effective_level, principal,
        to_char(submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), reviewed_by,
        to_char(reviewed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), return_reason, withdrawn_by,
        to_char(withdrawn_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), withdrawal_reason,
        texts_erased_by, to_char(texts_erased_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        CASE WHEN fits AND earlier IS NOT NULL THEN changed_fields(earlier, body) END,
        CASE WHEN fits THEN convert_to(body, 'UTF8') END
      FROM (
        SELECT *, row_number() OVER places <= \(records) AND (
          row_number() OVER places = 1 AND \(isFirst) OR sum(octet_length(body)) OVER places <= \(bytes)) AS fits
        FROM (
          SELECT * FROM (\(fragment: SQL.joined(branches, separator: " UNION ALL "))) AS every
          ORDER BY rank, kind, programme_id, key LIMIT \(records + 1)
        ) AS found
        WINDOW places AS (ORDER BY rank, kind, programme_id, key ROWS UNBOUNDED PRECEDING)
      ) AS page
      ORDER BY rank, kind, programme_id, key
      """
  }

  private func branch(_ table: KindTable, limit: Int) -> SQL {
    var programmes = [scope.programmes("identity")]
    if let programme = filter.programme { programmes.append("identity.name = \(programme)") }
    if order == .key, let after, after.kind == table.name {
      programmes.append("identity.id >= \(after.programme)")
    }
    let conditions = SQL.joined(self.conditions(table), separator: " AND ")
    // What has a validated revision behind it is looked up for the rows of the page alone.
    return """
      (SELECT \(table.name)::text COLLATE "C" AS kind, stored.*, identity.name AS programme,
        CASE WHEN stored.review_status IN ('submitted', 'returned') THEN (
          SELECT h.body FROM \(identifier: table.historyName) AS h
          WHERE h.programme_id = stored.programme_id AND h.key = stored.key
            AND h.review_status IN ('validated', 'published') AND \(fragment: scope.rows("h", of: table.kind))
          ORDER BY h.revision DESC LIMIT 1) END AS earlier
      FROM programme_identity AS identity
      CROSS JOIN LATERAL (
        SELECT * FROM (
          SELECT \(fragment: rank(table)) AS rank, r.programme_id, r.key, r.revision, r.review_status, r.effective_level,
            r.principal, r.submitted_at, r.reviewed_by, r.reviewed_at, r.return_reason,
            r.withdrawn_by, r.withdrawn_at, r.withdrawal_reason, r.texts_erased_by, r.texts_erased_at, r.body
          FROM \(identifier: table.name) AS r
          WHERE r.programme_id = identity.id AND \(fragment: conditions)
          ORDER BY 1, r.key
          -- Rows are put in order before words are looked for: the planner cannot know how many rows hold them, and
          -- would look through all of them before it takes the first.
          OFFSET 0
        ) AS r
        \(fragment: words(table))
        LIMIT \(limit)
      ) AS stored
      WHERE \(fragment: SQL.joined(programmes, separator: " AND "))
      ORDER BY stored.rank, identity.id, stored.key LIMIT \(limit))
      """
  }

  /// What the order goes by before kind, programme and key.
  private func rank(_ table: KindTable) -> SQL {
    switch order {
    case .key: "0::int8"
    case .submittedAt: "(extract(epoch FROM r.submitted_at) * 1000000)::int8"
    case .severity:
      """
      COALESCE(array_position(\(Parameter.textArray(CodeLists.severity.codes)), r.severity),
        \(CodeLists.severity.codes.count + 1))::int8
      """
    }
  }

  private func conditions(_ table: KindTable) -> [SQL] {
    var conditions = [scope.rows("r", of: table.kind)]
    if let key { conditions.append("r.key = \(key)") }
    if let after, let condition = condition(after, table) { conditions.append(condition) }
    if !filter.reviewStatuses.isEmpty {
      conditions.append("r.review_status = ANY (\(Parameter.textArray(filter.reviewStatuses)))")
    }
    if !filter.levels.isEmpty {
      conditions.append("r.effective_level = ANY (\(Parameter.int16Array(filter.levels.map(\.rawValue))))")
    }
    if let submitter = filter.submitter { conditions.append("r.principal = \(submitter)") }
    if let isWithdrawn = filter.isWithdrawn {
      conditions.append("(r.withdrawn_at IS NOT NULL) = \(isWithdrawn)")
    }
    if let moment = filter.changedSince {
      conditions.append(
        """
        GREATEST(r.submitted_at, r.reviewed_at, r.withdrawn_at, r.standing_changed_at) >= to_timestamp(\(moment))
        """)
    }
    for (column, values) in filter.columns.sorted(by: { $0.key < $1.key }) {
      conditions.append("r.\(identifier: column) = ANY (\(Parameter.textArray(values)))")
    }
    return conditions
  }

  private func words(_ table: KindTable) -> SQL {
    guard !filter.words.isEmpty else { return "" }
    let conditions = filter.words.map { $0.condition(table.kind) }
    return "WHERE \(fragment: SQL.joined(conditions, separator: " AND "))"
  }

  private func condition(_ after: RecordPosition, _ table: KindTable) -> SQL? {
    guard order == .key else {
      return """
        (\(fragment: rank(table)), \(table.name)::text COLLATE "C", r.programme_id, r.key)
          > (\(after.rank), \(after.kind), \(after.programme), \(after.key))
        """
    }
    guard after.kind == table.name else { return nil }
    return "r.key > CASE WHEN identity.id = \(after.programme) THEN \(after.key) ELSE '' END"
  }
}
