import Glibc
import LineRPC

/// One line of a file of records, with where it stands.
struct RecordLine: Sendable {
  let bytes: [UInt8]
  let file: String
  let number: Int

  var place: String { "\(file):\(number)" }
}

/// The lines of files of newline-delimited JSON, read as they are asked for.
struct RecordLines: Sequence, IteratorProtocol {
  private static let chunkBytes = 256 << 10

  private var files: [String]
  private var descriptor: Int32 = -1
  private var file = ""
  private var number = 0
  private var pending: [UInt8] = []
  private var position = 0
  private var isAtEnd = true
  private(set) var fault: FileError?

  /// The lines of `files`, one after the other; `-` is standard input.
  init(files: [String]) { self.files = files }

  /// The next line that is not blank; nil at the end, or after ``fault``.
  mutating func next() -> RecordLine? {
    while fault == nil {
      if let newline = pending[position...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = take(upTo: newline)
        position = newline + 1
        if let line { return line }
      } else if isAtEnd {
        let line = take(upTo: pending.count)
        pending = []
        position = 0
        if let line { return line }
        guard openNext() else { return nil }
      } else {
        fill()
      }
    }
    return nil
  }

  private mutating func take(upTo end: Int) -> RecordLine? {
    guard position < end || end < pending.count else { return nil }
    number += 1
    let bytes = pending[position..<end]
    guard bytes.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else { return nil }
    return RecordLine(bytes: Array(bytes), file: file, number: number)
  }

  private mutating func openNext() -> Bool {
    guard !files.isEmpty else { return false }
    file = files.removeFirst()
    number = 0
    isAtEnd = false
    descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { fault = FileError("Cannot open", file) }
    return descriptor >= 0
  }

  private mutating func fill() {
    pending.removeFirst(position)
    position = 0
    let count = pending.count
    pending.append(contentsOf: repeatElement(0, count: Self.chunkBytes))
    let added = pending.withUnsafeMutableBytes {
      read(descriptor, $0.baseAddress.map { $0 + count }, Self.chunkBytes)
    }
    pending.removeLast(Self.chunkBytes - Swift.max(0, added))
    if added < 0, errno != EINTR { fault = FileError("Cannot read", file) }
    if added == 0 {
      isAtEnd = true
      if descriptor != STDIN_FILENO { close(descriptor) }
    }
  }
}
