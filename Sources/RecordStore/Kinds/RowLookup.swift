/// Finds the rows of one value of an index's first columns, whatever the planner believes of the table.
///
/// The columns are compared with the values as a range from these to these, and asked for in their order: where sorting
/// is ruled out (see ``WriterSession``), only the index that begins with them gives that. Equalities do as well with any
/// other index that begins with the programme, and of a table that it believes to be empty, because it was when it was
/// analysed, the planner takes any.
struct RowLookup {
  private let condition: String
  private let order: String

  /// - Parameters:
  ///   - row: the alias of the rows.
  ///   - columns: the index's first columns, in their order, as identifiers.
  ///   - values: what they equal.
  init(_ row: String, _ columns: [String], equal values: [String]) {
    let names = columns.map { "\(row).\($0)" }.joined(separator: ", ")
    let wanted = values.joined(separator: ", ")
    condition = "(\(names)) >= (\(wanted)) AND (\(names)) <= (\(wanted))"
    order = "ORDER BY \(names)"
  }

  /// The row of a record, or the rows of its history, by the primary key.
  init(_ row: String, programme: String, key: String) {
    self.init(row, ["programme_id", "key"], equal: [programme, key])
  }

  /// What selects the one row, ending a statement that may go on with a lock.
  var one: String { "WHERE \(condition) \(order) LIMIT 1" }

  /// What selects all rows.
  var all: String { "WHERE \(condition) \(order)" }

  /// What selects those of the rows that meet a further condition.
  func all(where further: String) -> String { "WHERE \(condition) AND \(further) \(order)" }

  /// Whether a table, by the row's alias, has such a row. OFFSET keeps the planner from making a join of it, which it
  /// would plan as if nothing were said of the order.
  func exists(in table: String, as row: String, where further: String? = nil) -> String {
    "EXISTS (SELECT FROM \(table) AS \(row) \(further.map(all(where:)) ?? all) OFFSET 0)"
  }
}
