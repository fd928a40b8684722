import Synchronization

/// The one source of random pauses of a client, from whichever task it is asked.
final class RetryDice: Sendable {
  private let generator: Mutex<any RandomNumberGenerator & Sendable>

  init(_ generator: any RandomNumberGenerator & Sendable) { self.generator = Mutex(generator) }

  /// Decides something by it.
  func decide<Decision: Sendable>(_ body: (inout any RandomNumberGenerator & Sendable) -> Decision) -> Decision {
    generator.withLock { body(&$0) }
  }
}
