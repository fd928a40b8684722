import Glibc

/// The lines of standard input as bytes, which no one has taken for text yet, as a writer has them from a server.
struct InputLines {
  private let input = fdopen(STDIN_FILENO, "r")
  private var line: UnsafeMutablePointer<CChar>?
  private var capacity = 0

  /// The next line without its end; nil behind the last.
  mutating func next() -> [UInt8]? {
    guard let input else { return nil }
    var length = getline(&line, &capacity, input)
    guard length >= 0, let line else { return nil }
    if length > 0, line[length - 1] == CChar(bitPattern: UInt8(ascii: "\n")) { length -= 1 }
    return line.withMemoryRebound(to: UInt8.self, capacity: length) { start in
      Array(UnsafeBufferPointer(start: start, count: length))
    }
  }
}
