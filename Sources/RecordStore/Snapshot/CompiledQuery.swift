import Disclosure
import Postgres
import Records

/// A query of the closed vocabulary as SQL, within a scope.
///
/// Every row it reads passes the scope's level, programmes and grants and, but for counting what is withheld, comes from the
/// view of validated revisions.
struct CompiledQuery {
  let query: RecordQuery
  let programme: SnapshotProgramme
  let table: SourceTable

  init(_ query: RecordQuery, in programme: SnapshotProgramme) {
    self.query = query
    self.programme = programme
    table = SourceTable(query.source, in: programme)
  }

  var view: String { query.source.kind.name + "_reportable" }

  /// The rows of a listing: revision and body of the record, the place of the part within it, and what protects people
  /// beyond that revision.
  func listing(select: [String]) -> SQL {
    let order = query.order.compactMap { order in table.order(order.name).map { sorted($0, order) } } + ["r.key"]
    let position: SQL = table.part == nil ? "NULL::int4" : "c.position"
    return """
      SELECT r.revision, convert_to(r.body, 'UTF8'), \(fragment: position), \(fragment: protection(select)),
        r.programme_id, r.key\(fragment: followedColumns)
      FROM \(identifier: view) AS r
      \(fragment: joins([]))
      \(fragment: followedJoins)
      WHERE \(fragment: SQL.joined(conditions, separator: " AND "))
        AND r.effective_level <= \(programme.scope.level.rawValue)
      ORDER BY \(fragment: SQL.joined(order)), 3\(fragment: limit)
      """
  }

  /// Rows without a value come last either way.
  private func sorted(_ expression: SQL, _ order: QueryOrder) -> SQL {
    order.isDescending ? "\(fragment: expression) DESC NULLS LAST" : expression
  }

  private var limit: SQL { query.limit.map { " LIMIT \(Int64($0))" } ?? "" }

