import Glibc

/// The pipe for the finished report: gathers what the writer gives and writes it in large pieces.
final class OutputChannel {
  private static let pieceBytes = 64 << 10

  private let descriptor: Int32
  private var held: [UInt8] = []
  /// How many bytes the report has so far.
  private(set) var count = 0

  init(descriptor: Int32) {
    self.descriptor = descriptor
    held.reserveCapacity(Self.pieceBytes)
  }

  func write(_ bytes: [UInt8]) throws {
    // The first bytes leave at once: a reader sees early that something comes.
    let isFirst = count == 0
    count += bytes.count
    held.append(contentsOf: bytes)
    if isFirst || held.count >= Self.pieceBytes { try flush() }
  }

  func flush() throws {
    try held.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest)
        let written = Glibc.write(descriptor, piece.baseAddress, piece.count)
        if written < 0 && errno == EINTR { continue }
        guard written > 0 else { throw ServerGone() }
        rest = rest.dropFirst(written)
      }
    }
    held.removeAll(keepingCapacity: true)
  }
}
