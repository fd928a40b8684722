/// What a statement gave back. Rows read libpq's own memory, which lives as long as any of them.
public struct QueryResult: Sendable {
  let storage: ResultStorage

  /// The rows.
  public var rows: Rows { Rows(storage: storage) }

  /// How many rows were inserted, updated, deleted, or selected.
  public var affected: Int { storage.affected }

  /// The command's tag, such as `INSERT 0 5`.
  public var commandTag: String { storage.commandTag }

  /// The columns, in order.
  public var columns: [Column] {
    (0..<storage.columnCount).map { Column(name: storage.columnName($0), type: storage.columnType($0)) }
  }

  /// The first row, if there is one.
  public var first: Row? { rows.first }

  /// A column of a result.
  public struct Column: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its type.
    public let type: TypeOID
  }

  /// The rows of a result.
  public struct Rows: RandomAccessCollection, Sendable {
    let storage: ResultStorage
    /// The first position, 0.
    public var startIndex: Int { 0 }
    /// The position after the last row.
    public var endIndex: Int { storage.rowCount }
    /// The row at a position below `endIndex`.
    public subscript(position: Int) -> Row {
      precondition(position >= 0 && position < storage.rowCount, "There is no row \(position).")
      return Row(storage: storage, index: position)
    }
  }
}
