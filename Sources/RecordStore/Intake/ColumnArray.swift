import Postgres
import Records

/// The array of one typed column, filled from records' text: one of the builders is set, as the column's type says.
struct ColumnArray {
  private let type: RecordColumn.ColumnType
  private var text: ArrayBuilder<String>?
  private var date: ArrayBuilder<CalendarDay>?
  private var integer: ArrayBuilder<Int32>?
  private var bigInteger: ArrayBuilder<Int64>?
  private var number: ArrayBuilder<Double>?
  private var boolean: ArrayBuilder<Bool>?

  init(_ column: RecordColumn, capacity: Int) {
    type = column.type
    switch column.type {
    case .text: text = ArrayBuilder(capacity: capacity)
    case .date: date = ArrayBuilder(capacity: capacity)
    case .integer: integer = ArrayBuilder(capacity: capacity)
    case .bigInteger: bigInteger = ArrayBuilder(capacity: capacity)
    case .number: number = ArrayBuilder(capacity: capacity)
    case .boolean: boolean = ArrayBuilder(capacity: capacity)
    }
  }

  /// Appends a value as ``Records/ColumnLayout`` lends it.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>?) {
    switch type {
    case .text:
      if let bytes { text?.append(utf8: UnsafeRawBufferPointer(bytes)) } else { text?.appendNull() }
    case .date: date?.append(bytes.flatMap(ColumnText.date))
    case .integer: integer?.append(bytes.flatMap(ColumnText.integer))
    case .bigInteger: bigInteger?.append(bytes.flatMap(ColumnText.bigInteger))
    case .number: number?.append(bytes.flatMap(ColumnText.number))
    case .boolean: boolean?.append(bytes.map(ColumnText.boolean))
    }
  }

  mutating func finish() -> Parameter {
    text?.finish() ?? date?.finish() ?? integer?.finish() ?? bigInteger?.finish() ?? number?.finish()
      ?? boolean?.finish() ?? .textArray([])
  }
}
