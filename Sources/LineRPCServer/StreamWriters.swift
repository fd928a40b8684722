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
  private enum WriteStep {
    case written(mustWake: Bool)
    case ended
    case wait
  }

  /// Writes one message of a stream as soon as the client has read enough of what came before.
  func write(_ json: [UInt8], to reference: OpenCallReference) async throws {
    while true {
      try Task.checkCancellation()
      switch step(json, reference) {
      case .written(let mustWake):
        if mustWake { wake() }
        return
      case .ended: throw CancellationError()
      case .wait: await waitForRoom()
      }
    }
  }

  private func step(_ json: [UInt8], _ reference: OpenCallReference) -> WriteStep {
    guarded.withLock { state in
      guard let call = state.calls[reference.id], call.serial == reference.serial, !state.isClosed else {
        return .ended
      }
      guard state.outbox.waitingBytes < limits.streamWindowBytes else { return .wait }
      state.outbox.append {
        ServerFrame.appendItem(json, id: reference.id, isJSONRPC: call.isJSONRPC, to: &$0)
      }
      return .written(mustWake: Self.scheduleWake(&state))
    }
  }

  private func waitForRoom() async {
    let token = guarded.withLock { $0.writers.newToken() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustResume = guarded.withLock { state in
          // The cancellation handler may have run before there was anything for it to resume.
          guard !Task.isCancelled, !state.isClosed,
            state.outbox.waitingBytes >= limits.streamWindowBytes
          else { return true }
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
