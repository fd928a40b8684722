import JSONBytes
import LineRPC
import NIOCore
import Synchronization

/// One connection's open calls: all that threads other than its event loop may touch.
///
/// A call first waits for its place: for fewer calls to be open, and for room among the bytes that wait to be sent. So
/// a connection holds no more than its limits, however many calls are made at once.
final class ClientConnection: Sendable {
  private typealias Sender = CheckedContinuation<Bool, Never>

  private struct Guarded {
    var calls: [CallID: OpenedCall] = [:]
    /// Calls that were given their place.
    var startedCount = 0
    /// Calls that wait for a place, in order, with some that have ended before they got one.
    var starts: ArraySlice<CallID> = []
    var nextID = 1
    var queue: SendQueue<Sender>
    var isWakeScheduled = false
    var unreadBytes = 0
    var handler: HandlerBox?
    /// Why no more calls can be made.
    var failure: Status?
  }

  /// What a change leaves to be done once the state is unlocked.
  private struct Effects {
    var senders: [Sender] = []
    var ended: [(OpenedCall, Result<[UInt8], Status>)] = []
    var refusedSenders: [Sender] = []
    var woken: HandlerBox?

    func perform() {
      for (call, outcome) in ended { call.end(outcome) }
      for sender in refusedSenders { sender.resume(returning: false) }
      for sender in senders { sender.resume(returning: true) }
      woken?.look()
    }
  }

  let eventLoop: any EventLoop
  let configuration: LineClientConfiguration
  private let guarded: Mutex<Guarded>

  init(eventLoop: any EventLoop, configuration: LineClientConfiguration) {
    self.eventLoop = eventLoop
    self.configuration = configuration
    guarded = Mutex(Guarded(queue: SendQueue(limit: configuration.unsentBytes)))
  }

  /// Why no more calls can be made; nil while they can.
  var failure: Status? { guarded.withLock { $0.failure } }

  /// Bytes that wait to be sent.
  var unsentBytes: Int { guarded.withLock { $0.queue.unsent } }

  // MARK: - Calls

