import CZlib

/// Deflate (RFC 1951) over zlib, one stream after another.
struct Compressor: ~Copyable {
  /// zlib remembers where its state lies, so that must never move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let room: UnsafeMutableBufferPointer<UInt8>

  init(level: Int32) throws {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    room = .allocate(capacity: 32 * 1_024)
    // A negative number of window bits leaves out zlib's own header.
    let answer = deflateInit2_(
      stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard answer == Z_OK else { throw ZipFault.noMemory }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    room.deallocate()
  }

  /// Begins anew.
  mutating func reset() { deflateReset(stream) }

  mutating func compress(_ bytes: [UInt8], into output: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { input in
      // zlib reads what it is given, whatever the type of the member says.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(input.count)
      run(Z_NO_FLUSH, &output)
      stream.pointee.next_in = nil
    }
  }

  mutating func finish(into output: inout [UInt8]) { run(Z_FINISH, &output) }

  private func run(_ flush: Int32, _ output: inout [UInt8]) {
    repeat {
      stream.pointee.next_out = room.baseAddress
      stream.pointee.avail_out = UInt32(room.count)
      deflate(stream, flush)
      output += room[..<(room.count - Int(stream.pointee.avail_out))]
    } while stream.pointee.avail_out == 0
  }

  /// The CRC-32 of what came before and of these bytes.
  static func checksum(_ bytes: [UInt8], after before: UInt32) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(crc32(UInt(before), $0.baseAddress, UInt32($0.count))) }
  }
}
