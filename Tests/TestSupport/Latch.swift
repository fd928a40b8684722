import Synchronization

/// Lets tasks wait, without sleeping, until something has happened.
public final class Latch: Sendable {
  private struct Guarded {
    var isOpen = false
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var nextToken = 0
  }

  private let guarded = Mutex(Guarded())

  /// A latch that is closed.
  public init() {}

  /// Lets every waiter go on, now and later.
  public func open() {
    let waiting = guarded.withLock { state in
      state.isOpen = true
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for waiter in waiting { waiter.resume() }
  }

  /// Waits until the latch is open; throws when the task is cancelled first.
  public func wait() async throws {
    let token = guarded.withLock { state in
      state.nextToken += 1
      return state.nextToken
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustResume = guarded.withLock { state in
          guard !state.isOpen, !Task.isCancelled else { return true }
          state.waiting[token] = continuation
          return false
        }
        if mustResume { continuation.resume() }
      }
    } onCancel: {
      guarded.withLock { $0.waiting.removeValue(forKey: token) }?.resume()
    }
    try Task.checkCancellation()
  }
}
