import Synchronization

/// Lets tasks wait until something that others change is as they want it.
final class Changes: Sendable {
  private struct State {
    var count: UInt64 = 0
    var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
    var nextWaiter: UInt64 = 0
  }

  private let state = Mutex(State())

  /// Something has changed: whoever waits looks again.
  func note() {
    let waiters = state.withLock { state in
      state.count += 1
      defer { state.waiters = [:] }
      return state.waiters.values
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Waits until `isTrue`, which is asked after every change, or until the task is cancelled.
  func wait(until isTrue: () -> Bool) async {
    while !Task.isCancelled {
      let count = state.withLock { $0.count }
      if isTrue() { return }
      await waitForChange(after: count)
    }
  }

  private func waitForChange(after count: UInt64) async {
    let number = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let mustResume = state.withLock { state in
          guard state.count == count, !Task.isCancelled else { return true }
          state.waiters[number] = waiter
          return false
        }
        if mustResume { waiter.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
    }
  }
}
