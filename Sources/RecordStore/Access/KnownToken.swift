import Disclosure

/// A token that holds, as the database knows it.
struct KnownToken: Sendable, Equatable {
  let id: String
  let secretHash: [UInt8]
  let principal: Principal

  /// Whether a token is this one. Compares all bytes, so that the time tells nothing.
  func matches(_ token: TokenText) -> Bool {
    let hash = token.secretHash
    guard token.id == id, hash.count == secretHash.count else { return false }
    return zip(hash, secretHash).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