  /// The records in which people's words stand that may be shown, as ``listing(select:orderBy:)`` gives them, of all the
  /// programme or of the grants that the queries ask for.
  func words(_ fields: [String], of queries: [RecordQuery]) -> SQL {
    let asked = queries.map { query -> SQL in
      let conditions = CompiledQuery(query, in: programme).withheldConditions
      return "(\(fragment: SQL.joined(conditions, separator: " AND ")))"
    }
    // Bodies are canonical: a member stands in them just so, or not at all.
    let words = fields.map { field -> SQL in "strpos(r.body, \("\"\(field)\":")) > 0" }
    return """
      SELECT r.revision, convert_to(r.body, 'UTF8'), NULL::int4, \(fragment: protection(fields)), r.programme_id, r.key
      FROM \(identifier: view) AS r
      WHERE (\(fragment: SQL.joined(asked, separator: " OR ")))
        AND (\(fragment: SQL.joined(words, separator: " OR ")))
        AND r.effective_level <= \(programme.scope.level.rawValue)
      """
  }

  /// What ``Disclosure/Protection`` holds: consents, later bodies and the groups that may be told. Looked up only for what
  /// they may hide.
  func protection(_ select: [String]) -> SQL {
    let protection = RowProtection(query.source.kind, in: programme)
    let selected = select.compactMap { query.source.kind.object.field($0) }
    let shown = selected + selected.flatMap { $0.type.objectType?.fields ?? [] }
    let isProtected = shown.contains { $0.visibility.consent != nil || !$0.visibility.exceptions.isEmpty }
    let gathering = shown.lazy.compactMap(\.visibility.gathering).first { $0.level > programme.scope.level }
    let columns: [SQL] = [
      protection.consents(of: select), isProtected ? protection.laterBodies : "'{}'::text[]",
      gathering.map(protection.groupsTold) ?? "NULL::text[]",
    ]
    return SQL.joined(columns)
  }

  /// The cells of a count: one column for each dimension, then one for each measure.
  func counts(groupBy: [String], measures: [RecordMeasure]) -> SQL {
    let groups = groupBy.compactMap { query.source.dimension($0).map(table.expression) }
    // Without a count, all rows would still have to become one.
    let counted = measures.isEmpty ? ["count(*)::int8"] : measures.map(measure)
    let columns = groups.map { "(\(fragment: $0))::text" as SQL } + counted + origin
    let positions = groupBy.indices.map { Self.position($0) }
    let select: SQL = """
      SELECT \(fragment: SQL.joined(columns))
      FROM \(identifier: view) AS r
      \(fragment: joins(groupBy))
      WHERE \(fragment: SQL.joined(conditions, separator: " AND "))
        AND r.effective_level <= \(programme.scope.level.rawValue)
      """
    guard !positions.isEmpty else { return select }
    let list = SQL.joined(positions)
    // A margin has neither the order nor the limit of the whole.
    let isWhole = if case .counts(let all, _, _) = query.shape { all == groupBy } else { false }
    guard isWhole else { return "\(fragment: select) GROUP BY \(fragment: list) ORDER BY \(fragment: list)" }
    let order = query.order.compactMap { order in
      groupOrder(order.name, groupBy, measures).map { sorted($0, order) }
    }
    return """
      \(fragment: select) GROUP BY \(fragment: list) ORDER BY \(fragment: SQL.joined(order + positions))\(fragment: limit)
      """
  }

  /// The records and revisions behind a cell, as ``RowOrigin/Record/text`` has them, and one more than are kept.
  private var origin: [SQL] {
    guard query.isTraced else { return [] }
    let records: SQL = "array_agg(DISTINCT r.programme_id || ' ' || r.revision || ' ' || r.key)"
    return ["COALESCE((\(fragment: records))[1:\(Int32(ArchiveLimits.tracedRecords + 1))], '{}')"]
  }

  private static func position(_ index: Int) -> SQL { SQL(unsafe: "\(index + 1)", parameters: []) }

  /// What groups are ordered by: a column of the statement, or the sum of a field.
  private func groupOrder(_ name: String, _ groupBy: [String], _ measures: [RecordMeasure]) -> SQL? {
    if let index = groupBy.firstIndex(of: name) { return Self.position(index) }
    if let index = measures.firstIndex(where: { $0.name == name }) { return Self.position(groupBy.count + index) }
    return query.source.figures.first { $0.name == name }?.figure.map { "sum(\(fragment: table.text($0))::numeric)" }
  }

  // MARK: - Pieces

  var conditions: [SQL] {
    [programmeCondition] + grantConditions + query.filters.compactMap { condition($0, onParts: true) }
      + missingConditions
  }

  var grantConditions: [SQL] {
    programme.scope.grants("r", of: query.source.kind).map { [$0] } ?? []
  }

  /// What all programmes share stands beside what is the programme's own; a programme's record is its own alone.
  var programmeCondition: SQL {
    query.source.kind.isShared
      ? "r.programme_id = ANY (\(Parameter.int32Array([programme.number, programme.sharedNumber])))"
      : "r.programme_id = \(programme.number)"
  }

  /// The filters were resolved before, so each has values.
  func condition(_ filter: RecordQuery.Filter, onParts: Bool) -> SQL? {
    guard !filter.operand.isOpen else { return nil }
    let values = filter.operand.admitted.compactMap { $0 }
    switch filter.name {
    case RecordQuery.Filter.notBefore: return dayCondition(values, ">=")
    case RecordQuery.Filter.notAfter: return dayCondition(values, "<=")
    default: break
    }
    let list = Parameter.textArray(values)
    if filter.name == RecordQuery.Filter.key { return "r.key = ANY (\(list))" }
    guard let dimension = query.source.dimension(filter.name) else { return "false" }
    if let elements = table.elements(of: dimension) {
      return "EXISTS (SELECT FROM \(fragment: elements) AS element WHERE element = ANY (\(list)))"
    }
    let value = table.expression(dimension)
    if case .grant = filter.operand {
      return "((\(fragment: value)) IS NULL OR (\(fragment: value)) = ANY (\(list)))"
    }
    let condition: SQL = "(\(fragment: value)) = ANY (\(list))"
    guard let part = table.part, !onParts, table.isOfPart(dimension) else { return condition }
    return """
      EXISTS (SELECT FROM \(identifier: part) AS c
      WHERE c.programme_id = r.programme_id AND c.record_key = r.key AND c.revision = r.revision
        AND \(fragment: condition))
      """
  }

  private func dayCondition(_ values: [String], _ comparison: StaticString) -> SQL? {
    guard let date = table.day, let text = values.first, let day = CalendarDate(text) else { return nil }
    return "(\(fragment: date)) \(raw: comparison) \(Parameter.date(daysSince2000: day.daysSince2000))"
  }

  func joins(_ groupBy: [String]) -> SQL {
    var joins: [SQL] = []
    if let part = table.part {
      joins.append(
        """
        JOIN \(identifier: part) AS c ON c.programme_id = r.programme_id
          AND c.record_key = r.key AND c.revision = r.revision
        """)
    }
    for name in groupBy {
      guard let elements = query.source.dimension(name).flatMap(table.elements) else { continue }
      joins.append(
        "CROSS JOIN LATERAL \(fragment: elements) AS \(identifier: "element_" + name)(value)")
    }
    return SQL.joined(joins, separator: " ")
  }

  func measure(_ measure: RecordMeasure) -> SQL {
    switch measure.content {
    case .rows: "count(*)::int8"
    case .sum(let column, let ofPart): "COALESCE(sum(\(fragment: Self.column(column, ofPart))), 0)::int8"
    case .records: "count(DISTINCT (r.programme_id, r.key))::int8"
    case .distinct(let column, let ofPart): "count(DISTINCT \(fragment: Self.column(column, ofPart)))::int8"
    // These have statements of their own, ``figure(_:groupBy:)``.
    case .total, .latest: "0::int8"
    }
  }

  static func column(_ name: String, _ ofPart: Bool) -> SQL {
    ofPart ? "c.\(identifier: name)" : "r.\(identifier: name)"
  }
}

/// The programme that a snapshot is of, and within which bounds.
struct SnapshotProgramme: Sendable {
  let number: Int32
  let sharedNumber: Int32
  let scope: AccessScope
  let kinds: KindCatalogue
  /// Counts of people below this are hidden.
  let threshold: SuppressionThreshold
}

extension RecordQuery.Filter {
  /// Whether it bounds the row's day.
  var isOfDays: Bool { name == Self.notBefore || name == Self.notAfter }
}
