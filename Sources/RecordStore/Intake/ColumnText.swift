import Postgres
import Records

/// Reads the value of a typed column from a record's text, as ``Records/ColumnLayout`` lends it.
enum ColumnText {
  static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDay? {
    CalendarDate(utf8: bytes).map { CalendarDay(daysSince2000: $0.daysSince2000) }
  }

  static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? { bigInteger(bytes).map { Int32(clamping: $0) } }

  static func bigInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    Int64(String(decoding: bytes, as: UTF8.self))
  }

  static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? { Double(String(decoding: bytes, as: UTF8.self)) }

  /// The value as a parameter; NULL where it was left out.
  static func parameter(_ bytes: UnsafeBufferPointer<UInt8>?, as type: RecordColumn.ColumnType) -> Parameter {
    switch type {
    case .text: .text(bytes.map { String(decoding: $0, as: UTF8.self) })
    case .date: .date(daysSince2000: bytes.flatMap(date)?.daysSince2000)
    case .integer: .int32(bytes.flatMap(integer))
    case .bigInteger: .int64(bytes.flatMap(bigInteger))
    case .number: .double(bytes.flatMap(number))
    case .boolean: .bool(bytes.map(boolean))
    }
  }

  static func boolean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.first == UInt8(ascii: "t") }
}

extension CopyRows {
  /// Appends the value of a column of a type; NULL where it was left out.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>?, as type: RecordColumn.ColumnType) {
    guard let bytes else { return appendNull() }
    switch type {
    case .text: append(utf8: UnsafeRawBufferPointer(bytes))
    case .date: append(ColumnText.date(bytes)) { $0.append($1) }
    case .integer: append(ColumnText.integer(bytes)) { $0.append($1) }
    case .bigInteger: append(ColumnText.bigInteger(bytes)) { $0.append($1) }
    case .number: append(ColumnText.number(bytes)) { $0.append($1) }
    case .boolean: append(ColumnText.boolean(bytes))
    }
  }

  private mutating func append<Value>(_ value: Value?, _ body: (inout CopyRows, Value) -> Void) {
    if let value { body(&self, value) } else { appendNull() }
  }
}
