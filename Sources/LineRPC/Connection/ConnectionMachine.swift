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
  public internal(set) var phase = ConnectionPhase.open
  /// Whether the client has closed its side.
  public internal(set) var isInputEnded = false
  /// Places and bytes that the calls hold whose work has not ended.
  public internal(set) var held = CallPlacesHeld()
  /// Whether a valid credential has come over the connection. Before, it is a stranger's, and may little.
  public internal(set) var isKnown = false
  /// What all connections together hold too much of.
  public internal(set) var pressure: ServerPressure = []

  var allowance: ConnectionAllowance
  var pace: Pace
  var calls: [CallID: OpenCall] = [:]
  /// Calls that were answered before their work has ended, and still hold their places.
  var answered: [CallNumber: OpenCall] = [:]
  var begun: UInt64 = 0
  /// The call whose answer the lines after it wait for.
  var barrier: CallNumber?
  var outbox = Outbox()
  var clock: ConnectionClock
  /// Lines over the limit since the last good one.
  var breaches = 0
  /// Refusals for want of a credential since the last barrier that succeeded.
  var authenticationFailures = 0
  /// The last line of a connection that drains.
  var goodbye = Status.draining
  /// How long closing waits for a client that takes nothing.
  let linger: Duration
  /// How long it waits now.
  var patience: Duration
  /// When a connection that says good-bye, or has, waits no longer.
  var giveUp: ContinuousClock.Instant

  /// A connection that has just been accepted.
  ///
  /// - Parameter linger: how long closing waits for a client that takes nothing, before it is given up.
  public init(limits: LineLimits, linger: Duration, at now: ContinuousClock.Instant) {
    self.limits = limits
    self.linger = linger
    patience = linger
    giveUp = now
    allowance = ConnectionAllowance(limits, isKnown: false, [])
    pace = Pace(burst: limits.strangerLines, perSecond: limits.strangerLinesPerSecond, now)
    clock = ConnectionClock(limits, now)
  }

  /// When ``tick(at:)`` must be called, if nothing happens until then.
  public var alarm: ContinuousClock.Instant? {
    switch phase {
    case .open, .draining:
      isKnown || pace.nextTime <= clock.now ? clock.alarm(isKnown) : min(clock.alarm(isKnown), pace.nextTime)
    case .lastLine, .lingering: giveUp
    case .closed: nil
    }
  }

  // MARK: - Lines

  /// Whether another line may be taken.
  public var takesLines: Bool {
    phase.answers && barrier == nil && held.calls < allowance.calls && held.bytes < allowance.requestBytes
      && outbox.waiting < allowance.answerBytes && (isKnown || pace.nextTime <= clock.now)
  }

  /// Bytes have been read.
  public mutating func bytesRead(at now: ContinuousClock.Instant) { clock.noteActivity(now) }

  /// A line has been taken, of whichever kind.
  public mutating func lineTaken() {
    if !isKnown { pace.take(at: clock.now) }
  }

  /// Says who is at the other end, and how much the server holds for all.
  public mutating func standing(isKnown: Bool, pressure: ServerPressure) {
    guard isKnown != self.isKnown || pressure != self.pressure else { return }
    // Whose credential has ended has as long for another one as whoever comes first.
    if self.isKnown, !isKnown { clock.expectCredential() }
    self.isKnown = isKnown
    self.pressure = pressure
    allowance = ConnectionAllowance(limits, isKnown: isKnown, pressure)
  }

  /// Bytes of answers that wait for the client to read them.
  public var unreadBytes: Int { outbox.waiting }

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
  /// - Parameters:
  ///   - id: what the line has for an id. If that is the id of an open call, the answer goes without it.
  ///   - isItem: whether the line is a message of a call, whose id it has. No such call is open that takes it, so the answer
  ///     goes without the id too: the call has had its own.
  public mutating func refuse(
    _ status: Status, _ id: CallID?, isItem: Bool = false, _ isJSONRPC: Bool, _ language: MessageLanguage
  ) -> ConnectionActions {
    guard phase.answers else { return .none }
    var (status, id) = (status, id)
    if let taken = id, calls[taken] != nil || isItem {
      status.details.append(calls[taken] != nil ? .idOfLine(taken) : .idOfEndedCall(taken))
      id = nil
    }
    outbox.append { ServerFrame.appendError(status, id: id, isJSONRPC: isJSONRPC, language: language, to: &$0) }
    return note(status)
  }

  mutating func refuse(_ status: Status, like call: OpenCall) -> ConnectionActions {
    refuse(status, nil, call.isJSONRPC, call.language)
  }

  /// A line was longer than the limit; `beginning` is all that is known of it.
  public mutating func lineTooLong(
    _ beginning: LineBeginning, at now: ContinuousClock.Instant
  ) -> ConnectionActions {
    breaches += 1
    var actions = refuse(beginning.fault(.lineTooLong(limits.lineBytes)))
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

  /// The client has closed its side.
  public mutating func inputEnded() -> ConnectionActions {
    isInputEnded = true
    return ConnectionActions(mustLook: true)
  }
}
