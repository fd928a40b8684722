import Digests
import JSONBytes
import Synchronization

/// The digest of everything that was sent to a composer.
final class InputDigest: Sendable {
  private let hash = Mutex(SHA256())

  func take(_ line: [UInt8]) { hash.withLock { $0.update(line) } }

  /// In lower-case hexadecimal digits.
  var text: String { Hexadecimal.text(hash.withLock { $0.digest }) }
}

/// The size and the digest of what a writer wrote.
final class OutputDigest: Sendable {
  private struct State: ~Copyable {
    var hash = SHA256()
    var count = 0
  }

  private let state = Mutex(State())

  func take(_ piece: [UInt8]) {
    state.withLock { state in
      state.hash.update(piece)
      state.count += piece.count
    }
  }

  func finish() -> (count: Int, sha256: String) {
    state.withLock { ($0.count, Hexadecimal.text($0.hash.digest)) }
  }
}
