/// Where the values of an object's columns stand among its fields, so that one look at a record's spans finds all.
public final class ColumnLayout: Sendable {
  /// The columns, in their order.
  public let columns: [RecordColumn]
  private let fields: [Place]
  /// What of its field's value each column holds.
  private let contents: [RecordColumn.Content]

  private indirect enum Place: Sendable {
    case nowhere
    case column(Int)
    /// The columns of a sum's amount and currency.
    case money(Int, Int)
    case object([Place])
  }

  init(_ object: ObjectType, isPart: Bool) {
    columns = RecordColumn.of(object, isPart: isPart)
    var count = 0
    fields = Self.places(object, isPart, &count)
    contents = columns.map(\.content)
  }

  private static func places(_ object: ObjectType, _ isPart: Bool, _ count: inout Int) -> [Place] {
    object.fields.map { field in
      if case .object(let inner) = field.type { return .object(places(inner, isPart, &count)) }
      let own = RecordColumn.of(field, isPart: isPart).count
      defer { count += own }
      return own == 0 ? .nowhere : own == 1 ? .column(count) : .money(count, count + 1)
    }
  }

  /// Lends the bytes of every column's value in a record or in an element of a part, in the columns' order; nil where
  /// it was left out. Texts come without quotes and escapes, sums as their digits without a point, partial dates as the
  /// first day that they may mean.
  public func read(_ object: RecordValue, _ body: (Int, UnsafeBufferPointer<UInt8>?) -> Void) {
    let record = object.record
    withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, contents.count)) { found in
      found.initialize(repeating: -1)
      record.spans.withUnsafeBufferPointer { Self.locate(object.place, fields, $0, found) }
      contents.withUnsafeBufferPointer { contents in
        for index in contents.indices {
          guard found[index] >= 0 else {
            body(index, nil)
            continue
          }
          switch contents[index] {
          case .minorUnits:
            let digits = record.withBytes(at: found[index]) { $0.filter { $0 != UInt8(ascii: ".") } }
            digits.withUnsafeBufferPointer { body(index, $0) }
          case .firstDay:
            var day = record.withBytes(at: found[index]) { PartialDate(utf8: $0)?.firstDay.description ?? "" }
            day.withUTF8 { body(index, $0) }
          case .value, .currency: record.withBytes(at: found[index]) { body(index, $0) }
          }
        }
      }
    }
  }

  private static func locate(
    _ place: Int, _ fields: [Place], _ spans: UnsafeBufferPointer<RecordSpan>, _ found: UnsafeMutableBufferPointer<Int>
  ) {
    let end = Int(spans[place].next)
    var child = place + 1
    while child < end {
      switch fields[Int(spans[child].field)] {
      case .nowhere: break
      case .column(let column): found[column] = child
      case .money(let amount, let currency):
        // A sum's amount is written before its currency.
        found[amount] = child + 1
        found[currency] = child + 2
      case .object(let inner): locate(child, inner, spans, found)
      }
      child = Int(spans[child].next)
    }
  }
}
