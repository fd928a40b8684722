import Glibc

/// Cuts a stream of bytes into lines, with a limit that holds from the first byte on.
///
/// A line ends with `\n`; a `\r` before it is dropped. A line over the limit is told once, then skipped
/// without being stored. Only a line that arrives in pieces is copied.
public struct LineSplitter: Sendable {
  /// What was found in the stream.
  public enum Piece {
    /// A line without its end. The bytes are borrowed.
    case line(UnsafeRawBufferPointer)
    /// A line over the limit, told as soon as that is known, with its first bytes.
    case tooLong(prefix: UnsafeRawBufferPointer)
  }

  /// Bytes of an over-long line that are shown, enough to find its id in.
  private static let prefixBytes = 1_024
  /// Storage kept from one line to the next.
  private static let keptCapacity = LineLimits.shortLineBytes

  private let limit: Int
  private var held: [UInt8] = []
  private var isSkipping = false

  /// A splitter for lines of at most `limit` bytes.
  public init(limit: Int) { self.limit = limit }

  /// Bytes of an unfinished line that are held back.
  public var heldBytes: Int { held.count }

  /// Bytes of memory that are taken up for such a line.
  public var heldCapacity: Int { held.capacity }

  /// Takes bytes from the stream and gives `body` each line that they complete.
  ///
  /// - Parameter body: returns whether to go on.
  /// - Returns: how many bytes were taken: all of them, unless `body` asked to stop. Give the rest again
  ///   later.
  public mutating func take(_ bytes: UnsafeRawBufferPointer, _ body: (Piece) -> Bool) -> Int {
    var start = 0
    while start < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
      guard let length = Self.lineLength(rest) else {
        keep(rest, body)
        return bytes.count
      }
      start += length + 1
      guard endLine(UnsafeRawBufferPointer(rebasing: rest[..<length]), body) else { return start }
    }
    return start
  }

  /// Lets go of what is held of an unfinished line, whose rest is then skipped, and gives `body` its first bytes.
  public mutating func abandonLine(_ body: (UnsafeRawBufferPointer) -> Void) {
    guard !held.isEmpty else { return }
    isSkipping = true
    held.withUnsafeBytes { body(Self.prefix(of: $0)) }
    release()
  }

  /// At the end of the stream, gives `body` what stands after the last line's end, if anything.
  public mutating func finish(_ body: (Piece) -> Bool) {
    _ = endLine(UnsafeRawBufferPointer(start: nil, count: 0), body)
  }

  private static func lineLength(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, let end = memchr(base, 0x0A, bytes.count) else { return nil }
    return UnsafeRawPointer(end) - base
  }

  /// `bytes` end a line whose beginning may be held.
  private mutating func endLine(_ bytes: UnsafeRawBufferPointer, _ body: (Piece) -> Bool) -> Bool {
    if isSkipping {
      isSkipping = false
      return true
    }
    guard !held.isEmpty else { return give(bytes, body) }
    if held.count + bytes.count <= limit + 1 { held.append(contentsOf: bytes) } else { fillPrefix(bytes) }
    defer { release() }
    return held.withUnsafeBytes { give($0, body) }
  }

  private func give(_ line: UnsafeRawBufferPointer, _ body: (Piece) -> Bool) -> Bool {
    var line = line
    if line.last == UInt8(ascii: "\r") { line = UnsafeRawBufferPointer(rebasing: line.dropLast()) }
    return body(line.count > limit ? .tooLong(prefix: Self.prefix(of: line)) : .line(line))
  }

  /// `bytes` belong to a line whose end has not come.
  private mutating func keep(_ bytes: UnsafeRawBufferPointer, _ body: (Piece) -> Bool) {
    guard !isSkipping else { return }
    // One byte more than the limit may still turn out to be a carriage return.
    let excess = held.count + bytes.count - limit
    guard excess > 1 || excess == 1 && bytes.last != UInt8(ascii: "\r") else {
      held.append(contentsOf: bytes)
      return
    }
    isSkipping = true
    fillPrefix(bytes)
    held.withUnsafeBytes { _ = body(.tooLong(prefix: Self.prefix(of: $0))) }
    release()
  }

  private mutating func fillPrefix(_ bytes: UnsafeRawBufferPointer) {
    // The line is over the limit whatever comes: two bytes more than the limit are enough to see that.
    held.append(contentsOf: bytes.prefix(max(Self.prefixBytes, limit + 2) - min(held.count, limit)))
  }

  private mutating func release() {
    if held.capacity > Self.keptCapacity { held = [] } else { held.removeAll(keepingCapacity: true) }
  }

  private static func prefix(of line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: line.prefix(prefixBytes))
  }
}
