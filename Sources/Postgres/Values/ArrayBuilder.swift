/// Builds an array parameter by writing every element straight into one buffer, without an allocation for
/// each: the hot path of loading many rows with `unnest`.
///
/// Layout: PostgreSQL's binary array, a header of 20 bytes, then a length and the bytes for each element
/// (`array_send` in the server's `arrayfuncs.c`).
public struct ArrayBuilder<Element>: Sendable {
  private var bytes: ParameterBytes
  private let arrayType: TypeOID
  /// How many elements have been appended.
  public private(set) var count = 0

  init(arrayType: TypeOID, elementType: TypeOID, capacity: Int, elementSize: Int) {
    self.arrayType = arrayType
    // A hint only: nobody reserves gigabytes by a wrong one.
    let elements = min(max(capacity, 0), 65_536)
    bytes = ParameterBytes(capacity: ArrayLayout.headerSize + elements * (4 + elementSize))
    bytes.append(bigEndian: Int32(1))  // one dimension
    bytes.append(bigEndian: Int32(0))  // becomes 1 with the first NULL
    bytes.append(bigEndian: elementType.rawValue)
    bytes.append(bigEndian: Int32(0))  // the count, set at the end
    bytes.append(bigEndian: Int32(1))  // lower bound
  }

  /// How large the array is so far, in bytes.
  public var byteCount: Int { bytes.count }

  /// Appends NULL.
  public mutating func appendNull() {
    let bytes = writable()
    bytes.overwrite(at: ArrayLayout.flagsOffset, bigEndian: 1)
    bytes.append(bigEndian: Int32(-1))
  }

  /// The finished parameter. The builder may go on growing; the parameter does not change any more.
  public mutating func finish() -> Parameter {
    makeUnique()
    bytes.overwrite(at: ArrayLayout.countOffset, bigEndian: Int32(clamping: count))
    return Parameter(arrayType, .bytes(bytes))
  }

  /// The buffer, with one element more counted in.
  private mutating func writable() -> ParameterBytes {
    makeUnique()
    count += 1
    return bytes
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&bytes) { bytes = ParameterBytes(copying: bytes) }
  }

  fileprivate mutating func append(raw source: UnsafeRawBufferPointer) {
    let bytes = writable()
    // A length that does not fit is refused with the whole parameter, which is over the limit by then.
    bytes.append(bigEndian: Int32(clamping: source.count))
    bytes.append(source)
  }

  mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(fixed value: Value) {
    let bytes = writable()
    bytes.append(bigEndian: Int32(MemoryLayout<Value>.size))
    bytes.append(bigEndian: value)
  }
}

/// Where the parts of a binary array stand.
enum ArrayLayout {
  static let headerSize = 20
  static let flagsOffset = 4
  static let elementTypeOffset = 8
  static let countOffset = 12
  /// The header of an array without elements ends after the element's type.
  static let emptyHeaderSize = 12
}

extension ArrayBuilder where Element == String {
  /// A builder of `text[]`; `capacity` is a hint.
  public init(capacity: Int = 0, averageLength: Int = 32) {
    let length = min(max(averageLength, 0), 65_536)
    self.init(arrayType: .textArray, elementType: .text, capacity: capacity, elementSize: length)
  }

  /// Appends a text.
  public mutating func append(_ value: String) {
    var value = value
    value.withUTF8 { append(raw: UnsafeRawBufferPointer($0)) }
  }

  /// Appends a text or NULL.
  public mutating func append(_ value: String?) {
    if let value { append(value) } else { appendNull() }
  }

  /// Appends a text that is at hand as UTF-8; the server refuses what is not.
  public mutating func append(utf8 value: UnsafeRawBufferPointer) { append(raw: value) }

  /// Appends a text that is at hand as UTF-8; the server refuses what is not.
  public mutating func append(utf8 value: [UInt8]) { value.withUnsafeBytes { append(raw: $0) } }
}

extension ArrayBuilder where Element == [UInt8] {
  /// A builder of `bytea[]`; `capacity` is a hint.
  public init(capacity: Int = 0, averageLength: Int = 32) {
    let length = min(max(averageLength, 0), 65_536)
    self.init(arrayType: .byteaArray, elementType: .bytea, capacity: capacity, elementSize: length)
  }

  /// Appends bytes.
  public mutating func append(_ value: [UInt8]) { value.withUnsafeBytes { append(raw: $0) } }

  /// Appends bytes or NULL.
  public mutating func append(_ value: [UInt8]?) {
    if let value { append(value) } else { appendNull() }
  }

  /// Appends bytes.
  public mutating func append(_ value: UnsafeRawBufferPointer) { append(raw: value) }
}
