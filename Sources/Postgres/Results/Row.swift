import CLibPQ

/// One row of a result.
///
/// ```swift
/// let (key, level, note) = try row.decode((String, Int16, String?).self)
/// let body: String = try row.value("body")
/// ```
public struct Row: Sendable {
  let storage: ResultStorage
  let index: Int

  /// How many columns it has.
  public var count: Int { storage.columnCount }

  /// All columns, in order, as a tuple; throws `decoding` when their number or a type does not fit.
  public func decode<each Value: RowValue>(
    _ types: (repeat each Value).Type = (repeat each Value).self
  ) throws(DatabaseError) -> (repeat each Value) {
    var wanted = 0
    for _ in repeat (each Value).self { wanted += 1 }
    guard wanted == storage.columnCount else {
      throw DatabaseError(.decoding, "The row has \(storage.columnCount) columns, not \(wanted).")
    }
    var column = 0
    func next<Wanted: RowValue>(_ type: Wanted.Type) throws(DatabaseError) -> Wanted {
      defer { column += 1 }
      return try Wanted.decode(Cell(storage: storage, row: index, column: column))
    }
    return (repeat try next((each Value).self))
  }

  /// The value of the column at a position, from 0.
  public func value<Value: RowValue>(
    at column: Int, as type: Value.Type = Value.self
  ) throws(DatabaseError) -> Value {
    try Value.decode(cell(at: column))
  }

  /// The value of the column with a name.
  public func value<Value: RowValue>(
    _ name: String, as type: Value.Type = Value.self
  ) throws(DatabaseError) -> Value {
    try Value.decode(cell(name))
  }

  /// The cell of the column at a position, from 0.
  public func cell(at column: Int) throws(DatabaseError) -> Cell {
    guard column >= 0, column < storage.columnCount else {
      throw DatabaseError(.decoding, "The row has no column \(column).")
    }
    return Cell(storage: storage, row: index, column: column)
  }

  /// The cell of the column with a name, as the server spells it.
  public func cell(_ name: String) throws(DatabaseError) -> Cell {
    for column in 0..<storage.columnCount where storage.columnName(column) == name {
      return Cell(storage: storage, row: index, column: column)
    }
    throw DatabaseError(.decoding, "The row has no column \"\(name)\".")
  }
}

/// One value of a row, in PostgreSQL's binary form.
public struct Cell: Sendable {
  let storage: ResultStorage
  let row: Int
  let column: Int

  /// The type of the column.
  public var type: TypeOID { storage.columnType(column) }

  /// Whether it is NULL.
  public var isNull: Bool { PQgetisnull(storage.handle, Int32(row), Int32(column)) != 0 }

  /// The bytes as the server sent them, without a copy, for the duration of the closure; none for NULL.
  public func withBytes<Value, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    defer { withExtendedLifetime(storage) {} }
    let length = Int(PQgetlength(storage.handle, Int32(row), Int32(column)))
    let start = PQgetvalue(storage.handle, Int32(row), Int32(column))
    return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : length))
  }

  func nullFault<Value>(_ wanted: Value.Type) -> DatabaseError {
    fault("is or contains NULL, but \(wanted) was asked for")
  }

  func typeFault<Value>(_ wanted: Value.Type) -> DatabaseError {
    fault("is of \(type), which cannot be read as \(wanted): cast it in the statement")
  }

  private func fault(_ text: String) -> DatabaseError {
    let name = storage.columnName(column)
    var error = DatabaseError(.decoding, "Column \"\(name)\" \(text).")
    error.column = name
    return error
  }
}
