import JSONBytes

/// Writes one row of a listing from pieces of a body.
struct RowWriter {
  var withheld = WithheldTally()
  private let key: String
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

  mutating func object(_ name: String, _ members: [BodyFields.Member]) {
    json.key(dynamic: name)
    write(members)
  }

  mutating func list(_ name: String, _ objects: [[BodyFields.Member]]) {
    guard !objects.isEmpty else { return }
    json.key(dynamic: name)
    json.beginArray()
    for members in objects { write(members) }
    json.endArray()
  }

  mutating func finish() -> VisibleRow {
    json.endObject()
    return VisibleRow(key: key, json: json.bytes, withheld: withheld.withheld)
  }

  private mutating func write(_ members: [BodyFields.Member]) {
    json.beginObject()
    for member in members { self.member(member.name, member.value) }
    json.endObject()
  }
}
