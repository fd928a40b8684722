extension Int16: DatabaseScalar {
  /// `smallint`.
  public static var type: TypeOID { .int2 }
  /// `smallint[]`.
  public static var arrayType: TypeOID { .int2Array }

  /// From `smallint`.
  public static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> Int16? {
    type == .int2 ? bytes.bigEndian(whole: Int16.self) : nil
  }

  /// The parameter for a number, or NULL.
  public static func parameter(_ value: Int16?) -> Parameter { .fixed(.int2, value) }

  /// The array parameter of values, NULL among them.
  public static func arrayParameter(of values: [Int16?]) -> Parameter {
    var builder = ArrayBuilder<Int16>(capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}

extension Int32: DatabaseScalar {
  /// `integer`.
  public static var type: TypeOID { .int4 }
  /// `integer[]`.
  public static var arrayType: TypeOID { .int4Array }

  /// From `integer` or `smallint`.
  public static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> Int32? {
    type == .int4 ? bytes.bigEndian(whole: Int32.self) : Int16.decode(bytes, type: type).map(Int32.init)
  }

  /// The parameter for a number, or NULL.
  public static func parameter(_ value: Int32?) -> Parameter { .fixed(.int4, value) }

  /// The array parameter of values, NULL among them.
  public static func arrayParameter(of values: [Int32?]) -> Parameter {
    var builder = ArrayBuilder<Int32>(capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}

extension Int64: DatabaseScalar {
  /// `bigint`.
  public static var type: TypeOID { .int8 }
  /// `bigint[]`.
  public static var arrayType: TypeOID { .int8Array }

  /// From `bigint`, `integer`, `smallint` or `oid`.
  public static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> Int64? {
    if type == .int8 { return bytes.bigEndian(whole: Int64.self) }
    if type == .oid { return bytes.bigEndian(whole: UInt32.self).map(Int64.init) }
    return Int32.decode(bytes, type: type).map(Int64.init)
  }

  /// The parameter for a number, or NULL.
  public static func parameter(_ value: Int64?) -> Parameter { .fixed(.int8, value) }

  /// The array parameter of values, NULL among them.
  public static func arrayParameter(of values: [Int64?]) -> Parameter {
    var builder = ArrayBuilder<Int64>(capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}

extension Int: DatabaseScalar {
  /// `bigint`.
  public static var type: TypeOID { .int8 }
  /// `bigint[]`.
  public static var arrayType: TypeOID { .int8Array }

  /// From `bigint`, `integer`, `smallint` or `oid`.
  public static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> Int? {
    Int64.decode(bytes, type: type).flatMap(Int.init(exactly:))
  }

  /// The parameter for a number, or NULL.
  public static func parameter(_ value: Int?) -> Parameter { .fixed(.int8, value.map(Int64.init)) }

  /// The array parameter of values, NULL among them.
  public static func arrayParameter(of values: [Int?]) -> Parameter {
    var builder = ArrayBuilder<Int64>(capacity: values.count)
    for value in values { builder.append(value.map(Int64.init)) }
    return builder.finish()
  }
}

extension UInt64: DatabaseScalar {
  /// `xid8`, the only unsigned type of eight bytes that PostgreSQL has.
  public static var type: TypeOID { .xid8 }
  /// `xid8[]`.
  public static var arrayType: TypeOID { .xid8Array }

  /// From `xid8`.
  public static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> UInt64? {
    type == .xid8 ? bytes.bigEndian(whole: UInt64.self) : nil
  }

  /// The parameter for a transaction id, or NULL.
  public static func parameter(_ value: UInt64?) -> Parameter { .fixed(.xid8, value) }

  /// The array parameter of values, NULL among them.
  public static func arrayParameter(of values: [UInt64?]) -> Parameter {
    var builder = ArrayBuilder<UInt64>(capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}

extension Bool: DatabaseScalar {
  /// `boolean`.
  public static var type: TypeOID { .bool }
  /// `boolean[]`.
  public static var arrayType: TypeOID { .boolArray }

  /// From `boolean`.
  public static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> Bool? {
    type == .bool ? bytes.bigEndian(whole: UInt8.self).map { $0 != 0 } : nil
  }

  /// The parameter for a truth value, or NULL.
  public static func parameter(_ value: Bool?) -> Parameter { .fixed(.bool, value.map { UInt8($0 ? 1 : 0) }) }

  /// The array parameter of values, NULL among them.
  public static func arrayParameter(of values: [Bool?]) -> Parameter {
    var builder = ArrayBuilder<Bool>(capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}

extension Double: DatabaseScalar {
  /// `double precision`.
  public static var type: TypeOID { .float8 }
  /// `double precision[]`.
  public static var arrayType: TypeOID { .float8Array }

  /// From `double precision` or `real`.
  public static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> Double? {
    switch type {
    case .float8: bytes.bigEndian(whole: UInt64.self).map(Double.init(bitPattern:))
    case .float4: bytes.bigEndian(whole: UInt32.self).map { Double(Float(bitPattern: $0)) }
    default: nil
    }
  }

  /// The parameter for a number, or NULL.
  public static func parameter(_ value: Double?) -> Parameter { .fixed(.float8, value?.bitPattern) }

  /// The array parameter of values, NULL among them.
  public static func arrayParameter(of values: [Double?]) -> Parameter {
    var builder = ArrayBuilder<Double>(capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}

extension CalendarDay: DatabaseScalar {
  /// `date`.
  public static var type: TypeOID { .date }
  /// `date[]`.
  public static var arrayType: TypeOID { .dateArray }

  /// From `date`.
  public static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> CalendarDay? {
    type == .date ? bytes.bigEndian(whole: Int32.self).map(CalendarDay.init) : nil
  }

  /// The parameter for a day, or NULL.
  public static func parameter(_ value: CalendarDay?) -> Parameter { .fixed(.date, value?.daysSince2000) }

  /// The array parameter of values, NULL among them.
  public static func arrayParameter(of values: [CalendarDay?]) -> Parameter {
    var builder = ArrayBuilder<CalendarDay>(capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}

extension Timestamp: DatabaseScalar {
  /// `timestamptz`.
  public static var type: TypeOID { .timestamptz }
  /// `timestamptz[]`.
  public static var arrayType: TypeOID { .timestamptzArray }

  /// From `timestamptz`.
  public static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> Timestamp? {
    type == .timestamptz ? bytes.bigEndian(whole: Int64.self).map(Timestamp.init) : nil
  }

  /// The parameter for a moment, or NULL.
  public static func parameter(_ value: Timestamp?) -> Parameter {
    .fixed(.timestamptz, value?.microsecondsSince2000)
  }

  /// The array parameter of values, NULL among them.
  public static func arrayParameter(of values: [Timestamp?]) -> Parameter {
    var builder = ArrayBuilder<Timestamp>(capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}

extension String: DatabaseScalar {
  /// `text`.
  public static var type: TypeOID { .text }
  /// `text[]`.
  public static var arrayType: TypeOID { .textArray }

  /// From `text`, `varchar`, `char(n)`, `name`, `json`, `jsonb` or a literal without a type.
  public static func decode(_ bytes: UnsafeRawBufferPointer, type: TypeOID) -> String? {
    switch type {
    case .text, .varchar, .bpchar, .name, .json, .unknown: return String(decoding: bytes, as: UTF8.self)
    case .jsonb:
      guard bytes.first == Parameter.jsonbVersion else { return nil }
      return String(decoding: bytes.dropFirst(), as: UTF8.self)
    default: return nil
    }
  }

  /// The parameter for a text, or NULL.
  public static func parameter(_ value: String?) -> Parameter {
    guard let value else { return .null(.text) }
    let bytes = ParameterBytes(capacity: value.utf8.count)
    bytes.append(utf8: value)
    return Parameter(.text, .bytes(bytes))
  }

  /// The array parameter of values, NULL among them.
  public static func arrayParameter(of values: [String?]) -> Parameter {
    var builder = ArrayBuilder<String>(capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}

extension Parameter {
  /// A value of one to eight bytes, kept without an allocation.
  static func fixed<Value: FixedWidthInteger>(_ type: TypeOID, _ value: Value?) -> Parameter {
    guard let value else { return .null(type) }
    let spare = 64 - Value.bitWidth
    let bits = UInt64(truncatingIfNeeded: value) << UInt64(spare)
    return Parameter(type, .inline(bits.bigEndian, count: Int32(Value.bitWidth / 8)))
  }
}
