import JSONBytes
import LineRPC
import NIOCore
import Synchronization
import Violations

/// One connection's open calls: all that threads other than its event loop may touch.
final class ClientConnection: Sendable {
  private enum Pending {
    case call(CheckedContinuation<Result<[UInt8], Status>, Never>)
    case stream(StreamBuffer)
  }

  private struct Entry {
    var pending: Pending
    var timer: Scheduled<Void>?
  }

  private struct Guarded {
    var entries: [CallID: Entry] = [:]
    var nextID = 1
    var outgoing: [UInt8] = []
    var isWakeScheduled = false
    var unreadBytes = 0
    var handler: HandlerBox?
    /// What the server said of the connection as a whole: why it closes it, if it does.
    var lastWord: Status?
    /// Why no more calls can be made.
    var failure: Status?
  }

  let eventLoop: any EventLoop
  let configuration: LineClientConfiguration
  private let guarded = Mutex(Guarded())

  init(eventLoop: any EventLoop, configuration: LineClientConfiguration) {
    self.eventLoop = eventLoop
    self.configuration = configuration
  }

  /// Why no more calls can be made; nil while they can.
  var failure: Status? { guarded.withLock { $0.failure } }

  // MARK: - Calls

  func call(_ method: String, _ params: [UInt8], _ options: CallOptions) async -> Result<[UInt8], Status> {
    let id = newID()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if let failure = begin(id, .call(continuation), method, params, options) {
          return continuation.resume(returning: .failure(failure))
        }
        // The cancellation handler may have run before there was a call for it to cancel.
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  func stream(
    _ method: String, _ params: [UInt8], _ options: CallOptions
  ) throws(Status) -> CallStream {
    let id = newID()
    let buffer = StreamBuffer()
    if let failure = begin(id, .stream(buffer), method, params, options) { throw failure }
    return CallStream(reader: StreamReader(buffer, self, id))
  }

  private func newID() -> CallID {
    guarded.withLock { state in
      defer { state.nextID += 1 }
      return CallID(state.nextID)
    }
  }

  private func begin(
    _ id: CallID, _ pending: Pending, _ method: String, _ params: [UInt8], _ options: CallOptions
  ) -> Status? {
    var options = options
    options.language = options.language ?? configuration.language
    let timer = options.timeout.map { timeout in
      eventLoop.scheduleTask(in: TimeAmount(timeout + configuration.timeoutGrace)) { [weak self] () -> Void in
        self?.end(id, .failure(.noAnswerInTime))
      }
    }
    let failure = guarded.withLock { state -> Status? in
      if let failure = state.failure { return failure }
      state.entries[id] = Entry(pending: pending, timer: timer)
      ClientFrame.appendCall(method, params: params, id: id, options: options, to: &state.outgoing)
      return nil
    }
    if failure == nil { wake() } else { timer?.cancel() }
    return failure
  }

  /// Ends a call at its caller's wish, and tells the server.
  func cancel(_ id: CallID) {
    guard end(id, .failure(.cancelled)) else { return }
    guarded.withLock { ClientFrame.appendCancel(id: id, to: &$0.outgoing) }
    wake()
  }

  @discardableResult
  private func end(_ id: CallID, _ outcome: Result<[UInt8], Status>) -> Bool {
    guard let entry = guarded.withLock({ $0.entries.removeValue(forKey: id) }) else { return false }
    Self.end(entry, outcome)
    return true
  }

  private static func end(_ entry: Entry, _ outcome: Result<[UInt8], Status>) {
    entry.timer?.cancel()
    switch entry.pending {
    case .call(let continuation): continuation.resume(returning: outcome)
    case .stream(let buffer): buffer.add(outcome.map { .result($0) })
    }
  }

  /// Ends every call and refuses new ones. The first reason stands.
  func fail(_ status: Status) {
    let (entries, failure) = guarded.withLock { state in
      let failure = state.failure ?? status
      state.failure = failure
      defer { state.entries = [:] }
      return (Array(state.entries.values), failure)
    }
    for entry in entries { Self.end(entry, .failure(failure)) }
  }

  /// Ends every call because the connection is gone.
  func lose() {
    let lastWord = guarded.withLock { $0.lastWord }
    fail(lastWord ?? .connectionEnded)
  }

  // MARK: - The event loop's side

  func bind(_ handler: HandlerBox?) {
    guarded.withLock { $0.handler = handler }
    if handler != nil { wake() }
  }

  /// Takes what is to be sent.
  func takeOutgoing() -> [UInt8] {
    guarded.withLock { state in
      state.isWakeScheduled = false
      defer { state.outgoing = [] }
      return state.outgoing
    }
  }

  /// Whether so much is unread that reading must stop.
  var isFull: Bool { guarded.withLock { $0.unreadBytes >= configuration.unreadBytes } }

  /// Notes that a caller has read so much of a stream.
  func didRead(_ count: Int) {
    guard count > 0 else { return }
    let mustWake = guarded.withLock { state in
      let wasFull = state.unreadBytes >= configuration.unreadBytes
      state.unreadBytes -= count
      return wasFull && state.unreadBytes < configuration.unreadBytes
    }
    if mustWake { wake() }
  }

  /// Handles a line from the server.
  func receive(_ line: UnsafeRawBufferPointer) {
    let frame: ServerFrame?
    do {
      frame = try ServerFrame.parse(line)
    } catch {
      return fail(
        Status(
          .connectionLost,
          Wording(
            en: "The server sent a line that is not JSON: \(error.message)",
            fr: "Le serveur a envoyé une ligne qui n’est pas du JSON : \(error.message)")))
    }
    switch frame {
    case .result(let id, let range): end(id, .success(Array(line[range])))
    case .item(let id, let range): receiveItem(id, Array(line[range]))
    case .error(let id?, let status): end(id, .failure(status))
    case .error(nil, let status): guarded.withLock { $0.lastWord = status }
    case nil: break
    }
  }

  private func receiveItem(_ id: CallID, _ json: [UInt8]) {
    let buffer = guarded.withLock { state -> StreamBuffer? in
      guard case .stream(let buffer)? = state.entries[id]?.pending else { return nil }
      state.unreadBytes += json.count
      return buffer
    }
    buffer?.add(.success(.item(json)))
  }

  private func wake() {
    let handler = guarded.withLock { state -> HandlerBox? in
      guard !state.isWakeScheduled, let handler = state.handler else { return nil }
      state.isWakeScheduled = true
      return handler
    }
    handler?.look()
  }
}

extension Status {
  fileprivate static let cancelled = Status(
    .cancelled, Wording(en: "The call was cancelled.", fr: "L’appel a été annulé."))
  fileprivate static let noAnswerInTime = Status(
    .deadlineExceeded,
    Wording(en: "The server did not answer in time.", fr: "Le serveur n’a pas répondu à temps."))
  fileprivate static let connectionEnded = Status(
    .connectionLost,
    Wording(
      en: "The connection ended before the answer came.", fr: "La connexion a pris fin avant l’arrivée de la réponse."))
}
