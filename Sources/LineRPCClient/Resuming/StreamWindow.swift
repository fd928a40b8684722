import LineRPC
import Synchronization

/// A stream's progress between the task that sends its items and the one that reads what became of them.
final class StreamWindow: Sendable {
  private struct Guarded {
    var progress: StreamProgress
    var waiter: CheckedContinuation<Bool, Never>?
    var isOver = true
  }

  /// Items that may be under way.
  private let size: Int
  private let guarded: Mutex<Guarded>

  init(firstIndex: Int, size: Int) {
    self.size = max(1, size)
    guarded = Mutex(Guarded(progress: StreamProgress(firstIndex: firstIndex)))
  }

  var progress: StreamProgress { guarded.withLock { $0.progress } }

  /// A call begins; the index of its first item.
  func begin() -> Int {
    guarded.withLock { state in
      state.progress.begin()
      state.isOver = false
      return state.progress.sent
    }
  }

  /// Waits until another item may be sent; false once the call is over.
  func hasRoom() async -> Bool {
    await withCheckedContinuation { continuation in
      let answer = guarded.withLock { state -> Bool? in
        if state.isOver { return false }
        if state.progress.sent - state.progress.acknowledged < size { return true }
        state.waiter = continuation
        return nil
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  func willSend() { guarded.withLock { $0.progress.willSend() } }

  func take(_ message: SubmitStreamMessage) throws(Status) -> ResumingStreamEvent? {
    try change { (progress) throws(Status) in try progress.take(message) }
  }

  func resume(from index: Int) throws(Status) -> ResumingStreamEvent? {
    try change { (progress) throws(Status) in try progress.resume(from: index) }
  }

  /// The call is over: nobody sends any more.
  func end() {
    let waiter = guarded.withLock { state in
      state.isOver = true
      return state.waiter.take()
    }
    waiter?.resume(returning: false)
  }

  private func change(
    _ body: (inout StreamProgress) throws(Status) -> ResumingStreamEvent?
  ) throws(Status) -> ResumingStreamEvent? {
    let (outcome, waiter) = guarded.withLock { state in
      let outcome = Result { () throws(Status) in try body(&state.progress) }
      let hasRoom = state.progress.sent - state.progress.acknowledged < size
      return (outcome, hasRoom ? state.waiter.take() : nil)
    }
    waiter?.resume(returning: true)
    return try outcome.get()
  }
}
