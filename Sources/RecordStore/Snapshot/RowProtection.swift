import Disclosure
import Postgres
import Records

/// What protects people behind the row `r` beyond the revision that was reviewed, as SQL: its later revisions, the
/// consents that it names, and the event that it came from.
struct RowProtection {
  private let kind: RecordKind
  private let kinds: KindCatalogue
  private let threshold: SuppressionThreshold

  /// The rows of a kind within a programme's bounds.
  init(_ kind: RecordKind, in programme: SnapshotProgramme) {
    self.kind = kind
    kinds = programme.kinds
    threshold = programme.threshold
  }

  /// The revisions that a reviewer has not seen yet, as `n`.
  private func later(_ columns: SQL, where condition: SQL = "true") -> SQL {
    let tables = [kind.name, kind.name + "_history"].map { table -> SQL in
      """
      SELECT \(fragment: columns) FROM \(identifier: table) AS n
      WHERE n.programme_id = r.programme_id AND n.key = r.key AND n.revision > r.revision AND \(fragment: condition)
      """
    }
    return SQL.joined(tables, separator: " UNION ALL ")
  }

  /// Whether a later revision meets a condition on `n`.
  func isLater(_ condition: SQL) -> SQL { "EXISTS (\(fragment: later("1", where: condition)))" }

  /// The later bodies.
  var laterBodies: SQL { "ARRAY(\(fragment: later("n.body")))" }

  /// The revisions of another kind that count, as a table: the current one and those before, back to the last validated
  /// one, for a later one exposes nothing before somebody has reviewed it.
  private func open(_ name: String, _ columns: SQL, keys: SQL) -> SQL {
    """
    SELECT \(fragment: columns) FROM \(identifier: name) AS o
    WHERE o.programme_id = r.programme_id AND o.key IN (\(fragment: keys))
    UNION ALL
    SELECT \(fragment: columns) FROM \(identifier: name + "_history") AS o
    WHERE o.programme_id = r.programme_id AND o.key IN (\(fragment: keys)) AND o.revision >= COALESCE((
      SELECT v.revision FROM \(identifier: name + "_reportable") AS v
      WHERE v.programme_id = o.programme_id AND v.key = o.key), 0)
    """
  }

  // MARK: - Consents

  /// The scopes that the consents named cover, each as "scope key": what has arrived and was not withdrawn, says so in
  /// every revision that counts, and was not taken back in any of them.
  func consents(of fields: [String]) -> SQL {
    let governed = fields.compactMap { kind.object.field($0)?.visibility.consent }
    guard let field = governed.first?.reference, let consent = kinds.kind("consent") else { return "'{}'::text[]" }
    let path = "$.**.\"\(field)\""
    let named: SQL = """
      SELECT named #>> '{}' FROM (SELECT r.body UNION ALL \(fragment: later("n.body"))) AS bodies(body)
      CROSS JOIN LATERAL jsonb_path_query(bodies.body::jsonb, \(path)::text::jsonpath) AS named
      """
    let scopes = Parameter.textArray(Array(Set(governed.map(\.scope))).sorted())
    return """
      ARRAY(
        SELECT scope || ' ' || o.key
        FROM (\(fragment: open(consent.name, "o.key, o.withdrawn_at, o.withdrawn_on, o.body::jsonb AS body", keys: named))) AS o
        CROSS JOIN unnest(\(scopes)) AS scope
        GROUP BY scope, o.key
        HAVING bool_and(o.withdrawn_at IS NULL AND COALESCE(o.body -> 'scopes' ? scope, false) AND (
          o.withdrawn_on IS NULL OR COALESCE(NOT (o.body -> 'withdrawnScopes' ? scope), false))))
      """
  }

  /// What ``consents(of:)`` gives.
  static func covers(_ texts: [String]) -> Set<ConsentCover> {
    Set(
      texts.compactMap { text in
        text.firstIndex(of: " ").map { space in
          ConsentCover(key: String(text[text.index(after: space)...]), scope: String(text[..<space]))
        }
      })
  }

  // MARK: - Events

  /// The groups that may be told from the event: none under the Chatham House rule; under an attribution to the group,
  /// those of whom enough were counted; NULL where it hides none.
  func groupsTold(_ gathering: Visibility.Gathering) -> SQL {
    guard let event = kind.object.field(gathering.reference)?.type.reference?.kinds.first,
      let reference = column(gathering.reference, "r"), let later = column(gathering.reference, "n"),
      let attribution = column(gathering.attribution, "r"), let laterAttribution = column(gathering.attribution, "n")
    else { return "'{}'::text[]" }
    let keys: SQL = "SELECT \(fragment: reference) UNION ALL \(fragment: self.later(later))"
    // What says nothing of its attribution is not told more freely than what does.
    let code = gathering.groupCode
    let isOfGroup: SQL = """
      COALESCE(\(fragment: attribution), \(code)) = \(code)
        OR \(fragment: isLater("COALESCE(\(fragment: laterAttribution), \(code)) = \(code)"))
      """
    return """
      (WITH event AS (\(fragment: open(event, "o.key, o.revision, o.body", keys: keys)))
      SELECT CASE
        WHEN count(*) = 0 THEN NULL
        WHEN bool_or(COALESCE(event.body::json ->> \(gathering.flag), 'false') = 'true') THEN '{}'::text[]
        WHEN NOT (\(fragment: isOfGroup)) THEN NULL
        ELSE ARRAY(
          SELECT present."group" FROM (
            SELECT p.\(identifier: gathering.groupColumn) AS "group"
            FROM event AS e JOIN \(identifier: gathering.part) AS p
              ON p.programme_id = r.programme_id AND p.record_key = e.key AND p.revision = e.revision
            GROUP BY e.key, e.revision, p.\(identifier: gathering.groupColumn)
            HAVING sum(p.\(identifier: gathering.countColumn)) >= \(threshold.rawValue)
          ) AS present
          GROUP BY present."group" HAVING count(*) = (SELECT count(*) FROM event))
      END FROM event)
      """
  }

  private func column(_ field: String, _ alias: StaticString) -> SQL? {
    SourceTable.column(field, of: kind, alias)
  }
}
