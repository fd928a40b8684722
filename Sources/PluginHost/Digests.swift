import Crypto
import JSONBytes
import Synchronization

/// The digest of everything that was sent to a composer.
final class InputDigest: Sendable {
  private let hash = Mutex(SHA256())

  func take(_ line: [UInt8]) { hash.withLock { $0.update(data: line) } }

  /// In lower-case hexadecimal digits.
  var text: String { Hexadecimal.text(hash.withLock { $0 }.finalize()) }
}

/// The size and the digest of what a writer wrote.
final class OutputDigest: Sendable {
  private let state = Mutex((hash: SHA256(), count: 0))

  func take(_ piece: [UInt8]) {
    state.withLock { state in
      state.hash.update(data: piece)
      state.count += piece.count
    }
  }

  func finish() -> (count: Int, sha256: String) {
    let (hash, count) = state.withLock { $0 }
    return (count, Hexadecimal.text(hash.finalize()))
  }
}
