import Glibc

/// The bytes of a file of records or of standard input, of which only what is not yet read stands in memory.
struct RecordFile {
  private static let chunkBytes = 256 << 10

  let name: String
  /// What was read from the file and not yet dropped.
  private(set) var bytes: [UInt8] = []
  /// Where in ``bytes`` reading goes on.
  var position = 0
  private(set) var isAtEnd = false
  /// Bytes behind ``position`` that are known to hold no line break, so that a long line is searched once.
  private var searched = 0
  private let descriptor: Int32

  /// Opens a file; `-` is standard input.
  init(_ name: String) throws(FileError) {
    self.name = name
    descriptor = name == "-" ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.cannotOpen, name) }
  }

  /// The next line break; nil if there is none in what was read.
  mutating func nextLineBreak() -> Int? {
    let start = position + searched
    let found = bytes.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress, start < bytes.count else { return nil }
      return memchr(base + start, 0x0A, bytes.count - start).map { base.distance(to: UnsafeRawPointer($0)) }
    }
    searched = found == nil ? bytes.count - position : 0
    return found
  }

  /// Drops what was read and adds what comes next.
  mutating func fill() throws(FileError) {
    bytes.removeFirst(position)
    position = 0
    let count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.chunkBytes))
    let added = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + count }, Self.chunkBytes) }
    let error = errno
    bytes.removeLast(Self.chunkBytes - max(0, added))
    if added < 0, error != EINTR { throw FileError(.cannotRead, name) }
    if added == 0 {
      isAtEnd = true
      if descriptor != STDIN_FILENO { close(descriptor) }
    }
  }
}
