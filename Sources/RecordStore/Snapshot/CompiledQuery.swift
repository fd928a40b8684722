import Postgres
import Records

/// A query of the closed vocabulary as SQL, within a scope.
///
/// Every row it reads passes the scope's level and programmes and, but for counting what is withheld, comes from the
/// view of validated revisions.
struct CompiledQuery {
  let query: RecordQuery
  let programme: SnapshotProgramme
  let table: SourceTable

  init(_ query: RecordQuery, in programme: SnapshotProgramme) {
    self.query = query
    self.programme = programme
    table = SourceTable.of(query.source)
  }

  /// The rows of a listing: revision and body of the record, and the place of the part within it.
  func listing(orderBy: [String]) -> SQL {
    let order = (orderBy + ["key"]).compactMap { table.expressions[$0] }
    let position: SQL = table.part == nil ? "NULL::int4" : "c.position"
    return """
      SELECT r.revision, convert_to(r.body, 'UTF8'), \(fragment: position)
      FROM \(identifier: query.source.kind.rawValue + "_reportable") AS r
      \(fragment: joins([]))
      WHERE \(fragment: SQL.joined(conditions(onParts: true), separator: " AND "))
        AND r.effective_level <= \(programme.scope.level.rawValue)
      ORDER BY \(fragment: SQL.joined(order)), 3
      """
  }

  /// The cells of a count: one column for each dimension, then one for each measure.
  func counts(groupBy: [String], measures: [RecordMeasure]) -> SQL {
    let groups = groupBy.map(expression)
    let columns = groups.map { "(\(fragment: $0))::text" as SQL } + measures.map(measure)
    let positions = groupBy.indices.map { SQL(unsafe: "\($0 + 1)", parameters: []) }
    let select: SQL = """
      SELECT \(fragment: SQL.joined(columns))
      FROM \(identifier: query.source.kind.rawValue + "_reportable") AS r
      \(fragment: joins(groupBy))
      WHERE \(fragment: SQL.joined(conditions(onParts: true), separator: " AND "))
        AND r.effective_level <= \(programme.scope.level.rawValue)
      """
    guard !positions.isEmpty else { return select }
    let list = SQL.joined(positions)
    return "\(fragment: select) GROUP BY \(fragment: list) ORDER BY \(fragment: list)"
  }

  /// Keys of the records that meet the query's conditions but lie above the scope's level.
  func keysAboveLevel() -> SQL {
    """
    SELECT r.key FROM \(identifier: query.source.kind.rawValue + "_reportable") AS r
    WHERE \(fragment: SQL.joined(conditions(onParts: false), separator: " AND "))
      AND r.effective_level > \(programme.scope.level.rawValue)
    """
  }

  /// Keys of the records that meet the query's conditions but have no validated revision.
  func keysNotValidated() -> SQL {
    let kind = query.source.kind.rawValue
    return """
      SELECT r.key FROM \(identifier: kind) AS r
      WHERE \(fragment: SQL.joined(conditions(onParts: false), separator: " AND "))
        AND r.review_status NOT IN ('validated', 'published')
        AND NOT EXISTS (
          SELECT FROM \(identifier: kind + "_history") AS h
          WHERE h.programme_id = r.programme_id AND h.key = r.key
            AND h.review_status IN ('validated', 'published'))
      """
  }

  // MARK: - Pieces

  private func conditions(onParts: Bool) -> [SQL] {
    [programmeCondition] + query.filters.compactMap { condition($0, onParts: onParts) }
  }

  /// Organisations belong to the programme or to all; everything else to the programme.
  private var programmeCondition: SQL {
    query.source == .organisation
      ? "r.programme_id = ANY (\(Parameter.int32Array([programme.number, programme.sharedNumber])))"
      : "r.programme_id = \(programme.number)"
  }

  /// The filters were resolved before, so each has values.
  private func condition(_ filter: RecordQuery.Filter, onParts: Bool) -> SQL? {
    guard case .values(let values) = filter.operand else { return nil }
    switch filter.name {
    case RecordQuery.Filter.notBefore: return dateCondition(values, ">=")
    case RecordQuery.Filter.notAfter: return dateCondition(values, "<=")
    default: break
    }
    let list = Parameter.textArray(values)
    if table.arrays.contains(filter.name) {
      return """
        EXISTS (SELECT FROM json_array_elements_text(COALESCE(r.body::json -> \(filter.name), '[]')) AS element
        WHERE element = ANY (\(list)))
        """
    }
    guard let expression = table.expressions[filter.name] else { return "false" }
    let condition: SQL = "(\(fragment: expression)) = ANY (\(list))"
    guard let part = table.part, !onParts, Self.isOfPart(filter.name, query.source) else { return condition }
    return """
      EXISTS (SELECT FROM \(identifier: part.table) AS c
      WHERE c.programme_id = r.programme_id AND c.\(identifier: part.parentColumn) = r.key
        AND c.revision = r.revision AND \(fragment: condition))
      """
  }

  private func dateCondition(_ values: [String], _ comparison: StaticString) -> SQL? {
    guard let date = table.date, let text = values.first, let day = CalendarDate(text) else { return nil }
    return "(\(fragment: date)) \(raw: comparison) \(Parameter.date(daysSince2000: day.daysSince2000))"
  }

  private static func isOfPart(_ name: String, _ source: RecordSource) -> Bool {
    switch source {
    case .recommendation: ["addressee", "level", "type", "priority"].contains(name)
    case .participation: ["sex", "ageBand", "youth", "group"].contains(name)
    default: false
    }
  }

  private func expression(_ name: String) -> SQL {
    table.arrays.contains(name)
      ? "\(identifier: "element_" + name).value" : table.expressions[name] ?? "NULL"
  }

  private func joins(_ groupBy: [String]) -> SQL {
    var joins: [SQL] = []
    if let part = table.part {
      joins.append(
        """
        JOIN \(identifier: part.table) AS c ON c.programme_id = r.programme_id
          AND c.\(identifier: part.parentColumn) = r.key AND c.revision = r.revision
        """)
    }
    for name in groupBy where table.arrays.contains(name) {
      joins.append(
        """
        CROSS JOIN LATERAL json_array_elements_text(COALESCE(r.body::json -> \(name), '[]'))
          AS \(identifier: "element_" + name)(value)
        """)
    }
    return SQL.joined(joins, separator: " ")
  }

  private func measure(_ measure: RecordMeasure) -> SQL {
    switch measure {
    case .people: "COALESCE(sum(c.people), 0)::int8"
    case .engagements: "count(DISTINCT \(fragment: table.engagement ?? "NULL"))::int8"
    default: "count(*)::int8"
    }
  }
}

/// The programme that a snapshot is of, and within which bounds.
struct SnapshotProgramme: Sendable {
  let number: Int32
  let sharedNumber: Int32
  let scope: AccessScope
}
