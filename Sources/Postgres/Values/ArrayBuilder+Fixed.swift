extension ArrayBuilder where Element == Int16 {
  /// A builder of `smallint[]`; `capacity` is a hint.
  public init(capacity: Int = 0) {
    self.init(arrayType: .int2Array, elementType: .int2, capacity: capacity, elementSize: 2)
  }

  /// Appends a number.
  public mutating func append(_ value: Int16) { append(fixed: value) }

  /// Appends a number or NULL.
  public mutating func append(_ value: Int16?) {
    if let value { append(value) } else { appendNull() }
  }
}

extension ArrayBuilder where Element == Int32 {
  /// A builder of `integer[]`; `capacity` is a hint.
  public init(capacity: Int = 0) {
    self.init(arrayType: .int4Array, elementType: .int4, capacity: capacity, elementSize: 4)
  }

  /// Appends a number.
  public mutating func append(_ value: Int32) { append(fixed: value) }

  /// Appends a number or NULL.
  public mutating func append(_ value: Int32?) {
    if let value { append(value) } else { appendNull() }
  }
}

extension ArrayBuilder where Element == Int64 {
  /// A builder of `bigint[]`; `capacity` is a hint.
  public init(capacity: Int = 0) {
    self.init(arrayType: .int8Array, elementType: .int8, capacity: capacity, elementSize: 8)
  }

  /// Appends a number.
  public mutating func append(_ value: Int64) { append(fixed: value) }

  /// Appends a number or NULL.
  public mutating func append(_ value: Int64?) {
    if let value { append(value) } else { appendNull() }
  }
}

extension ArrayBuilder where Element == Bool {
  /// A builder of `boolean[]`; `capacity` is a hint.
  public init(capacity: Int = 0) {
    self.init(arrayType: .boolArray, elementType: .bool, capacity: capacity, elementSize: 1)
  }

  /// Appends a truth value.
  public mutating func append(_ value: Bool) { append(fixed: UInt8(value ? 1 : 0)) }

  /// Appends a truth value or NULL.
  public mutating func append(_ value: Bool?) {
    if let value { append(value) } else { appendNull() }
  }
}

extension ArrayBuilder where Element == Double {
  /// A builder of `double precision[]`; `capacity` is a hint.
  public init(capacity: Int = 0) {
    self.init(arrayType: .float8Array, elementType: .float8, capacity: capacity, elementSize: 8)
  }

  /// Appends a number.
  public mutating func append(_ value: Double) { append(fixed: value.bitPattern) }

  /// Appends a number or NULL.
  public mutating func append(_ value: Double?) {
    if let value { append(value) } else { appendNull() }
  }
}

extension ArrayBuilder where Element == CalendarDay {
  /// A builder of `date[]`; `capacity` is a hint.
  public init(capacity: Int = 0) {
    self.init(arrayType: .dateArray, elementType: .date, capacity: capacity, elementSize: 4)
  }

  /// Appends a day.
  public mutating func append(_ value: CalendarDay) { append(fixed: value.daysSince2000) }

  /// Appends a day or NULL.
  public mutating func append(_ value: CalendarDay?) {
    if let value { append(value) } else { appendNull() }
  }
}

extension ArrayBuilder where Element == Timestamp {
  /// A builder of `timestamptz[]`; `capacity` is a hint.
  public init(capacity: Int = 0) {
    self.init(arrayType: .timestamptzArray, elementType: .timestamptz, capacity: capacity, elementSize: 8)
  }

  /// Appends a moment.
  public mutating func append(_ value: Timestamp) { append(fixed: value.microsecondsSince2000) }

  /// Appends a moment or NULL.
  public mutating func append(_ value: Timestamp?) {
    if let value { append(value) } else { appendNull() }
  }
}

extension ArrayBuilder where Element == UInt64 {
  /// A builder of `xid8[]`; `capacity` is a hint.
  public init(capacity: Int = 0) {
    self.init(arrayType: .xid8Array, elementType: .xid8, capacity: capacity, elementSize: 8)
  }

  /// Appends a transaction id.
  public mutating func append(_ value: UInt64) { append(fixed: value) }

  /// Appends a transaction id or NULL.
  public mutating func append(_ value: UInt64?) {
    if let value { append(value) } else { appendNull() }
  }
}
