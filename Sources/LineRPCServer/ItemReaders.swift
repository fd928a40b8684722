import LineRPC
import Synchronization
import Violations

extension Connection {
  /// Takes the messages that have come for a call, once there are some; nil after the last.
  ///
  /// - Throws: `INPUT_ENDED` if the client has closed its side without ending them, `CancellationError` once nobody
  ///   waits for the call's answer.
  func items(of call: CallReference) async throws -> [ClientItem]? {
    while true {
      try Task.checkCancellation()
      let (taken, effects) = guarded.withLock { state in
        let (taken, actions) = state.machine.takeItems(of: call)
        return (taken, Self.take(actions, &state))
      }
      perform(effects)
      switch taken {
      case .items(let items): return items
      case .nothing: await waitForItems(of: call)
      case .ended: return nil
      case .cut: throw Status.cutStream
      case .over: throw CancellationError()
      }
    }
  }

  private func waitForItems(of call: CallReference) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mustResume = guarded.withLock { state in
          // The cancellation handler may have run before there was anything for it to resume.
          guard !Task.isCancelled, state.machine.hasNoItems(for: call) else { return true }
          state.readers[call.number] = continuation
          return false
        }
        if mustResume { continuation.resume() }
      }
    } onCancel: {
      guarded.withLock { $0.readers.removeValue(forKey: call.number) }?.resume()
    }
  }
}

extension Status {
  fileprivate static let cutStream = Status(
    .inputEnded,
    Wording(
      en: "The connection's input ended before the stream did: its last line, with \"end\":true, is missing.",
      fr: "L’entrée de la connexion a pris fin avant le flux : sa dernière ligne, avec \"end\":true, manque."))
}
