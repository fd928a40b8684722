import Violations

// How calls are answered, and what is written.

extension ConnectionMachine {
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
        actions = write(call.isDraining ? status.ofDrainedCall : status, to: call, reference.id)
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
  public var hasRoomForStreams: Bool { outbox.waiting < allowance.streamWindowBytes || !phase.answers }

  /// Whether a call's work is to go on.
  public func isWanted(_ reference: CallReference) -> Bool {
    guard phase.answers, let call = calls[reference.id] else { return false }
    return call.number == reference.number && !call.isDraining
  }

  /// Whether a call has been answered before its work has ended, as one that was cancelled or late.
  public func isAnswered(_ reference: CallReference) -> Bool { answered[reference.number] != nil }

  /// Bytes that were handed on have been written.
  public mutating func written(_ count: Int, at now: ContinuousClock.Instant) -> ConnectionActions {
    let tookLines = takesLines
    outbox.written(count)
    clock.noteWritten(count, stillWaiting: outbox.waiting > 0, now)
    var actions = ConnectionActions.none
    // Half a window of hysteresis: a stream wakes to write many messages, not one.
    actions.streamsGoOn = outbox.waiting <= allowance.streamWindowBytes / 2
    actions.mustLook =
      outbox.canHandOn || isInputEnded || phase != .open || takesLines != tookLines
    if phase == .lastLine { giveUp = now + patience }
    return actions
  }

  /// Says what is to be written and what goes on then.
  ///
  /// - Parameter hasUnreadBytes: whether bytes have been read and not looked at.
  public mutating func look(hasUnreadBytes: Bool, at now: ContinuousClock.Instant) -> ConnectionOutput {
    var output = ConnectionOutput()
    if isInputEnded, !hasUnreadBytes, phase.answers { output.actions = cutItems() }
    let isQuiet = calls.isEmpty && outbox.waiting == 0
    switch phase {
    case .open where isQuiet && isInputEnded && !hasUnreadBytes: phase = .closed
    case .draining where isQuiet && !hasUnreadBytes:
      if isInputEnded { phase = .closed } else { output.actions.add(close(goodbye, at: now)) }
    case .lastLine where outbox.waiting == 0:
      phase = isInputEnded ? .closed : .lingering
      giveUp = now + linger
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
}

extension Status {
  /// What was told to stop says that it has, and how far it came; why, only the connection knows.
  fileprivate var ofDrainedCall: Status {
    guard reason == .cancelled else { return self }
    var status = Status.drained
    status.resumeFrom = resumeFrom
    return status
  }
}
