import Glibc
import Violations

/// The bytes of a file or of standard input; gzip, known by how it begins, is uncompressed.
final class ByteInput {
  /// Bytes that are read at once.
  static let standardChunk = 256 << 10
  /// How often a pipe that is silent is left to see whether the task was cancelled.
  private static let lookMilliseconds: Int32 = 200

  let name: String
  /// The bytes of a regular file, compressed as it may be; nil for what has no end that is known.
  let size: Int?
  /// What was read of them.
  private(set) var consumed = 0
  private let chunkBytes: Int
  private let descriptor: Int32
  private var beginning: [UInt8] = []
  private var isAtEnd = false
  private var gunzip: Gunzip?

  /// Opens a file; `-` is standard input.
  init(_ name: String, chunkBytes: Int = standardChunk) throws(RecordFileFault) {
    self.name = name
    self.chunkBytes = chunkBytes
    // A named pipe that nobody writes to yet would hold up its opening.
    descriptor = name == "-" ? STDIN_FILENO : open(name, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw RecordFileFault(FileError(.cannotOpen, name)) }
    var facts = stat()
    let isRegular = fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    size = isRegular ? Int(facts.st_size) : nil
    try begin()
  }

  deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

  /// Keeps other programs of this kind from sending the same file; false if one does. What cannot be locked, as on some
  /// network file systems, is not.
  func lock() -> Bool { size == nil || flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK }

  /// Adds what comes next to `bytes`; false at the end.
  func read(into bytes: inout [UInt8]) throws(RecordFileFault) -> Bool {
    let before = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: chunkBytes))
    var added = 0
    defer { bytes.removeLast(chunkBytes - added) }
    while added == 0 {
      if let gunzip {
        if gunzip.needsInput { gunzip.feed(try raw(min(gunzip.room, chunkBytes))) }
        let isExhausted = gunzip.needsInput
        do throws(Gunzip.Fault) {
          if isExhausted { try gunzip.finish() } else { added = try gunzip.read(into: &bytes, from: before) }
        } catch {
          throw RecordFileFault(name, error)
        }
        if isExhausted { return false }
      } else {
        let chunk = try raw(chunkBytes)
        guard !chunk.isEmpty else { return false }
        bytes.replaceSubrange(before..<(before + chunk.count), with: chunk)
        added = chunk.count
      }
    }
    return true
  }

  private func begin() throws(RecordFileFault) {
    while beginning.count < Gunzip.magic.count, !isAtEnd { beginning += try rawChunk(chunkBytes) }
    guard beginning.starts(with: Gunzip.magic) else { return }
    do throws(Gunzip.Fault) { gunzip = try Gunzip() } catch { throw RecordFileFault(name, error) }
  }

  /// At most `limit` bytes as the file has them; none at its end.
  private func raw(_ limit: Int) throws(RecordFileFault) -> ArraySlice<UInt8> {
    guard beginning.isEmpty else {
      let part = beginning.prefix(limit)
      beginning.removeFirst(part.count)
      return part
    }
    return try rawChunk(limit)[...]
  }

  private func rawChunk(_ limit: Int) throws(RecordFileFault) -> [UInt8] {
    guard !isAtEnd else { return [] }
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      repeat {
        // To whoever was interrupted, nothing more comes.
        guard size != nil || waitForMore() else { return }
        result = Glibc.read(descriptor, buffer.baseAddress, limit)
      } while result < 0 && (errno == EINTR || errno == EAGAIN)
      count = max(0, result)
    }
    guard result >= 0 else { throw RecordFileFault(FileError(.cannotRead, name)) }
    isAtEnd = result == 0
    consumed += result
    return bytes
  }

  /// Waits until a pipe or a terminal has something to read, or its end; false once the task is cancelled, which no system
  /// call would notice.
  private func waitForMore() -> Bool {
    while !Task.isCancelled {
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let count = poll(&wanted, 1, Self.lookMilliseconds)
      if count > 0 || count < 0 && errno != EINTR { return true }
    }
    return false
  }
}
