import JSONBytes

/// Writes one row of a listing from pieces of a body.
struct RowWriter {
  var withheld = WithheldTally()
  private let key: String
  private var withheldFields: [String] = []
  private var json = JSONWriter(capacity: 1_024)

  init(key: String?, revision: Int) {
    self.key = key ?? ""
    json.beginObject()
    json.member("key", self.key)
    json.member("revision", revision)
  }

  mutating func member(_ name: String, _ value: UnsafeBufferPointer<UInt8>?) {
    guard let value else { return }
    json.key(dynamic: name)
    json.raw(value)
  }

  mutating func member(_ name: String, _ value: [UInt8]?) {
    value?.withUnsafeBufferPointer { member(name, $0) }
  }

  /// Names a field of which something is there that the row does not show.
  mutating func withhold(_ field: String) {
    if !withheldFields.contains(field) { withheldFields.append(field) }
  }

  mutating func finish() -> VisibleRow {
    Self.write(withheldFields, to: &json)
    json.endObject()
    return VisibleRow(key: key, json: json.bytes, withheld: withheld)
  }

  /// An object within a row, with the names of the fields of it that are there and not shown.
  static func object(_ members: [(name: String, json: [UInt8])], withheld: [String]) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for member in members {
      json.key(dynamic: member.name)
      json.raw(member.json)
    }
    write(withheld, to: &json)
    json.endObject()
    return json.bytes
  }

  private static func write(_ withheld: [String], to json: inout JSONWriter) {
    guard !withheld.isEmpty else { return }
    json.key(dynamic: "withheld")
    json.beginArray()
    for field in withheld { json.string(field) }
    json.endArray()
  }

  /// Nil for a list of which nothing is shown.
  static func list(_ elements: [[UInt8]]) -> [UInt8]? {
    guard !elements.isEmpty else { return nil }
    var json = JSONWriter()
    json.beginArray()
    for element in elements { json.raw(element) }
    json.endArray()
    return json.bytes
  }
}
