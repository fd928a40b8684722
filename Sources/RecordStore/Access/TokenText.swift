import Digests

/// The text of a token: `kurukan_`, its id, a point, its secret. By the prefix a leaked token is recognised, by the id
/// its row is found, and the secret, of 256 random bits, is known to its holder only.
struct TokenText: Sendable, Equatable {
  static let prefix = "kurukan_"
  /// Hexadecimal digits of the id.
  static let idDigits = 16
  /// Hexadecimal digits of the secret.
  static let secretDigits = 64

  let id: String
  private let secret: String

  /// A token that nobody has yet.
  static func random() -> TokenText {
    TokenText(id: String(RandomSecret.hexadecimal().prefix(idDigits)), secret: RandomSecret.hexadecimal())
  }

  private init(id: String, secret: String) {
    self.id = id
    self.secret = secret
  }

  /// The token of a text; nil if the text cannot be one.
  init?(_ text: String) {
    var text = text
    // By bytes: every call shows its token.
    let parts = text.withUTF8 { bytes -> (id: String, secret: String)? in
      let point = Self.prefix.utf8.count + Self.idDigits
      guard bytes.count == point + 1 + Self.secretDigits, bytes.starts(with: Self.prefix.utf8),
        bytes[point] == UInt8(ascii: ".")
      else { return nil }
      guard let id = Self.hexadecimal(bytes[(point - Self.idDigits)..<point]),
        let secret = Self.hexadecimal(bytes[(point + 1)...])
      else { return nil }
      return (id, secret)
    }
    guard let parts else { return nil }
    self.init(id: parts.id, secret: parts.secret)
  }

  private static func hexadecimal(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    let bytes = UnsafeBufferPointer(rebasing: bytes)
    for byte in bytes where !(0x30...0x39 ~= byte || 0x61...0x66 ~= byte) { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The token as its holder keeps it.
  var text: String { "\(Self.prefix)\(id).\(secret)" }

  /// SHA-256 of the secret, which is what is stored. The secret is random, so no slow hash is needed.
  var secretHash: [UInt8] { SHA256.digest(of: secret.utf8) }
}
