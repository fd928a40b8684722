import Disclosure
import Postgres
import Records

extension CompiledQuery {
  /// A figure of each group: the dimensions' values, the currency of a sum of money, and the value as JSON. Exact, since
  /// `numeric` is decimal.
  func figure(_ measure: RecordMeasure, groupBy: [String]) -> SQL? {
    switch measure.content {
    case .total(let field): total(field, groupBy)
    case .latest(let field): latest(field, groupBy)
    case .rows, .sum, .records, .distinct: nil
    }
  }

  private func total(_ field: String, _ groupBy: [String]) -> SQL {
    let isMoney = if case .money = query.source.field(field)?.type { true } else { false }
    let currency: SQL = isMoney ? table.text(field, "currency") : "NULL::text"
    let amount = isMoney ? table.text(field, "amount") : table.text(field)
    let groups = groups(groupBy) + [currency]
    let list = SQL.joined(groups.indices.map { SQL(unsafe: "\($0 + 1)", parameters: []) })
    return """
      SELECT \(fragment: SQL.joined(groups)), sum(\(fragment: amount)::numeric)::text
      \(fragment: rows(groupBy)) AND \(fragment: amount) IS NOT NULL
      GROUP BY \(fragment: list) ORDER BY \(fragment: list)
      """
  }

  /// Of rows of one day, that with the greatest key: the same one always.
  private func latest(_ field: String, _ groupBy: [String]) -> SQL? {
    guard let day = table.day else { return nil }
    let groups = groups(groupBy)
    let list = SQL.joined(groups.indices.map { SQL(unsafe: "\($0 + 1)", parameters: []) })
    let position: SQL = table.part == nil ? "1::int4" : "c.position"
    let order: SQL = "\(fragment: day) DESC, r.key DESC, \(fragment: position) DESC"
    let columns = SQL.joined(groups + ["NULL::text", "\(fragment: table.json(field))::text"])
    let rows: SQL = """
      \(fragment: rows(groupBy)) AND \(fragment: table.text(field)) IS NOT NULL AND (\(fragment: day)) IS NOT NULL
      """
    return groups.isEmpty
      ? "SELECT \(fragment: columns) \(fragment: rows) ORDER BY \(fragment: order) LIMIT 1"
      : """
      SELECT DISTINCT ON (\(fragment: list)) \(fragment: columns) \(fragment: rows)
      ORDER BY \(fragment: list), \(fragment: order)
      """
  }

  private func groups(_ groupBy: [String]) -> [SQL] {
    groupBy.compactMap { query.source.dimension($0).map(table.expression) }.map { "(\(fragment: $0))::text" }
  }

  private func rows(_ groupBy: [String]) -> SQL {
    """
    FROM \(identifier: view) AS r
    \(fragment: joins(groupBy))
    WHERE \(fragment: SQL.joined(conditions, separator: " AND "))
      AND r.effective_level <= \(programme.scope.level.rawValue)
    """
  }
}
