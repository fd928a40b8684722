import Digests
import Disclosure

/// A token that holds, as the database knows it.
struct KnownToken: Sendable, Equatable {
  let id: String
  let secretHash: [UInt8]
  let principal: Principal

  /// Whether a token is this one. Compares all bytes, so that the time tells nothing.
  func matches(_ token: TokenText) -> Bool {
    token.id == id && ConstantTime.areEqual(token.secretHash, secretHash)
  }
}
