import CLinux
import Glibc

/// The pipe to the server for what is made: gathers bytes and writes them in large pieces.
public final class OutputChannel {
  /// Small enough that the server checks what there is while the rest is being made.
  private static let pieceBytes = 16 << 10

  private let descriptor: Int32
  private var held: [UInt8] = []
  /// How many bytes there are so far.
  public private(set) var count = 0

  /// The channel that the server laid out for this process.
  public init() {
    descriptor = KURUKAN_WORKER_OUTPUT
    held.reserveCapacity(Self.pieceBytes)
  }

  /// Takes bytes.
  public func write(_ bytes: some Collection<UInt8>) throws {
    count += bytes.count
    held.append(contentsOf: bytes)
    if held.count >= Self.pieceBytes { try flush() }
  }

  /// Writes what is left.
  public func flush() throws {
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
