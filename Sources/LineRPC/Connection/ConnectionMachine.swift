public import Violations

/// A connection as its server sees it: which calls are open, what is to be written, whether lines may be taken, and how
/// the connection ends.
///
/// Pure: it is told of events and the time, and says what is to be done. It reads no socket, no clock and starts no work.
/// What it promises, whatever the order of events:
///
/// - Every call that begins is answered exactly once, unless the connection ends before, and gives its place back once.
/// - Only a call's own end carries its id. A fault of another line is answered with `"id":null`, and names in its details
///   the id that the line had.
/// - After the last line nothing is written.
public struct ConnectionMachine: Sendable {
  /// The limits in force.
  public let limits: LineLimits
  /// How far the connection has come.
  public private(set) var phase = ConnectionPhase.open
  /// Whether the client has closed its side.
  public private(set) var isInputEnded = false
  /// Places and bytes that the calls hold whose work has not ended.
  public private(set) var held = CallPlacesHeld()

  private var calls: [CallID: OpenCall] = [:]
  /// Calls that were answered before their work has ended, and still hold their places.
  private var answered: [CallNumber: OpenCall] = [:]
  private var begun: UInt64 = 0
  /// The call whose answer the lines after it wait for.
  private var barrier: CallNumber?
  private var outbox = Outbox()
  private var clock: ConnectionClock
  /// Lines over the limit since the last good one.
  private var breaches = 0
  /// Refusals for want of a credential since the last barrier that succeeded.
  private var authenticationFailures = 0
  /// How long closing waits for a client that takes nothing.
  private let linger: Duration
  /// How long it waits now.
  private var patience: Duration

  /// A connection that has just been accepted.
  ///
  /// - Parameter linger: how long closing waits for a client that takes nothing, before it is given up.
  public init(limits: LineLimits, linger: Duration, at now: ContinuousClock.Instant) {
    self.limits = limits
    self.linger = linger
    patience = linger
    clock = ConnectionClock(limits, now)
  }

  /// When ``tick(at:)`` must be called, if nothing happens until then.
  public var alarm: ContinuousClock.Instant? {
    switch phase {
    case .open, .draining: clock.alarm
    case .lastLine(let giveUp), .lingering(let giveUp): giveUp
    case .closed: nil
    }
  }

  // MARK: - Lines

  /// Whether another line may be taken.
  public var takesLines: Bool {
    phase.answers && barrier == nil && held.calls < limits.callsPerConnection
      && held.bytes < limits.requestBytesPerConnection && outbox.waiting < limits.answerBytesPerConnection
  }

  /// Bytes have been read.
  public mutating func bytesRead(at now: ContinuousClock.Instant) { clock.noteActivity(now) }

  /// A call begins. Its work ends with ``end(_:_:)``, whatever happens before.
  ///
  /// - Returns: the call, or nil if it was refused and the refusal written.
  public mutating func begin(_ beginning: CallBeginning) -> (call: CallReference?, actions: ConnectionActions) {
    breaches = 0
    guard phase.answers else { return (nil, .none) }
    if let open = calls[beginning.id] { return (nil, refuse(.duplicate(beginning.id), like: open)) }
    guard phase == .open else {
      return (nil, refuse(.draining, beginning.id, beginning.isJSONRPC, beginning.language))
    }
    begun += 1
    let call = OpenCall(beginning, CallNumber(value: begun))
    calls[beginning.id] = call
    held.add(call)
    if call.manner == .barrier { barrier = call.number }
    clock.expect(call.deadline)
    return (CallReference(id: beginning.id, number: call.number), .none)
  }

  /// Refuses a call that cannot begin, or tells of a line that no call can be made of.
  ///
  /// - Parameter id: what the line has for an id. If that is the id of an open call, the answer goes without it.
  public mutating func refuse(
    _ status: Status, _ id: CallID?, _ isJSONRPC: Bool, _ language: MessageLanguage
  ) -> ConnectionActions {
    guard phase.answers else { return .none }
    var (status, id) = (status, id)
    if let taken = id, calls[taken] != nil {
      status.details.append(.idOfLine(taken))
      id = nil
    }
    outbox.append { ServerFrame.appendError(status, id: id, isJSONRPC: isJSONRPC, language: language, to: &$0) }
    return note(status)
  }

  private mutating func refuse(_ status: Status, like call: OpenCall) -> ConnectionActions {
    refuse(status, nil, call.isJSONRPC, call.language)
  }

  /// A line was longer than the limit. `id` and `isJSONRPC` are what its beginning says.
  public mutating func lineTooLong(
    _ id: CallID?, isJSONRPC: Bool, at now: ContinuousClock.Instant
  ) -> ConnectionActions {
    breaches += 1
    var actions = refuse(.lineTooLong(limits.lineBytes), id, isJSONRPC, .english)
    if breaches >= limits.breachesPerConnection {
      actions.add(close(.repeatedBreach(breaches, limits.lineBytes), at: now))
    }
    return actions
  }

