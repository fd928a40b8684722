import JSONBytes

/// Where the members of a body stand in its bytes.
struct BodyFields {
  /// One member of an object, borrowed from the body.
  struct Member {
    let name: String
    let value: UnsafeBufferPointer<UInt8>
  }

  private var ranges: [(name: String, range: Range<Int>)] = []

  /// Reads the object that comes next.
  init(_ reader: inout JSONReader) throws(JSONError) {
    try reader.beginObject()
    while let key = try reader.nextKey() {
      let name = key.text
      ranges.append((name, try reader.skipValue()))
    }
  }

  /// The place of a member's value.
  subscript(name: String) -> Range<Int>? { ranges.first { $0.name == name }?.range }

  /// The string in a member.
  func string(_ name: String, _ reader: JSONReader) throws(JSONError) -> String? {
    guard let range = self[name] else { return nil }
    return try JSONReader.read(UnsafeRawBufferPointer(reader.slice(range))) { (inner) throws(JSONError) in
      try inner.readString()
    }
  }

  /// The members of the object in `bytes`.
  static func members(of bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> [Member] {
    try JSONReader.read(UnsafeRawBufferPointer(bytes)) { (reader) throws(JSONError) in
      var members: [Member] = []
      try reader.beginObject()
      while let key = try reader.nextKey() {
        let name = key.text
        members.append(Member(name: name, value: reader.slice(try reader.skipValue())))
      }
      return members
    }
  }

  /// The elements of the array in `bytes`.
  static func elements(
    of bytes: UnsafeBufferPointer<UInt8>
  ) throws(JSONError) -> [UnsafeBufferPointer<UInt8>] {
    try JSONReader.read(UnsafeRawBufferPointer(bytes)) { (reader) throws(JSONError) in
      var elements: [UnsafeBufferPointer<UInt8>] = []
      try reader.beginArray()
      while try reader.nextElement() { elements.append(reader.slice(try reader.skipValue())) }
      return elements
    }
  }
}
