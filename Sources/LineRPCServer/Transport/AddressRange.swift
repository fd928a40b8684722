import Glibc
public import NIOCore

/// A range of IP addresses: one address, or all that share its first bits (RFC 4632).
public struct AddressRange: Sendable, Equatable {
  private let bytes: [UInt8]
  private let bits: Int

  /// Reads `ADDRESS` or `ADDRESS/BITS`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = parts.first, let bytes = Self.bytes(String(address)) else { return nil }
    var bits = bytes.count * 8
    if parts.count == 2 {
      guard let given = Int(parts[1]), parts[1].allSatisfy(\.isNumber), (0...bits).contains(given) else { return nil }
      bits = given
    }
    self.bytes = bytes
    self.bits = bits
  }

  /// Whether an address lies in it. An IPv4 address that came to a socket of IPv6 is one of IPv4 (RFC 4291, section
  /// 2.5.5.2).
  public func contains(_ address: SocketAddress) -> Bool {
    guard let text = address.ipAddress, var other = Self.bytes(text) else { return false }
    if other.count == 16, bytes.count == 4, other.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
      other.removeFirst(12)
    }
    guard other.count == bytes.count else { return false }
    return (0..<bits).allSatisfy { bit in
      let mask: UInt8 = 0x80 >> (bit % 8)
      return bytes[bit / 8] & mask == other[bit / 8] & mask
    }
  }

  private static func bytes(_ text: String) -> [UInt8]? {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      if inet_pton(family, text, &bytes) == 1 { return bytes }
    }
    return nil
  }
}
