import LineRPC
import Logging
import MethodCatalogue
import NIOCore
import Synchronization
import Violations

/// One connection's calls and answers: all that threads other than its event loop may touch.
final class Connection: Sendable {
  struct Guarded {
    var calls: [CallID: OpenCall] = [:]
    var nextSerial: UInt64 = 0
    var runningCalls = 0
    var runningBytes = 0
    var outbox = Outbox()
    var writers = StreamWriters()
    /// Why new calls are refused; nil while they are taken.
    var refusal: Status?
    /// Why the connection is to be closed.
    var closeReason: Status?
    /// Nothing more is written or answered.
    var isClosed = false
  }

  let state: ConnectionState
  let limits: LineLimits
  let load: ServerLoad
  let router: Router
  let logger: Logger
  private let wakeUp: @Sendable (Connection) -> Void
  let guarded = Mutex(Guarded())

  /// - Parameter wakeUp: asks the event loop to call ``takeOutput()`` soon. Called without the lock.
  init(
    state: ConnectionState, limits: LineLimits, load: ServerLoad, router: Router, logger: Logger,
    wakeUp: @escaping @Sendable (Connection) -> Void
  ) {
    self.state = state
    self.limits = limits
    self.load = load
    self.router = router
    self.logger = logger
    self.wakeUp = wakeUp
  }

  // MARK: - Beginning calls

  /// What became of a call that asked to begin.
  enum Admission {
    case begun(OpenCallReference, requestID: String)
    case refused(Status)
  }

  /// Takes a place for a call; its answer must follow.
  func begin(_ start: CallStart, _ kind: MethodKind, requestBytes: Int) -> Admission {
    let requestID = load.nextRequestID()
    guard load.admit(bytes: requestBytes) else {
      return .refused(
        Status(
          .tooManyCalls, Reason.tooManyCalls.summary, retryAfter: .seconds(1)))
    }
    let admission = guarded.withLock { state -> Admission in
      if let refusal = state.refusal { return .refused(refusal) }
      guard state.calls[start.id] == nil else {
        return .refused(
          Status(
            .duplicateCallID,
            Wording(
              en: "A call with the id \(start.id) is still open on this connection.",
              fr: "Un appel portant l’id \(start.id) est encore ouvert sur cette connexion.")))
      }
      let serial = state.nextSerial
      state.nextSerial += 1
      state.runningCalls += 1
      state.runningBytes += requestBytes
      state.calls[start.id] = OpenCall(
        serial: serial, isJSONRPC: start.isJSONRPC, language: start.language, requestID: requestID, kind: kind)
      return .begun(
        OpenCallReference(connection: self, id: start.id, serial: serial, requestBytes: requestBytes),
        requestID: requestID)
    }
    if case .refused = admission { load.release(bytes: requestBytes) }
    return admission
  }

  /// Remembers the task of a call, to be cancelled when the call is; and the timer, to be stopped.
  func attach(_ task: Task<Void, Never>, _ timer: Scheduled<Void>?, to reference: OpenCallReference) {
    let isStopped = guarded.withLock { state -> Bool in
      guard var call = state.calls[reference.id], call.serial == reference.serial else { return true }
      call.task = task
      call.timer = timer
      state.calls[reference.id] = call
      return call.cancelCause != nil
    }
    guard isStopped else { return }
    task.cancel()
    timer?.cancel()
  }

  // MARK: - Ending calls

  /// Answers a call, if nobody has, and gives its place back.
  func end(_ reference: OpenCallReference, _ outcome: Result<[UInt8], Status>) {
    load.release(bytes: reference.requestBytes)
    let effects = guarded.withLock { state -> (answered: OpenCall?, mustWake: Bool) in
      state.runningCalls -= 1
      state.runningBytes -= reference.requestBytes
      return (answer(reference, outcome, &state), Self.scheduleWake(&state))
    }
    effects.answered?.timer?.cancel()
    if effects.answered != nil, case .failure(let status) = outcome { noteFailure(status) }
    if effects.mustWake { wakeUp(self) }
  }

