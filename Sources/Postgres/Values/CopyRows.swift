/// Rows of `COPY … FROM STDIN (FORMAT binary)`, every field written straight into one buffer.
///
/// Each row is begun by ``startRow()`` and has as many fields appended as the statement names columns, of exactly their
/// types; after the last, ``finish()``. The server refuses all rows where one does not fit. Layout: PostgreSQL's documentation of `COPY`, "Binary
/// Format".
public struct CopyRows: Sendable {
  private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF] + Array("\r\n\0".utf8)

  private var buffer: ParameterBytes
  private let columns: Int16
  /// How many rows have been begun.
  public private(set) var count = 0

  /// No rows yet, of so many columns; `rows` and `averageLength`, in bytes, are hints.
  public init(columns: Int, rows: Int = 0, averageLength: Int = 256) {
    self.columns = Int16(clamping: columns)
    buffer = ParameterBytes(capacity: 32 + min(max(rows, 0), 65_536) * min(max(averageLength, 0), 65_536))
    Self.signature.withUnsafeBytes { buffer.append($0) }
    buffer.append(bigEndian: Int32(0))  // flags
    buffer.append(bigEndian: Int32(0))  // length of the header's extension
  }

  /// How large the rows are so far, in bytes.
  public var byteCount: Int { buffer.count }

  /// The rows as the server reads them, while the closure runs.
  func withBytes<Value, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let value = try body(buffer.bytes)
    withExtendedLifetime(buffer) {}
    return value
  }

  /// Begins a row.
  public mutating func startRow() {
    count += 1
    writable().append(bigEndian: columns)
  }

  /// Appends NULL.
  public mutating func appendNull() { writable().append(bigEndian: Int32(-1)) }

  /// Appends a `text` that is at hand as UTF-8; the server refuses what is not.
  public mutating func append(utf8 value: UnsafeRawBufferPointer) {
    let buffer = writable()
    buffer.append(bigEndian: Int32(clamping: value.count))
    buffer.append(value)
  }

  /// Appends a `text` that is at hand as UTF-8; the server refuses what is not.
  public mutating func append(utf8 value: [UInt8]) { value.withUnsafeBytes { append(utf8: $0) } }

  /// Appends a `text`.
  public mutating func append(_ value: String) {
    var value = value
    value.withUTF8 { append(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Appends a `bytea`.
  public mutating func append(_ value: [UInt8]) { append(utf8: value) }

  /// Appends a `smallint`.
  public mutating func append(_ value: Int16) { append(fixed: value) }

  /// Appends an `integer`.
  public mutating func append(_ value: Int32) { append(fixed: value) }

  /// Appends a `bigint`.
  public mutating func append(_ value: Int64) { append(fixed: value) }

  /// Appends a `double precision`.
  public mutating func append(_ value: Double) { append(fixed: value.bitPattern) }

  /// Appends a `boolean`.
  public mutating func append(_ value: Bool) { append(fixed: UInt8(value ? 1 : 0)) }

  /// Appends a `date`.
  public mutating func append(_ value: CalendarDay) { append(fixed: value.daysSince2000) }

  /// Ends the rows, so that the server sees that none is missing.
  public mutating func finish() { writable().append(bigEndian: Int16(-1)) }

  private mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(fixed value: Value) {
    let buffer = writable()
    buffer.append(bigEndian: Int32(MemoryLayout<Value>.size))
    buffer.append(bigEndian: value)
  }

  private mutating func writable() -> ParameterBytes {
    if !isKnownUniquelyReferenced(&buffer) { buffer = ParameterBytes(copying: buffer) }
    return buffer
  }
}
