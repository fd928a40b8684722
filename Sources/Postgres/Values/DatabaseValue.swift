/// What a column can be decoded to: a `DatabaseValue`, or an optional of one where NULL may stand.
public protocol RowValue: Sendable {
  /// The value of a cell; throws `decoding` for NULL where none is allowed and for a type that does not fit.
  static func decode(_ cell: Cell) throws(DatabaseError) -> Self
}

/// A Swift type that stands for a type of PostgreSQL, as a parameter and as a column.
public protocol DatabaseValue: RowValue {
  /// The parameter for a value, or NULL of its type.
  static func parameter(_ value: Self?) -> Parameter
}

/// The elements that arrays may have.
public protocol ArrayElement: Sendable {
  /// The array in a cell.
  static func decodeArray(_ cell: Cell) throws(DatabaseError) -> [Self]
  /// The array parameter, or NULL of its type.
  static func arrayParameter(_ values: [Self]?) -> Parameter
}

/// A value of a single type, with the array type that belongs to it.
public protocol DatabaseScalar: DatabaseValue, ArrayElement {
  /// The type as a parameter.
  static var type: TypeOID { get }
  /// The type of arrays as a parameter.
  static var arrayType: TypeOID { get }
  /// The value from PostgreSQL's binary form; nil when the type or the length does not fit.
  static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> Self?
  /// The array parameter of values, NULL among them.
  static func arrayParameter(of values: [Self?]) -> Parameter
}

extension Optional: RowValue where Wrapped: DatabaseValue {
  /// The value of a cell, or nil for NULL.
  public static func decode(_ cell: Cell) throws(DatabaseError) -> Wrapped? {
    cell.isNull ? nil : try Wrapped.decode(cell)
  }
}

extension DatabaseScalar {
  /// The value of a cell.
  public static func decode(_ cell: Cell) throws(DatabaseError) -> Self {
    guard !cell.isNull else { throw cell.nullFault(Self.self) }
    guard let value = cell.withBytes({ decode($0, type: cell.type) }) else { throw cell.typeFault(Self.self) }
    return value
  }

  /// The array in a cell; throws `decoding` when it holds NULL.
  public static func decodeArray(_ cell: Cell) throws(DatabaseError) -> [Self] {
    var values: [Self] = []
    try ArrayReader.forEach(cell, Self.self) { value throws(DatabaseError) in
      guard let value else { throw cell.nullFault(Self.self) }
      values.append(value)
    }
    return values
  }

  /// The array parameter, or NULL of its type.
  public static func arrayParameter(_ values: [Self]?) -> Parameter {
    guard let values else { return .null(arrayType) }
    return arrayParameter(of: values)
  }
}

extension Array: RowValue where Element: ArrayElement {
  /// The array in a cell.
  public static func decode(_ cell: Cell) throws(DatabaseError) -> [Element] {
    guard !cell.isNull else { throw cell.nullFault(Self.self) }
    return try Element.decodeArray(cell)
  }
}

extension Array: DatabaseValue where Element: ArrayElement {
  /// The array parameter, or NULL of its type.
  public static func parameter(_ value: [Element]?) -> Parameter { Element.arrayParameter(value) }
}

extension Optional: ArrayElement where Wrapped: DatabaseScalar {
  /// The array in a cell, with nil for NULL.
  public static func decodeArray(_ cell: Cell) throws(DatabaseError) -> [Wrapped?] {
    var values: [Wrapped?] = []
    try ArrayReader.forEach(cell, Wrapped.self) { value throws(DatabaseError) in values.append(value) }
    return values
  }

  /// The array parameter, or NULL of its type.
  public static func arrayParameter(_ values: [Wrapped?]?) -> Parameter {
    guard let values else { return .null(Wrapped.arrayType) }
    return Wrapped.arrayParameter(of: values)
  }
}

extension UInt8: ArrayElement {
  /// The bytes of a `bytea` cell: an array of bytes is `bytea`, not an array of PostgreSQL.
  public static func decodeArray(_ cell: Cell) throws(DatabaseError) -> [UInt8] {
    guard cell.type == .bytea else { throw cell.typeFault([UInt8].self) }
    return cell.withBytes { [UInt8]($0) }
  }

  /// The `bytea` parameter, or NULL.
  public static func arrayParameter(_ values: [UInt8]?) -> Parameter {
    guard let values else { return .null(.bytea) }
    let bytes = ParameterBytes(capacity: values.count)
    values.withUnsafeBytes { bytes.append($0) }
    return Parameter(.bytea, .bytes(bytes))
  }
}
