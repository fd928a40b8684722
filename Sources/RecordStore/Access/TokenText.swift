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
    guard text.utf8.count == Self.prefix.utf8.count + Self.idDigits + 1 + Self.secretDigits,
      text.hasPrefix(Self.prefix)
    else { return nil }
    let parts = text.dropFirst(Self.prefix.count).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == Self.idDigits, parts.allSatisfy(Self.isHexadecimal) else {
      return nil
    }
    self.init(id: String(parts[0]), secret: String(parts[1]))
  }

  private static func isHexadecimal(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
  }

  /// The token as its holder keeps it.
  var text: String { "\(Self.prefix)\(id).\(secret)" }

  /// SHA-256 of the secret, which is what is stored. The secret is random, so no slow hash is needed.
  var secretHash: [UInt8] { SHA256.digest(of: secret.utf8) }
}
