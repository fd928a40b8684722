import CZlib

/// Gzip (RFC 1952) over zlib: members one after the other, as `cat a.gz b.gz` makes them.
///
/// Takes what it is given only as far as there is room for what comes out of it, so a small file that grows a
/// thousandfold costs no more memory than any other.
final class Gunzip {
  enum Fault: Error {
    case damaged
    case truncated
    case noMemory
  }

  /// The two bytes that a member begins with.
  static let magic: [UInt8] = [0x1F, 0x8B]

  /// zlib remembers where its state lies, so that must never move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableBufferPointer<UInt8>
  /// Whether a member has begun and not ended.
  private var isInMember = true

  init() throws(Fault) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(capacity: 64 << 10)
    // 16 more bits of window ask for gzip's header.
    let answer = inflateInit2_(stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard answer == Z_OK else { throw .noMemory }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Whether compressed bytes are wanted before anything comes out.
  var needsInput: Bool { stream.pointee.avail_in == 0 }

  /// The most bytes that ``feed(_:)`` takes at once.
  var room: Int { input.count }

  /// Gives compressed bytes, at most ``room``, when ``needsInput`` says so.
  func feed(_ bytes: some Collection<UInt8>) {
    _ = input.update(fromContentsOf: bytes)
    stream.pointee.next_in = input.baseAddress
    stream.pointee.avail_in = UInt32(bytes.count)
  }

  /// Uncompresses what was fed into the bytes from `start` on, at most as many as there are; how many came out.
  func read(into bytes: inout [UInt8], from start: Int) throws(Fault) -> Int {
    try bytes.withUnsafeMutableBufferPointer { (buffer) throws(Fault) in
      try read(into: UnsafeMutableBufferPointer(rebasing: buffer[start...]))
    }
  }

  private func read(into output: UnsafeMutableBufferPointer<UInt8>) throws(Fault) -> Int {
    if !isInMember {
      // A tape's padding may follow a member.
      while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
        stream.pointee.next_in += 1
        stream.pointee.avail_in -= 1
      }
      guard stream.pointee.avail_in > 0 else { return 0 }
      inflateReset(stream)
      isInMember = true
    }
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = UInt32(output.count)
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isInMember = false
    case Z_MEM_ERROR: throw .noMemory
    default: throw .damaged
    }
    return output.count - Int(stream.pointee.avail_out)
  }

  /// What is true once nothing is left to feed.
  func finish() throws(Fault) { if isInMember { throw .truncated } }
}
