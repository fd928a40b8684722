/// One value of a statement, ready to be sent: a type and its binary form, or NULL.
public struct Parameter: Sendable {
  enum Storage: Sendable {
    case null
    /// Up to eight bytes, in network order from the first byte of memory on.
    case inline(UInt64, count: Int32)
    case bytes(ParameterBytes)
    /// PostgreSQL's textual form, ending in a zero byte that is not part of the value.
    case textual(ParameterBytes)
  }

  /// The type the server is told.
  public let type: TypeOID
  let storage: Storage

  init(_ type: TypeOID, _ storage: Storage) {
    self.type = type
    self.storage = storage
  }

  /// NULL of a type.
  public static func null(_ type: TypeOID) -> Parameter { Parameter(type, .null) }

  /// Whether the value is NULL.
  public var isNull: Bool {
    if case .null = storage { return true }
    return false
  }

  /// The size of the value on the wire, in bytes.
  public var byteCount: Int {
    switch storage {
    case .null: 0
    case .inline(_, let count): Int(count)
    case .bytes(let bytes): bytes.count
    case .textual(let bytes): bytes.count - 1
    }
  }
}

extension Parameter {
  /// `text`.
  public static func text(_ value: String?) -> Parameter { String.parameter(value) }
  /// `integer`.
  public static func int32(_ value: Int32?) -> Parameter { Int32.parameter(value) }
  /// `bigint`.
  public static func int64(_ value: Int64?) -> Parameter { Int64.parameter(value) }
  /// `smallint`.
  public static func int16(_ value: Int16?) -> Parameter { Int16.parameter(value) }
  /// `boolean`.
  public static func bool(_ value: Bool?) -> Parameter { Bool.parameter(value) }
  /// `double precision`.
  public static func double(_ value: Double?) -> Parameter { Double.parameter(value) }
  /// `bytea`.
  public static func bytes(_ value: [UInt8]?) -> Parameter { UInt8.arrayParameter(value) }
  /// `date`, in days since 2000-01-01.
  public static func date(daysSince2000 days: Int32?) -> Parameter {
    CalendarDay.parameter(days.map(CalendarDay.init))
  }
  /// `timestamptz`, in microseconds since 2000-01-01T00:00:00Z.
  public static func timestamp(microsecondsSince2000 microseconds: Int64?) -> Parameter {
    Timestamp.parameter(microseconds.map(Timestamp.init))
  }
  /// `xid8`.
  public static func transactionID(_ value: UInt64?) -> Parameter { UInt64.parameter(value) }

  /// `json`, from its text, which the server checks.
  public static func json(_ value: String?) -> Parameter {
    guard let value else { return .null(.json) }
    let bytes = ParameterBytes(capacity: value.utf8.count)
    bytes.append(utf8: value)
    return Parameter(.json, .bytes(bytes))
  }

  /// `jsonb`, from its text, which the server checks.
  public static func jsonb(_ value: String?) -> Parameter {
    guard let value else { return .null(.jsonb) }
    let bytes = ParameterBytes(capacity: value.utf8.count + 1)
    bytes.append(bigEndian: jsonbVersion)
    bytes.append(utf8: value)
    return Parameter(.jsonb, .bytes(bytes))
  }

  /// `numeric`, from its decimal spelling, such as `187000.00`, which the server checks.
  public static func numeric(_ value: String?) -> Parameter {
    guard let value else { return .null(.numeric) }
    let bytes = ParameterBytes(capacity: value.utf8.count + 1)
    bytes.append(utf8: value)
    bytes.append(bigEndian: UInt8(0))
    return Parameter(.numeric, .textual(bytes))
  }

  /// The first byte of `jsonb` in binary form; PostgreSQL has known no other so far.
  static let jsonbVersion: UInt8 = 1
}

extension Parameter {
  /// `text[]`.
  public static func textArray(_ values: [String?]) -> Parameter { String.arrayParameter(of: values) }
  /// `integer[]`.
  public static func int32Array(_ values: [Int32?]) -> Parameter { Int32.arrayParameter(of: values) }
  /// `smallint[]`.
  public static func int16Array(_ values: [Int16?]) -> Parameter { Int16.arrayParameter(of: values) }
  /// `bigint[]`.
  public static func int64Array(_ values: [Int64?]) -> Parameter { Int64.arrayParameter(of: values) }
  /// `boolean[]`.
  public static func boolArray(_ values: [Bool?]) -> Parameter { Bool.arrayParameter(of: values) }
  /// `double precision[]`.
  public static func doubleArray(_ values: [Double?]) -> Parameter { Double.arrayParameter(of: values) }
  /// `date[]`, in days since 2000-01-01.
  public static func dateArray(daysSince2000 days: [Int32?]) -> Parameter {
    CalendarDay.arrayParameter(of: days.map { $0.map(CalendarDay.init) })
  }
  /// `timestamptz[]`, in microseconds since 2000-01-01T00:00:00Z.
  public static func timestampArray(microsecondsSince2000 values: [Int64?]) -> Parameter {
    Timestamp.arrayParameter(of: values.map { $0.map(Timestamp.init) })
  }
  /// `bytea[]`.
  public static func bytesArray(_ values: [[UInt8]?]) -> Parameter {
    var builder = ArrayBuilder<[UInt8]>(capacity: values.count)
    for value in values { builder.append(value) }
    return builder.finish()
  }
}
