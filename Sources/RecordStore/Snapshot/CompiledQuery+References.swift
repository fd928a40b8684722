import Disclosure
import Postgres
import Records

/// What a query reads of other records: each join reads the view of validated revisions, within the scope and up to the
/// last day, as a query of its own would.
extension CompiledQuery {
  /// How many columns a record's body and its protection take.
  static let bodyColumns = 8

  /// The bodies of the records referred to, each as ``listing(select:)`` gives its own.
  var followedColumns: SQL {
    let columns = query.follows.indices.map { index -> SQL in
      let name = "followed_\(index)"
      return SQL.joined(Self.names.map { ", \(identifier: name).\(identifier: $0)" as SQL }, separator: "")
    }
    return SQL.joined(columns, separator: "")
  }

  private static let names = [
    "revision", "body", "position", "consents", "later_bodies", "groups_told", "programme_id", "key",
  ]

  var followedJoins: SQL {
    SQL.joined(query.follows.enumerated().map { join($1, "followed_\($0)") }, separator: " ")
  }

  private func join(_ follow: RecordFollow, _ name: String) -> SQL {
    let target = RecordQuery(
      name: follow.source.name, source: follow.source, filters: [], shape: .listing(select: follow.select))
    let compiled = CompiledQuery(target, in: programme)
    let kind = follow.source.kind.name
    var conditions = compiled.grantConditions + ["r.effective_level <= \(programme.scope.level.rawValue)"]
    if let until = notLater(compiled.table.day) { conditions.append(until) }
    let columns = SQL.joined(Self.names.map { "\(identifier: $0)" as SQL })
    // A record of the programme's own stands before a shared one of the same key, also where it may not be shown.
    return """
      LEFT JOIN LATERAL (
        SELECT r.revision, convert_to(r.body, 'UTF8'), NULL::int4, \(fragment: compiled.protection(follow.select)),
          r.programme_id, r.key
        FROM (SELECT \(fragment: table.text(follow.reference.name)) AS key, r.programme_id AS programme_id) AS wanted
        CROSS JOIN LATERAL (
          SELECT CASE WHEN EXISTS (
            SELECT FROM \(identifier: kind) AS own
            WHERE own.programme_id = wanted.programme_id AND own.key = wanted.key
          ) THEN wanted.programme_id ELSE \(programme.sharedNumber) END AS programme_id) AS home
        JOIN \(identifier: kind + "_reportable") AS r ON r.programme_id = home.programme_id AND r.key = wanted.key
        WHERE \(fragment: SQL.joined(conditions, separator: " AND "))
      ) AS \(identifier: name)(\(fragment: columns)) ON true
      """
  }

  /// That no record of a kind refers to the row, of those that a report of this level and these days may show: another one
  /// must not be told by what is not missing.
  var missingConditions: [SQL] {
    guard let missing = query.missing, let source = programme.kinds.source(missing.kind.name) else { return [] }
    let table = SourceTable(source, in: programme)
    let refers = missing.references.compactMap { field -> SQL? in
      guard field.type.isList else {
        return SourceTable.column(field.name, of: missing.kind, "m").map { "\(fragment: $0) = r.key" }
      }
      return "COALESCE((m.body::jsonb -> \(field.name)) ? r.key, false)"
    }
    var conditions: [SQL] = [
      "m.programme_id = ANY (ARRAY[r.programme_id, \(programme.number)])",
      "m.effective_level <= \(programme.scope.level.rawValue)",
      "(\(fragment: SQL.joined(refers, separator: " OR ")))",
    ]
    if let element = missing.element, let column = SourceTable.column(element.name, of: missing.kind, "m") {
      conditions.append("\(fragment: column) = \(fragment: self.table.text("key"))")
    }
    if let grants = programme.scope.grants("m", of: missing.kind) { conditions.append(grants) }
    if let until = notLater(table.day(of: "m")) { conditions.append(until) }
    return [
      """
      NOT EXISTS (
        SELECT FROM \(identifier: missing.kind.name + "_reportable") AS m
        WHERE \(fragment: SQL.joined(conditions, separator: " AND ")))
      """
    ]
  }

  /// What has no day counts as known.
  private func notLater(_ day: SQL?) -> SQL? {
    guard let day, let until = query.until else { return nil }
    return "COALESCE((\(fragment: day)) <= \(Parameter.date(daysSince2000: until.daysSince2000)), true)"
  }
}