  /// A line asks for a call to be cancelled. It is answered at once; its work is told to stop and keeps its place until
  /// it has.
  public mutating func cancel(_ id: CallID) -> ConnectionActions {
    breaches = 0
    guard phase.answers, let call = calls[id] else { return .none }
    return answerEarly(.cancelled, id, call)
  }

  /// A line brings a message for a call, or the end of such messages. That may have crossed the call's answer; for an
  /// open call, none of which takes messages, it is a mistake worth telling.
  public mutating func item(of id: CallID) -> ConnectionActions {
    breaches = 0
    guard phase.answers, let call = calls[id] else { return .none }
    return refuse(.takesNoItems(id), like: call)
  }

  /// The client has closed its side.
  public mutating func inputEnded() -> ConnectionActions {
    isInputEnded = true
    return ConnectionActions(mustLook: true)
  }

  // MARK: - Answers

  /// The work of a call has ended. Its answer is written if nobody has answered before, and its place is given back.
  public mutating func end(_ reference: CallReference, _ outcome: Result<[UInt8], Status>) -> ConnectionActions {
    var actions = ConnectionActions.none
    guard let call = calls[reference.id], call.number == reference.number else {
      guard let late = answered.removeValue(forKey: reference.number) else { return actions }
      return giveBack(late)
    }
    calls[reference.id] = nil
    if phase.answers {
      switch outcome {
      case .success(let json):
        outbox.append { ServerFrame.appendResult(json, id: reference.id, isJSONRPC: call.isJSONRPC, to: &$0) }
        if call.manner == .barrier { authenticationFailures = 0 }
      case .failure(let status):
        // What was told to stop says that it has; why, only the connection knows.
        let isDrained = call.isDraining && status.reason == .cancelled
        actions = write(isDrained ? .draining : status, to: call, reference.id)
      }
      actions.mustLook = true
    }
    actions.add(giveBack(call))
    return actions
  }

  /// What has become of a message of a stream.
  public enum Writing: Sendable, Equatable {
    /// It waits to be written.
    case written
    /// There is no room; ask again when ``ConnectionActions/streamsGoOn`` says so.
    case full
    /// Nobody reads it any more.
    case ended
  }

  /// A stream has a message: one JSON value.
  public mutating func write(_ json: [UInt8], of reference: CallReference) -> Writing {
    guard phase.answers, let call = calls[reference.id], call.number == reference.number else { return .ended }
    guard hasRoomForStreams else { return .full }
    outbox.append { ServerFrame.appendItem(json, id: reference.id, isJSONRPC: call.isJSONRPC, to: &$0) }
    return .written
  }

  /// Whether a stream may write. None is held up by a connection that is about to end.
  public var hasRoomForStreams: Bool { outbox.waiting < limits.streamWindowBytes || !phase.answers }

  /// Whether a call's work is to go on.
  public func isWanted(_ reference: CallReference) -> Bool {
    guard phase.answers, let call = calls[reference.id] else { return false }
    return call.number == reference.number && !call.isDraining
  }

  /// Bytes that were handed on have been written.
  public mutating func written(_ count: Int, at now: ContinuousClock.Instant) -> ConnectionActions {
    let tookLines = takesLines
    outbox.written(count)
    clock.noteWritten(count, stillWaiting: outbox.waiting > 0, now)
    var actions = ConnectionActions.none
    // Half a window of hysteresis: a stream wakes to write many messages, not one.
    actions.streamsGoOn = outbox.waiting <= limits.streamWindowBytes / 2
    actions.mustLook =
      outbox.canHandOn || isInputEnded || phase != .open || takesLines != tookLines
    if case .lastLine = phase { phase = .lastLine(giveUp: now + patience) }
    return actions
  }

  /// Says what is to be written and what goes on then.
  ///
  /// - Parameter hasUnreadBytes: whether bytes have been read and not looked at.
  public mutating func look(hasUnreadBytes: Bool, at now: ContinuousClock.Instant) -> ConnectionOutput {
    var output = ConnectionOutput()
    let isQuiet = calls.isEmpty && outbox.waiting == 0
    switch phase {
    case .open where isQuiet && isInputEnded && !hasUnreadBytes: phase = .closed
    case .draining where isQuiet && !hasUnreadBytes:
      if isInputEnded { phase = .closed } else { output.actions = close(.draining, at: now) }
    case .lastLine where outbox.waiting == 0: phase = isInputEnded ? .closed : .lingering(giveUp: now + linger)
    case .lingering where isInputEnded: phase = .closed
    default: break
    }
    output.pieces = outbox.take()
    if !output.pieces.isEmpty { clock.noteHandedOn(now) }
    switch phase {
    case .open, .draining: output.step = takesLines ? .read : .wait
    case .lastLine: output.step = .wait
    case .lingering: output.step = .closeOutput
    case .closed: output.step = .close
    }
    return output
  }

  // MARK: - The end

