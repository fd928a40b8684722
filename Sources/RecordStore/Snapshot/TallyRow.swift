import Disclosure
import JSONBytes
import Records

/// One cell or margin of a count, as a report gets it.
struct TallyRow: Sendable {
  /// The values by dimension; nil inside is "not stated", and a dimension that is summed over is absent.
  let values: [String: String?]
  /// The counts, in the query's order.
  let measures: [SuppressedCount]
  /// The figures as JSON, by their places among the query's.
  let figures: [Int: [UInt8]]
  /// What stands behind it.
  let records: [RowOrigin.Record]

  /// Whether nothing of it is hidden: what stands behind a hidden count is for nobody.
  var isShown: Bool { measures.allSatisfy { $0.value != nil } }

  /// The row as JSON. Only a count that is hidden for its own smallness says below what it lies.
  func json(_ groupBy: [String], _ names: [RecordMeasure], threshold: SuppressionThreshold) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for name in groupBy {
      guard let value = values[name] else { continue }
      json.key(dynamic: name)
      if let value { json.string(value) } else { json.null() }
    }
    for (measure, count) in zip(names.filter { $0.figure == nil }, measures) {
      json.key(dynamic: measure.name)
      if let value = count.value {
        json.integer(value)
      } else {
        json.beginObject()
        json.member("suppressed", true)
        if count == .small { json.member("below", threshold.rawValue) }
        json.endObject()
      }
    }
    for (place, figure) in names.filter({ $0.figure != nil }).enumerated() {
      json.key(dynamic: figure.name)
      if let value = figures[place] { value.withUnsafeBufferPointer { json.raw($0) } } else { json.null() }
    }
    json.endObject()
    return json.bytes
  }
}
