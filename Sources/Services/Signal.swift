import Synchronization

/// Lets one task wait until another has come to a place.
final class Signal: Sendable {
  private struct State {
    var isGiven = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  func give() {
    let waiter = state.withLock { state in
      state.isGiven = true
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }

  func wait() async {
    await withCheckedContinuation { waiter in
      let isGiven = state.withLock { state in
        if !state.isGiven { state.waiter = waiter }
        return state.isGiven
      }
      if isGiven { waiter.resume() }
    }
  }
}