  /// The server shuts down: no call begins any more, and streams end.
  public mutating func drain() -> ConnectionActions {
    guard phase == .open else { return .none }
    phase = .draining
    var actions = ConnectionActions(mustLook: true)
    for (id, call) in openCalls where call.manner == .stream {
      calls[id]?.isDraining = true
      actions.stop.append(call.number)
    }
    return actions
  }

  /// The time to shut down is over: every call that is open is answered `DRAINING`, and the connection closes.
  public mutating func endDrain(at now: ContinuousClock.Instant) -> ConnectionActions {
    guard phase.answers else { return .none }
    var actions = ConnectionActions.none
    for (id, call) in openCalls {
      actions.add(answerEarly(.draining, id, call))
    }
    actions.add(close(.draining, at: now))
    return actions
  }

  /// Closes with a last line that says why.
  public mutating func close(_ reason: Status, at now: ContinuousClock.Instant) -> ConnectionActions {
    guard phase.answers else { return .none }
    if reason.reason == .slowReader {
      // Its last line comes after what is on its way, and it shall have the time for that.
      outbox.discard()
      patience = max(linger, .seconds(limits.slowReaderSeconds))
    }
    outbox.append { ServerFrame.appendError(reason, id: nil, isJSONRPC: false, to: &$0) }
    phase = .lastLine(giveUp: now + patience)
    var actions = stopAll()
    actions.closing = reason.reason
    actions.mustLook = true
    return actions
  }

  /// The connection is no more, whoever ended it.
  public mutating func lost() -> ConnectionActions {
    phase = .closed
    outbox.discard()
    return stopAll()
  }

  /// The time has come that ``alarm`` named, or later.
  public mutating func tick(at now: ContinuousClock.Instant) -> ConnectionActions {
    switch phase {
    case .closed: return .none
    case .lastLine(let giveUp), .lingering(let giveUp):
      guard now >= giveUp else { return .none }
      phase = .closed
      return ConnectionActions(mustLook: true)
    case .open, .draining: break
    }
    var actions = answerLate(at: now)
    switch clock.look(now, isQuiet: calls.isEmpty && outbox.waiting == 0, isWaiting: outbox.waiting > 0) {
    case .goOn: break
    case .slow: actions.add(close(.slowReader(outbox.waiting, limits.slowReaderSeconds), at: now))
    case .idle: actions.add(close(.idle(limits.idleSeconds), at: now))
    }
    return actions
  }

  /// Answers the calls whose time is up. Their work is told to stop and keeps its place until it has.
  private mutating func answerLate(at now: ContinuousClock.Instant) -> ConnectionActions {
    var actions = ConnectionActions.none
    guard clock.isAnyDeadlineOver(now) else { return actions }
    var earliest: ContinuousClock.Instant?
    for (id, call) in openCalls {
      guard let deadline = call.deadline else { continue }
      guard deadline <= now else {
        earliest = min(earliest ?? deadline, deadline)
        continue
      }
      actions.add(answerEarly(.deadlinePassed, id, call))
    }
    clock.expectOnly(earliest)
    return actions
  }

  // MARK: - Parts of the above

  private mutating func write(_ status: Status, to call: OpenCall, _ id: CallID) -> ConnectionActions {
    var status = status
    status.requestID = call.requestID
    outbox.append {
      ServerFrame.appendError(status, id: id, isJSONRPC: call.isJSONRPC, language: call.language, to: &$0)
    }
    return note(status)
  }

  /// Counts an error that was written, and closes the connection if it was one refusal too many.
  private mutating func note(_ status: Status) -> ConnectionActions {
    var actions = ConnectionActions(errors: 1, mustLook: true)
    guard status.reason == .unauthenticated else { return actions }
    authenticationFailures += 1
    if authenticationFailures >= limits.authenticationFailures {
      actions.add(close(.tooManyRefusals(authenticationFailures), at: clock.now))
    }
    return actions
  }

  /// Answers a call whose work has not ended. The work is told to stop and keeps its place until it has.
  private mutating func answerEarly(_ status: Status, _ id: CallID, _ call: OpenCall) -> ConnectionActions {
    calls[id] = nil
    answered[call.number] = call
    if barrier == call.number { barrier = nil }
    var actions = write(status, to: call, id)
    actions.stop.append(call.number)
    return actions
  }

  private mutating func giveBack(_ call: OpenCall) -> ConnectionActions {
    let tookLines = takesLines
    if barrier == call.number { barrier = nil }
    var places = CallPlacesHeld()
    places.add(call)
    held.subtract(places)
    return ConnectionActions(released: places, mustLook: takesLines != tookLines)
  }

  /// Nobody can read an answer any more.
  private func stopAll() -> ConnectionActions {
    ConnectionActions(stop: calls.values.map(\.number).sorted(), streamsGoOn: true)
  }

  /// The calls that are open, in the order in which they began.
  private var openCalls: [(id: CallID, call: OpenCall)] {
    calls.map { ($0.key, $0.value) }.sorted { $0.1.number < $1.1.number }
  }
}
