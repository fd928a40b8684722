import LineRPC
import MethodCatalogue
import Synchronization

/// What the event loop finds when it looks at a connection.
struct ConnectionOutput {
  /// Pieces to be written, in order.
  var pieces: [[UInt8]] = []
  /// Whether reading must stop for now.
  var isOverLimit = false
  /// Whether every call has been answered and everything is written.
  var isQuiet = false
  /// Why the connection is to be closed.
  var closeReason: Status?
}

extension Connection {
  /// Keeps answers from waking the event loop while it is here anyway; ``takeOutput()`` must follow.
  func beginBatch() { guarded.withLock { $0.outbox.isWakeScheduled = true } }

  /// Takes what is to be written, and tells how things stand.
  func takeOutput() -> ConnectionOutput {
    guarded.withLock { state in
      state.outbox.isWakeScheduled = false
      let pieces = state.outbox.take()
      return ConnectionOutput(
        pieces: pieces, isOverLimit: isOverLimit(state),
        isQuiet: state.calls.isEmpty && state.outbox.waitingBytes == 0, closeReason: state.closeReason)
    }
  }

  /// Whether reading must stop until calls end or the client reads its answers.
  var isOverLimit: Bool { guarded.withLock { isOverLimit($0) } }

  /// Whether no call is open and nothing waits to be written.
  var isQuiet: Bool { guarded.withLock { $0.calls.isEmpty && $0.outbox.waitingBytes == 0 } }

  /// Bytes that wait for the client to read.
  var waitingBytes: Int { guarded.withLock { $0.outbox.waitingBytes } }

  /// Notes that the channel has written bytes, and lets waiting streams go on.
  func didWrite(_ count: Int) {
    load.bytesWritten.add(count, ordering: .relaxed)
    let writers = guarded.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.outbox.written(count)
      // Half a window of hysteresis: a stream wakes to write many messages, not one.
      guard !state.writers.isEmpty, state.outbox.waitingBytes <= limits.streamWindowBytes / 2 else {
        return []
      }
      return state.writers.removeAll()
    }
    for writer in writers { writer.resume() }
  }

  /// Refuses new calls from now on and ends streams; other calls may end by themselves.
  func drain(_ refusal: Status) {
    stopTasks { state in
      state.refusal = state.refusal ?? refusal
      return Self.mark(.draining, &state) { $0.kind == .serverStreaming }
    }
  }

  /// Answers every open call with `status` and stops its work.
  func endAllCalls(_ status: Status) {
    stopTasks { state in
      let calls = state.calls
      state.calls = [:]
      for (id, call) in calls where !state.isClosed {
        var status = status
        status.requestID = call.requestID
        state.outbox.append {
          ServerFrame.appendError(status, id: id, isJSONRPC: call.isJSONRPC, language: call.language, to: &$0)
        }
      }
      return Array(calls.values)
    }
  }

  /// Writes the connection's last line; nothing is answered after it.
  func appendLastLine(_ status: Status) {
    stopTasks { state in
      guard !state.isClosed else { return [] }
      state.outbox.append { ServerFrame.appendError(status, id: nil, isJSONRPC: false, to: &$0) }
      state.isClosed = true
      return Self.mark(.connectionGone, &state) { _ in true }
    }
  }

  /// Lets go of everything: the connection is no more.
  func abandon() {
    stopTasks { state in
      state.isClosed = true
      state.outbox.discard()
      return Self.mark(.connectionGone, &state) { _ in true }
    }
  }

  private func isOverLimit(_ state: borrowing Guarded) -> Bool {
    state.runningCalls >= limits.callsPerConnection
      || state.runningBytes >= limits.requestBytesPerConnection
      || state.outbox.waitingBytes >= limits.answerBytesPerConnection
  }

  /// Notes why the calls that `isMeant` names are to stop, and returns them.
  private static func mark(
    _ cause: CancelCause, _ state: inout Guarded, where isMeant: (OpenCall) -> Bool
  ) -> [OpenCall] {
    var marked: [OpenCall] = []
    for (id, call) in state.calls where isMeant(call) {
      state.calls[id]?.cancelCause = call.cancelCause ?? cause
      marked.append(call)
    }
    return marked
  }

  private func stopTasks(of choose: (inout Guarded) -> [OpenCall]) {
    for call in guarded.withLock({ choose(&$0) }) { call.task?.cancel() }
  }
}
