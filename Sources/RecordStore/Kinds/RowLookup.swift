/// Finds the rows of one value of an index's columns, whatever the planner believes of the table.
///
/// The last column is compared with its value as a range from this to itself, and asked for in its order: where sorting is
/// ruled out (see ``WriterSession``), only the index in which it comes next gives that. An equality would do as well with
/// any other index that begins with the programme, and of a table that it believes to be empty, because it was when it was
/// analysed, the planner takes any. (A range of both columns as one row would not do: PostgreSQL reads on to the end of the
/// programme where there is no such row.)
struct RowLookup {
  private let condition: String
  private let order: String

  /// - Parameters:
  ///   - row: the alias of the rows.
  ///   - column: the column that comes after the programme in the index, as an identifier.
  ///   - programme: the programme's number.
  ///   - value: what the column equals.
  init(_ row: String, _ column: String, programme: String, value: String) {
    self.init(row, column, programme: programme, from: value, to: value)
  }

  /// The rows of all values between two, these among them.
  init(_ row: String, _ column: String, programme: String, from first: String, to last: String) {
    let name = "\(row).\(column)"
    condition = "\(row).programme_id = \(programme) AND \(name) >= \(first) AND \(name) <= \(last)"
    order = "ORDER BY \(name)"
  }

  /// The row of a record, or the rows of its history, by the primary key.
  init(_ row: String, programme: String, key: String) {
    self.init(row, "key", programme: programme, value: key)
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
