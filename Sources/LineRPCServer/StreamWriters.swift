import LineRPC
import Synchronization

/// The streams of one connection that wait for their client to read.
struct StreamWriters {
  private var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
  private var nextToken: UInt64 = 0

  mutating func newToken() -> UInt64 {
    nextToken += 1
    return nextToken
  }

  mutating func add(_ continuation: CheckedContinuation<Void, Never>, _ token: UInt64) {
    waiting[token] = continuation
  }

  mutating func remove(_ token: UInt64) -> CheckedContinuation<Void, Never>? {
    waiting.removeValue(forKey: token)
  }

  /// Takes all of them, in the order in which they came.
  mutating func removeAll() -> [CheckedContinuation<Void, Never>] {
    defer { waiting = [:] }
    return waiting.sorted { $0.key < $1.key }.map(\.value)
  }

  var isEmpty: Bool { waiting.isEmpty }
}

extension Connection {
  /// Writes one message of a stream as soon as the client has read enough of what came before.
  func write(_ json: [UInt8], of call: CallReference) async throws {
    while true {
      try Task.checkCancellation()
      let (writing, effects) = guarded.withLock { state in
        let writing = state.machine.write(json, of: call)
        return (writing, Self.take(writing == .written ? .look : .none, &state))
      }
      perform(effects)
      switch writing {
      case .written: return
      case .ended: throw CancellationError()
      case .full: await waitForRoom()
      }
    }
  }

  private func waitForRoom() async {
    let token = guarded.withLock { $0.writers.newToken() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustResume = guarded.withLock { state in
          // The cancellation handler may have run before there was anything for it to resume.
          guard !Task.isCancelled, !state.machine.hasRoomForStreams else { return true }
          state.writers.add(continuation, token)
          return false
        }
        if mustResume { continuation.resume() }
      }
    } onCancel: {
      guarded.withLock { $0.writers.remove(token) }?.resume()
    }
  }
}
