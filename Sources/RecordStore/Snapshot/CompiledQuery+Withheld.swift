import Disclosure
import Postgres
import Records

/// What a report does not show, counted.
extension CompiledQuery {
  /// Programmes and keys of the records of the query's programme and grant that lie above the scope's level.
  func keysAboveLevel() -> SQL {
    """
    SELECT r.programme_id, r.key FROM \(identifier: view) AS r
    WHERE \(fragment: SQL.joined(withheldConditions, separator: " AND "))
      AND r.effective_level > \(programme.scope.level.rawValue)
    """
  }

  /// Programmes and keys of the records of the query's programme and grant that have no validated revision; what was
  /// withdrawn or erased is no longer waited for.
  func keysNotValidated() -> SQL {
    let kind = query.source.kind.name
    return """
      SELECT r.programme_id, r.key FROM \(identifier: kind) AS r
      WHERE \(fragment: SQL.joined(withheldConditions, separator: " AND "))
        AND r.review_status NOT IN ('validated', 'published')
        AND r.withdrawn_at IS NULL AND r.erased_at IS NULL
        AND NOT EXISTS (
          SELECT FROM \(identifier: kind + "_history") AS h
          WHERE h.programme_id = r.programme_id AND h.key = r.key
            AND h.review_status IN ('validated', 'published'))
      """
  }

  /// How many records the query would find if it set no days.
  func countOnAllDays() -> SQL {
    let conditions =
      [programmeCondition] + grantConditions
      + query.filters.filter { !$0.isOfDays }.compactMap { condition($0, onParts: true) }
    return """
      SELECT count(DISTINCT (r.programme_id, r.key))
      FROM \(identifier: view) AS r
      \(fragment: joins([]))
      WHERE \(fragment: SQL.joined(conditions, separator: " AND "))
        AND r.effective_level <= \(programme.scope.level.rawValue)
      """
  }

  /// What decides on which records are counted as withheld: all of the programme's own, or of the grant asked for. Any
  /// other filter takes no part, since how many of those that nobody sees meet it would tell where and when they are.
  var withheldConditions: [SQL] {
    ["r.programme_id = \(programme.number)"] + grantConditions
      + query.filters.filter { $0.name == "grant" }.compactMap { condition($0, onParts: false) }
  }
}
