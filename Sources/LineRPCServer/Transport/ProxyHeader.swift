import NIOCore

/// The header by which a load balancer says for whom it has opened a connection: the PROXY protocol, version 2, binary.
struct ProxyHeader: Equatable {
  /// Who connected to the balancer; nil if it speaks for itself, as its health checks do, or does not say.
  let source: SocketAddress?
  /// Bytes of the header.
  let length: Int

  /// What has come of a header so far.
  enum Reading: Equatable {
    /// It is not whole yet.
    case incomplete
    case header(ProxyHeader)
    /// It is none; why.
    case invalid(String)
  }

  /// The most bytes of a header with its extensions. Addresses take 52 at most; the rest is about TLS, mostly.
  static let limit = 2_048

  private static let signature: [UInt8] = [
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
  ]
  /// Bytes before the addresses.
  private static let fixed = 16

  /// Reads what a connection begins with.
  static func read(_ bytes: some RandomAccessCollection<UInt8>) -> Reading {
    let start = Array(bytes.prefix(fixed))
    guard zip(start, signature).allSatisfy({ $0 == $1 }) else { return .invalid("no PROXY header of version 2") }
    guard start.count == fixed else { return .incomplete }
    let (version, command) = (start[12] >> 4, start[12] & 0xF)
    guard version == 2 else { return .invalid("a PROXY header of version \(version), not 2") }
    guard command <= 1 else { return .invalid("a PROXY header with the unknown command \(command)") }
    let length = fixed + Int(start[14]) << 8 + Int(start[15])
    guard length <= limit else { return .invalid("a PROXY header of \(length) bytes; at most \(limit) are read") }
    // Connections over TCP; what a balancer says of others is no address of a client.
    let bytesPerAddress: Int? =
      switch start[13] {
      case 0x11: 4
      case 0x21: 16
      default: nil
      }
    let body = Array(bytes.dropFirst(fixed).prefix(length - fixed))
    if command == 1, let bytesPerAddress, length - fixed < 2 * bytesPerAddress + 4 {
      return .invalid("a PROXY header that ends within its addresses")
    }
    guard body.count == length - fixed else { return .incomplete }
    guard command == 1, let bytesPerAddress else { return .header(ProxyHeader(source: nil, length: length)) }
    let port = Int(body[2 * bytesPerAddress]) << 8 + Int(body[2 * bytesPerAddress + 1])
    let source = try? SocketAddress(
      packedIPAddress: ByteBuffer(bytes: body[..<bytesPerAddress]), port: port)
    return .header(ProxyHeader(source: source, length: length))
  }
}