  func call(_ start: OpenedCall.Start) async -> Result<[UInt8], CallFailure> {
    let id = newID()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        begin(id, .caller(continuation), start)
        // The cancellation handler may have run before there was a call for it to cancel.
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  func stream(_ start: OpenedCall.Start) throws(Status) -> (id: CallID, buffer: StreamBuffer) {
    let id = newID()
    let buffer = StreamBuffer()
    if let failure { throw failure }
    begin(id, .stream(buffer), start)
    return (id, buffer)
  }

  private func newID() -> CallID {
    guarded.withLock { state in
      defer { state.nextID += 1 }
      return CallID(state.nextID)
    }
  }

  private func begin(_ id: CallID, _ receiver: OpenedCall.Receiver, _ start: OpenedCall.Start) {
    let timer = start.options.timeout.map { timeout in
      eventLoop.scheduleTask(in: TimeAmount(timeout + configuration.timeoutGrace)) { [weak self] () -> Void in
        self?.change { state, effects in Self.abandon(id, .noAnswerInTime, &state, &effects) }
      }
    }
    let call = OpenedCall(receiver: receiver, sendsItems: start.sendsItems, timer: timer, start: start)
    change { state, effects in
      if let failure = state.failure { return effects.ended.append((call, .failure(failure))) }
      state.calls[id] = call
      state.starts.append(id)
    }
  }

  /// Sends a line of a call that is open, when there is room for it. False if the call has ended.
  func send(_ line: [UInt8], of id: CallID) async -> Bool {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        change { state, effects in
          guard state.calls[id] != nil else { return effects.refusedSenders.append(continuation) }
          state.queue.wait(continuation, with: line, of: id)
        }
        if Task.isCancelled { cancel(id) }
      }
    } onCancel: {
      cancel(id)
    }
  }

  /// Ends a call at its caller's wish, and tells the server.
  func cancel(_ id: CallID) {
    change { state, effects in Self.abandon(id, .cancelledByCaller, &state, &effects) }
  }

  /// Ends every call and refuses new ones. The first reason stands.
  func fail(_ status: Status) {
    change { state, effects in _ = Self.endAll(status, &state, &effects) }
  }

  /// Ends every call at the caller's wish, and tells the server, for which a client that goes is one that only listens.
  func close() {
    change { state, effects in
      for id in Self.endAll(.clientClosed, &state, &effects) {
        state.queue.add { ClientFrame.appendCancel(id: id, to: &$0) }
      }
    }
  }

  // MARK: - Changes of the state

  private func change(_ body: (inout Guarded, inout Effects) -> Void) {
    let effects = guarded.withLock { state in
      var effects = Effects()
      body(&state, &effects)
      admit(&state, &effects)
      if state.queue.isReady, !state.isWakeScheduled, let handler = state.handler {
        state.isWakeScheduled = true
        effects.woken = handler
      }
      return effects
    }
    effects.perform()
  }

  /// Gives room to what waits: to lines and to calls in turns.
  private func admit(_ state: inout Guarded, _ effects: inout Effects) {
    while state.queue.hasRoom {
      let sender = state.queue.admit()
      if let sender { effects.senders.append(sender) }
      guard startOne(&state, &effects) || sender != nil else { return }
    }
  }

  private func startOne(_ state: inout Guarded, _ effects: inout Effects) -> Bool {
    guard state.startedCount < configuration.openCalls, let id = state.starts.popFirst() else { return false }
    guard let line = state.calls[id]?.start?.line(id) else { return true }
    guard line.count <= configuration.requestLineBytes + 1 else {
      Self.end(
        id, .failure(.lineTooLong(line.count - 1, limit: configuration.requestLineBytes)), &state, &effects)
      return true
    }
    state.calls[id]?.start = nil
    state.startedCount += 1
    state.queue.add { $0 += line }
    return true
  }

  /// Ends a call that the server may still be at, and tells it.
  private static func abandon(_ id: CallID, _ status: Status, _ state: inout Guarded, _ effects: inout Effects) {
    let wasStarted = state.calls[id].map { $0.start == nil } ?? false
    end(id, .failure(status), &state, &effects)
    if wasStarted { state.queue.add { ClientFrame.appendCancel(id: id, to: &$0) } }
  }

  /// Ends every call; those that the server may still be at.
  private static func endAll(_ status: Status, _ state: inout Guarded, _ effects: inout Effects) -> [CallID] {
    let failure = state.failure ?? status
    state.failure = failure
    state.starts = []
    effects.refusedSenders += state.queue.dropAll()
    let started = state.calls.filter { $0.value.start == nil }.map(\.key)
    for id in state.calls.keys { end(id, .failure(failure), &state, &effects) }
    return started
  }

  private static func end(
    _ id: CallID, _ outcome: Result<[UInt8], Status>, _ state: inout Guarded, _ effects: inout Effects
  ) {
    guard let call = state.calls.removeValue(forKey: id) else { return }
    if call.start == nil { state.startedCount -= 1 }
    if call.sendsItems { effects.refusedSenders += state.queue.drop(id) }
    switch call.receiver {
    // At once, so that nobody who sees that the call is over finds its stream without an end.
    case .stream: call.end(outcome)
    case .caller: effects.ended.append((call, outcome))
    }
  }

  // MARK: - The event loop's side

  func bind(_ handler: HandlerBox?) {
    change { state, _ in state.handler = handler }
  }

  /// Takes what is to be sent, if it can be.
  func takeOutgoing(isWritable: Bool) -> [UInt8] {
    guarded.withLock { state in
      state.isWakeScheduled = false
      return isWritable ? state.queue.take() : []
    }
  }

  /// Notes that so much of what was taken has been sent.
  func didSend(_ count: Int) {
    change { state, _ in state.queue.sent(count) }
  }

  /// Whether so much is unread that reading must stop.
  var isFull: Bool { guarded.withLock { $0.unreadBytes >= configuration.unreadBytes } }

  /// Notes that a caller has read so much of a stream.
  func didRead(_ count: Int) {
    guard count > 0 else { return }
    change { state, effects in
      let wasFull = state.unreadBytes >= configuration.unreadBytes
      state.unreadBytes -= count
      if wasFull, state.unreadBytes < configuration.unreadBytes { effects.woken = state.handler }
    }
  }

  /// Handles a line from the server.
  func receive(_ line: UnsafeRawBufferPointer) {
    let frame: ServerFrame?
    do {
      frame = try ServerFrame.parse(line)
    } catch {
      return fail(.notJSON(fromServer: error))
    }
    switch frame {
    case .result(let id, let range):
      let json = Array(line[range])
      change { state, effects in Self.end(id, .success(json), &state, &effects) }
    case .item(let id, let range): receiveItem(id, Array(line[range]))
    case .error(let id?, let status):
      change { state, effects in Self.end(id, .failure(status), &state, &effects) }
    case .error(nil, let status): receiveWithoutID(status)
    case nil: break
    }
  }

  private func receiveItem(_ id: CallID, _ json: [UInt8]) {
    change { state, _ in
      state.calls[id]?.isKnownToRun = true
      guard case .stream(let buffer)? = state.calls[id]?.receiver, buffer.add(.success(.item(json))) else { return }
      state.unreadBytes += json.count
    }
  }

  /// An error that ends no call by its id: of a line that the server could not read, or of the connection.
  private func receiveWithoutID(_ status: Status) {
    if let text = status.idOfLine {
      // A line of that call is lost, so the call cannot become what its caller means.
      return change { state, effects in
        guard let id = state.calls.keys.first(where: { $0.text == text }) else { return }
        Self.abandon(id, status, &state, &effects)
      }
    }
    // After its last line a server writes nothing: no call will be answered.
    guard status.isFaultOfALine else { return fail(status) }
    let told = status.asFaultOfSomeLine()
    change { state, effects in
      for (id, call) in state.calls where call.mayHaveLostALine { Self.abandon(id, told, &state, &effects) }
    }
  }
}
