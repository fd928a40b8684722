import LineRPC
import Logging
import MethodCatalogue
import Synchronization

/// One connection: its state machine, and the work of its calls. Any thread may tell it of what has happened; bytes are
/// read and written by its event loop alone.
final class Connection: Sendable {
  struct Guarded {
    var machine: ConnectionMachine
    /// The tasks of calls that have one.
    var tasks: [CallNumber: Task<Void, Never>] = [:]
    var writers = StreamWriters()
    /// Calls that wait for messages of their clients.
    var readers: [CallNumber: CheckedContinuation<Void, Never>] = [:]
    /// Bytes of unread answers that the server counts for this connection.
    var countedBytes = 0
    /// Whether the event loop has been asked to come and look.
    var isLookScheduled = false
  }

  let state: ConnectionState
  let load: ServerLoad
  let router: Router
  let logger: Logger
  private let wakeUp: @Sendable (_ isContinuing: Bool) -> Void
  let guarded: Mutex<Guarded>

  /// - Parameter wakeUp: asks the event loop to call ``look(hasUnreadBytes:)`` soon. Called without the lock.
  init(
    _ machine: ConnectionMachine, state: ConnectionState, load: ServerLoad, router: Router, logger: Logger,
    wakeUp: @escaping @Sendable (_ isContinuing: Bool) -> Void
  ) {
    guarded = Mutex(Guarded(machine: machine))
    self.state = state
    self.load = load
    self.router = router
    self.logger = logger
    self.wakeUp = wakeUp
  }

  // MARK: - Events

  /// Tells the state machine of an event, and does what it says.
  func tell(_ event: (inout ConnectionMachine) -> ConnectionActions) {
    perform(guarded.withLock { state in Self.take(event(&state.machine), &state) })
  }

  /// Takes a place for a call; nil if it is refused.
  func begin(_ beginning: CallBeginning) -> OpenCallReference? {
    guard load.admit(bytes: beginning.requestBytes, isKnown: state.isKnown) else {
      tell { $0.refuse(.serverFull, beginning.id, beginning.isJSONRPC, beginning.language) }
      return nil
    }
    let (call, effects) = guarded.withLock { state in
      let (call, actions) = state.machine.begin(beginning)
      return (call, Self.take(actions, &state))
    }
    perform(effects)
    if call == nil { load.release(calls: 1, bytes: beginning.requestBytes) }
    return call.map {
      OpenCallReference(connection: self, call: $0, requestID: beginning.requestID, traceparent: beginning.traceparent)
    }
  }

  /// Remembers the task of a call, to be cancelled when the call is.
  func attach(_ task: Task<Void, Never>, to call: CallReference) {
    let isWanted = guarded.withLock { state in
      guard state.machine.isWanted(call) else { return false }
      state.tasks[call.number] = task
      return true
    }
    if !isWanted { task.cancel() }
  }

  /// The work of a call has ended.
  func end(_ call: CallReference, _ outcome: Result<[UInt8], Status>) {
    perform(
      guarded.withLock { state in
        state.tasks[call.number] = nil
        return Self.take(state.machine.end(call, outcome), &state)
      })
  }

  /// Whether a call has been answered before its work has ended.
  func isAnswered(_ call: CallReference) -> Bool { guarded.withLock { $0.machine.isAnswered(call) } }

  // MARK: - The event loop's side

  /// Whether another line may be taken.
  var takesLines: Bool { guarded.withLock { $0.machine.takesLines } }

  /// Notes that bytes have come.
  func noteBytesRead() { guarded.withLock { $0.machine.bytesRead(at: .now) } }

  /// Keeps answers from waking the event loop while it is here anyway; ``look(hasUnreadBytes:)`` must follow.
  func beginTurn() { guarded.withLock { $0.isLookScheduled = true } }

  /// Notes that a line was taken.
  func noteLine() { guarded.withLock { $0.machine.lineTaken() } }

  /// Takes what is to be written, what goes on then, and when to come back if nothing happens.
  func look(hasUnreadBytes: Bool) -> (output: ConnectionOutput, alarm: ContinuousClock.Instant?) {
    let (output, alarm, effects) = guarded.withLock { state in
      state.isLookScheduled = false
      state.machine.standing(isKnown: self.state.isKnown, pressure: load.pressure)
      let output = state.machine.look(hasUnreadBytes: hasUnreadBytes, at: .now)
      return (output, state.machine.alarm, Self.take(output.actions, &state))
    }
    perform(effects)
    return (output, alarm)
  }

  /// Asks the event loop to look at this connection again.
  ///
  /// - Parameter isContinuing: whether it has just been here and left lines.
  func wakeSoon(isContinuing: Bool = false) {
    let mustWake = guarded.withLock { state in
      defer { state.isLookScheduled = true }
      return !state.isLookScheduled
    }
    if mustWake { wakeUp(isContinuing) }
  }

  // MARK: - Doing what the machine says

  struct Effects {
    fileprivate let actions: ConnectionActions
    fileprivate var tasks: [Task<Void, Never>] = []
    fileprivate var continuations: [CheckedContinuation<Void, Never>] = []
    fileprivate var mustWake = false
    /// More or fewer bytes of unread answers than the server counts.
    fileprivate var unreadChange = 0
  }

  /// Finds whom the actions concern. With the lock.
  static func take(_ actions: ConnectionActions, _ state: inout Guarded) -> Effects {
    var effects = Effects(actions: actions)
    // Nobody reads what a connection that has ended still had to write.
    let unread = state.machine.phase == .closed ? 0 : state.machine.unreadBytes
    effects.unreadChange = unread - state.countedBytes
    state.countedBytes += effects.unreadChange
    if !actions.stop.isEmpty { effects.tasks = actions.stop.compactMap { state.tasks.removeValue(forKey: $0) } }
    if actions.streamsGoOn, !state.writers.isEmpty { effects.continuations = state.writers.removeAll() }
    if !state.readers.isEmpty {
      effects.continuations += (actions.itemsCame + actions.stop).compactMap { state.readers.removeValue(forKey: $0) }
    }
    if actions.mustLook, !state.isLookScheduled {
      state.isLookScheduled = true
      effects.mustWake = true
    }
    return effects
  }

  /// Does it. Without the lock.
  func perform(_ effects: Effects) {
    let actions = effects.actions
    if actions.held > 0 { load.hold(bytes: actions.held) }
    if !actions.released.isEmpty { load.release(calls: actions.released.calls, bytes: actions.released.bytes) }
    if effects.unreadChange != 0 { load.unreadBytes.add(effects.unreadChange, ordering: .relaxed) }
    if actions.errors > 0 { load.callsFailed.add(actions.errors, ordering: .relaxed) }
    if let reason = actions.closing {
      load.connectionsRefused.add(1, ordering: .relaxed)
      logger.info("Closing a connection.", metadata: ["reason": "\(reason)"])
    }
    for task in effects.tasks { task.cancel() }
    for continuation in effects.continuations { continuation.resume() }
    if effects.mustWake { wakeUp(false) }
  }
}

extension Status {
  static let serverFull = Status(.tooManyCalls, Reason.tooManyCalls.summary, retryAfter: .seconds(1))
}
