/// Collects bytes and hands them on in pieces, so that neither single rows nor whole reports travel.
struct OutputBuffer {
  /// Bytes that are collected before they are handed on.
  static let pieceBytes = 64 * 1_024

  private var bytes: [UInt8] = []
  private let output: WriterOutput

  init(_ output: @escaping WriterOutput) {
    self.output = output
    bytes.reserveCapacity(Self.pieceBytes + 4_096)
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ more: [UInt8]) { bytes += more }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(contentsOf more: some Collection<UInt8>) { bytes.append(contentsOf: more) }

  /// Hands on what has been collected, once there is enough of it.
  mutating func passOn() throws {
    if bytes.count >= Self.pieceBytes { try flush() }
  }

  mutating func flush() throws {
    guard !bytes.isEmpty else { return }
    try output(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
