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
