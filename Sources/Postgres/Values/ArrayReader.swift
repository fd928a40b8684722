/// Reads PostgreSQL's binary arrays of one dimension.
enum ArrayReader {
  static func forEach<Element: DatabaseScalar>(
    _ cell: Cell, _ type: Element.Type, _ body: (Element?) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    // A type that is no array has other bytes; read as a header, they would mean nothing.
    guard arrayTypes.contains(cell.type) else { throw cell.typeFault([Element].self) }
    try cell.withBytes { bytes throws(DatabaseError) in
      guard let header = Header(bytes) else { throw cell.typeFault([Element].self) }
      var offset = ArrayLayout.headerSize
      for _ in 0..<header.count {
        guard let length = bytes.bigEndian(Int32.self, at: offset) else {
          throw cell.typeFault([Element].self)
        }
        offset += 4
        if length < 0 {
          try body(nil)
          continue
        }
        guard Int(length) <= bytes.count - offset else { throw cell.typeFault([Element].self) }
        let slice = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(length)])
        guard let value = Element.decode(slice, type: header.elementType) else {
          throw cell.typeFault([Element].self)
        }
        try body(value)
        offset += Int(length)
      }
    }
  }

  private static let arrayTypes: Set<TypeOID> = [
    .boolArray, .byteaArray, .int2Array, .int4Array, .int8Array, .textArray, .varcharArray, .float8Array,
    .dateArray, .timestamptzArray, .xid8Array,
  ]

  private struct Header {
    var count: Int
    var elementType: TypeOID

    init?(_ bytes: UnsafeRawBufferPointer) {
      guard let dimensions = bytes.bigEndian(Int32.self, at: 0),
        let type = bytes.bigEndian(UInt32.self, at: ArrayLayout.elementTypeOffset)
      else { return nil }
      elementType = TypeOID(rawValue: type)
      switch dimensions {
      case 0: count = 0
      case 1:
        guard let count = bytes.bigEndian(Int32.self, at: ArrayLayout.countOffset), count >= 0 else {
          return nil
        }
        self.count = Int(count)
      default: return nil
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  func bigEndian<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type, at offset: Int) -> Value? {
    guard offset >= 0, offset <= count - MemoryLayout<Value>.size else { return nil }
    return Value(bigEndian: loadUnaligned(fromByteOffset: offset, as: Value.self))
  }

  /// The whole buffer as one number; nil when the size is another.
  func bigEndian<Value: FixedWidthInteger & BitwiseCopyable>(whole type: Value.Type) -> Value? {
    count == MemoryLayout<Value>.size ? bigEndian(type, at: 0) : nil
  }
}
