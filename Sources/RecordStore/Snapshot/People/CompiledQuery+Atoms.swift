import Postgres
import Records

extension CompiledQuery {
  /// The finest cells of a whole programme at every level, whatever the query's conditions are: the dimensions' values,
  /// the level, the month counted from the year 0, how many of `cuts` lie before or on the row's day, and the measure.
  ///
  /// - Parameter cuts: days after 2000-01-01, in their order, on which a phase begins or is over.
  func atoms(dimensions: [String], measure: RecordMeasure, cuts: [Int32]) -> SQL {
    let groups = dimensions.compactMap { query.source.dimension($0).map(table.expression) }
    let month: SQL =
      if let day = table.day {
        "(extract(year FROM \(fragment: day)) * 12 + extract(month FROM \(fragment: day)) - 1)::int8"
      } else {
        "NULL::int8"
      }
    let passed: SQL =
      if let day = table.day, !cuts.isEmpty {
        "width_bucket(\(fragment: day) - DATE '2000-01-01', \(Parameter.int32Array(cuts)))::int8"
      } else {
        "NULL::int8"
      }
    let columns = groups.map { "(\(fragment: $0))::text" as SQL } + ["r.effective_level::int8", month, passed]
    let list = SQL.joined(columns.indices.map { SQL(unsafe: "\($0 + 1)", parameters: []) })
    // In the same order always, so that equal data give equal plans.
    return """
      SELECT \(fragment: SQL.joined(columns + [self.measure(measure)]))
      FROM \(identifier: view) AS r
      \(fragment: joins([]))
      WHERE \(fragment: programmeCondition)
      GROUP BY \(fragment: list) ORDER BY \(fragment: list)
      """
  }

  /// A fingerprint of what reports may use of the query's kind in the whole programme.
  func dataVersion(on connection: Connection) async throws -> String {
    let statement: SQL = """
      SELECT count(*)::text || ':' ||
        COALESCE(sum(hashtextextended(r.key, r.revision * 16 + r.effective_level)::numeric), 0)::text
      FROM \(identifier: view) AS r
      WHERE \(fragment: programmeCondition)
      """
    return try await connection.query(statement).first?.value(at: 0, as: String.self) ?? ""
  }
}
