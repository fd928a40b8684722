import Violations

// How a connection ends, and what time does to it.

extension ConnectionMachine {
  /// The server shuts down, or the connection is old: no call begins any more, and streams end.
  ///
  /// - Parameter lastLine: why, once all calls have ended.
  public mutating func drain(_ lastLine: Status = .draining) -> ConnectionActions {
    guard phase == .open else { return .none }
    phase = .draining
    goodbye = lastLine
    var actions = ConnectionActions(mustLook: true)
    for (id, call) in openCalls where call.isStream {
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
      actions.add(answerEarly(.drained, id, call))
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
    phase = .lastLine
    giveUp = now + patience
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
    case .lastLine, .lingering:
      guard now >= giveUp else { return .none }
      phase = .closed
      return ConnectionActions(mustLook: true)
    case .open, .draining: break
    }
    var actions = answerLate(at: now)
    // Lines that a stranger was too fast with may be taken now.
    actions.mustLook = actions.mustLook || !isKnown
    let isQuiet = calls.isEmpty && outbox.waiting == 0
    switch clock.look(now, isQuiet: isQuiet, isWaiting: outbox.waiting > 0, isKnown: isKnown) {
    case .goOn: break
    case .stranger: actions.add(close(.strangerForTooLong(limits.strangerSeconds), at: now))
    case .old: actions.add(drain(.aged(limits.ageSeconds)))
    case .slow: actions.add(close(.slowReader(outbox.waiting, limits.slowReaderSeconds), at: now))
    case .idle: actions.add(close(.idle(limits.idleSeconds), at: now))
    }
    return actions
  }

  /// Answers the calls whose time is up. Their work is told to stop and keeps its place until it has.
  mutating func answerLate(at now: ContinuousClock.Instant) -> ConnectionActions {
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

  mutating func write(_ status: Status, to call: OpenCall, _ id: CallID) -> ConnectionActions {
    var status = status
    status.requestID = call.requestID
    outbox.append {
      ServerFrame.appendError(status, id: id, isJSONRPC: call.isJSONRPC, language: call.language, to: &$0)
    }
    return note(status)
  }

  /// Counts an error that was written, and closes the connection if it was one refusal too many.
  mutating func note(_ status: Status) -> ConnectionActions {
    var actions = ConnectionActions(errors: 1, mustLook: true)
    guard status.reason == .unauthenticated else { return actions }
    authenticationFailures += 1
    if authenticationFailures >= limits.authenticationFailures {
      actions.add(close(.tooManyRefusals(authenticationFailures), at: clock.now))
    }
    return actions
  }

  /// Answers a call whose work has not ended. The work is told to stop and keeps its place until it has.
  mutating func answerEarly(_ status: Status, _ id: CallID, _ call: OpenCall) -> ConnectionActions {
    calls[id] = nil
    answered[call.number] = call
    if barrier == call.number { barrier = nil }
    var actions = write(status, to: call, id)
    actions.stop.append(call.number)
    return actions
  }

  mutating func giveBack(_ call: OpenCall) -> ConnectionActions {
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
  var openCalls: [(id: CallID, call: OpenCall)] {
    calls.map { ($0.key, $0.value) }.sorted { $0.1.number < $1.1.number }
  }
}
