import JSONBytes

/// Where the members of an object stand in a body, borrowed from its bytes.
struct ObjectFields {
  private(set) var members: [(name: String, value: UnsafeBufferPointer<UInt8>)] = []

  /// Reads the object in `bytes`.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
    members = try JSONReader.read(UnsafeRawBufferPointer(bytes)) { (reader) throws(JSONError) in
      var members: [(name: String, value: UnsafeBufferPointer<UInt8>)] = []
      try reader.beginObject()
      while let key = try reader.nextKey() {
        let name = key.text
        members.append((name, reader.slice(try reader.skipValue())))
      }
      return members
    }
  }

  /// A member's value.
  func value(_ name: String) -> UnsafeBufferPointer<UInt8>? { members.first { $0.name == name }?.value }

  /// The string in a member; nil if it is absent or something else.
  func string(_ name: String) throws(JSONError) -> String? {
    guard let value = value(name) else { return nil }
    return try Self.text(of: value)
  }

  /// The string in `value`; nil if it is something else.
  static func text(of value: UnsafeBufferPointer<UInt8>) throws(JSONError) -> String? {
    guard value.first == UInt8(ascii: "\"") else { return nil }
    return try JSONReader.read(UnsafeRawBufferPointer(value)) { (reader) throws(JSONError) in
      try reader.readString()
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