  /// Answers a call whose time is up. Its work is told to stop and keeps its place until it has.
  func expire(_ reference: OpenCallReference) {
    let status = Status.deadlinePassed
    let effects = guarded.withLock { state -> (answered: OpenCall?, mustWake: Bool) in
      guard let answered = answer(reference, .failure(status), &state) else { return (nil, false) }
      return (answered, Self.scheduleWake(&state))
    }
    guard let answered = effects.answered else { return }
    answered.task?.cancel()
    noteFailure(status)
    if effects.mustWake { wakeUp(self) }
  }

  /// Tells a call's work to stop, at its client's wish. The work answers.
  func cancel(_ id: CallID) {
    let task = guarded.withLock { state -> Task<Void, Never>? in
      guard var call = state.calls[id] else { return nil }
      call.cancelCause = call.cancelCause ?? .client
      state.calls[id] = call
      return call.task
    }
    task?.cancel()
  }

  /// The language of an open call; nil if no such call is open.
  func language(ofOpen id: CallID) -> MessageLanguage? { guarded.withLock { $0.calls[id]?.language } }

  /// Why the call was told to stop; nil if it was not.
  func cancelCause(of reference: OpenCallReference) -> CancelCause? {
    guarded.withLock { state in
      guard let call = state.calls[reference.id], call.serial == reference.serial else {
        return state.isClosed ? .connectionGone : .deadline
      }
      return call.cancelCause
    }
  }

  /// Writes a line that answers no open call: a refusal.
  func tell(_ status: Status, id: CallID?, isJSONRPC: Bool, language: MessageLanguage = .english) {
    noteFailure(status)
    let mustWake = guarded.withLock { state -> Bool in
      guard !state.isClosed else { return false }
      state.outbox.append {
        ServerFrame.appendError(status, id: id, isJSONRPC: isJSONRPC, language: language, to: &$0)
      }
      return Self.scheduleWake(&state)
    }
    if mustWake { wakeUp(self) }
  }

  /// Answers a call and returns it; nil if it has been answered before.
  private func answer(
    _ reference: OpenCallReference, _ outcome: Result<[UInt8], Status>, _ state: inout Guarded
  ) -> OpenCall? {
    let id = reference.id
    guard let call = state.calls[id], call.serial == reference.serial else { return nil }
    state.calls[id] = nil
    guard !state.isClosed else { return call }
    switch outcome {
    case .success(let json):
      state.outbox.append { ServerFrame.appendResult(json, id: id, isJSONRPC: call.isJSONRPC, to: &$0) }
    case .failure(var status):
      status.requestID = call.requestID
      state.outbox.append {
        ServerFrame.appendError(status, id: id, isJSONRPC: call.isJSONRPC, language: call.language, to: &$0)
      }
    }
    return call
  }

  private func noteFailure(_ status: Status) {
    load.callsFailed.add(1, ordering: .relaxed)
    guard status.reason == .unauthenticated, state.countRefusal() >= limits.authenticationFailures else {
      return
    }
    close(
      because: Status(
        .authenticationFailures,
        Wording(
          en: "\(limits.authenticationFailures) calls came without a valid credential; the connection is closed.",
          fr: "\(limits.authenticationFailures) appels sont arrivés sans jeton valide ; la connexion est fermée.")))
  }

  // MARK: - The event loop's side

  /// Asks the event loop to close the connection with a last line.
  func close(because reason: Status) {
    guarded.withLock { $0.closeReason = $0.closeReason ?? reason }
    wakeSoon()
  }

  static func scheduleWake(_ state: inout Guarded) -> Bool {
    guard !state.outbox.isWakeScheduled, !state.isClosed else { return false }
    state.outbox.isWakeScheduled = true
    return true
  }

  func wake() { wakeUp(self) }

  /// Asks the event loop to look at this connection again.
  func wakeSoon() {
    if guarded.withLock({ Self.scheduleWake(&$0) }) { wakeUp(self) }
  }
}
