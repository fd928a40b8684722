import CZlib

/// Reads an archive's entries by its central directory (APPNOTE.TXT 4.3.12), for tests.
struct ZipReader {
  struct Fault: Error {
    var description: String
  }

  /// Names in the order in which the archive lists them, and what the entries hold.
  private(set) var entries: [(name: String, bytes: [UInt8])] = []

  subscript(name: String) -> String? {
    entries.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  init(_ archive: [UInt8]) throws {
    let end = archive.count - 22
    guard end >= 0, Self.number(archive, end, 4) == 0x0605_4B50 else { throw Fault(description: "no end record") }
    var offset = Self.number(archive, end + 16, 4)
    for _ in 0..<Self.number(archive, end + 10, 2) {
      guard Self.number(archive, offset, 4) == 0x0201_4B50 else { throw Fault(description: "no entry at \(offset)") }
      let length = Self.number(archive, offset + 28, 2)
      let name = String(decoding: archive[offset + 46..<offset + 46 + length], as: UTF8.self)
      let local = Self.number(archive, offset + 42, 4)
      let start = local + 30 + Self.number(archive, local + 26, 2) + Self.number(archive, local + 28, 2)
      let packed = Array(archive[start..<start + Self.number(archive, offset + 20, 4)])
      let size = Self.number(archive, offset + 24, 4)
      let bytes = Self.number(archive, offset + 10, 2) == 8 ? try Self.inflated(packed, to: size) : packed
      let checksum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
      guard Int(checksum) == Self.number(archive, offset + 16, 4) else { throw Fault(description: "\(name) is broken") }
      entries.append((name, bytes))
      offset += 46 + length + Self.number(archive, offset + 30, 2) + Self.number(archive, offset + 32, 2)
    }
  }

  private static func inflated(_ packed: [UInt8], to size: Int) throws -> [UInt8] {
    var packed = packed
    var bytes = [UInt8](repeating: 0, count: max(size, 1))
    let result = packed.withUnsafeMutableBufferPointer { input in
      bytes.withUnsafeMutableBufferPointer { output in
        var stream = z_stream()
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
          return Z_ERRNO
        }
        defer { inflateEnd(&stream) }
        return inflate(&stream, Z_FINISH)
      }
    }
    guard result == Z_STREAM_END else { throw Fault(description: "inflate says \(result)") }
    return Array(bytes[..<size])
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    guard offset >= 0, offset + count <= bytes.count else { return -1 }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
