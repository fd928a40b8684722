import Digests
import JSONBytes
public import Records

/// The key by which senders' own codes of persons and communities become pseudonyms (HMAC-SHA-256, RFC 2104).
///
/// Whoever has it can try codes until one fits, so it stands in a secret file, the same for all servers of a database,
/// and never in the database or a backup of it.
public struct PseudonymKey: Sendable {
  /// The key's length: as long as the hash, as RFC 2104 advises.
  public static let bytes = 32

  private let key: AuthenticationKey

  /// Reads a key from hexadecimal digits, as `openssl rand -hex 32` writes them; nil for anything else.
  public init?(hexadecimal text: some StringProtocol) {
    var bytes: [UInt8] = []
    var digits = text.utf8.makeIterator()
    while let high = digits.next() {
      guard let low = digits.next(), let high = Self.value(high), let low = Self.value(low) else { return nil }
      bytes.append(high << 4 | low)
    }
    guard bytes.count == Self.bytes else { return nil }
    key = AuthenticationKey(bytes)
  }

  /// What to write into the file of a new key.
  public static func random() -> String { RandomSecret.hexadecimal() }

  /// A code's pseudonym differs from programme to programme, so that nobody can follow a person through all of them.
  public var pseudonyms: Pseudonyms {
    Pseudonyms { programme, code in
      Hexadecimal.text(authentication("pseudonym", Array(programme.utf8) + [0] + code).prefix(Pseudonyms.digits / 2))
    }
  }

  /// Tells one key from another, and nothing about it.
  var fingerprint: [UInt8] { Array(authentication("fingerprint", []).prefix(8)) }

  /// No text of one purpose can be one of another: neither purposes nor programmes hold a zero byte.
  private func authentication(_ purpose: String, _ text: [UInt8]) -> [UInt8] {
    key.code(for: Array(purpose.utf8) + [0] + text)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }
}
