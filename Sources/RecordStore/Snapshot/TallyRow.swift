import Disclosure
import JSONBytes
import Records

/// One cell or margin of a count, as a report gets it.
struct TallyRow: Sendable {
  /// The values by dimension; nil inside is "not stated", and a dimension that is summed over is absent.
  let values: [String: String?]
  /// The measures, in the query's order.
  let measures: [SuppressedCount]

  /// The row as JSON. Only a count that is hidden for its own smallness says below what it lies.
  func json(_ groupBy: [String], _ names: [RecordMeasure], threshold: SuppressionThreshold) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for name in groupBy {
      guard let value = values[name] else { continue }
      json.key(dynamic: name)
      if let value { json.string(value) } else { json.null() }
    }
    for (measure, count) in zip(names, measures) {
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
    json.endObject()
    return json.bytes
  }
}
