import Synchronization

/// Connections shared by many callers, each of whom has one to itself for a while.
///
/// Who comes first is served first. What comes back broken, in a transaction or too old is dropped. After
/// failed attempts to connect the pool pauses, ever longer, and refuses callers at once while nothing works.
public final class ConnectionPool: Sendable {
  private typealias ID = PoolStateMachine.ConnectionID

  private struct Entry {
    var connection: Connection
    var lastUse: Duration
  }

  private struct Lease {
    var id: ID
    var connection: Connection
    var idleFor: Duration
  }

  private struct State {
    var machine: PoolStateMachine
    var entries: [ID: Entry] = [:]
    var openings: [ID: Task<Void, Never>] = [:]
    var callers: [UInt64: CheckedContinuation<Result<Lease, DatabaseError>, Never>] = [:]
    var lastWaiter: UInt64 = 0
    var lastFailure: DatabaseError?
    var timer: (at: Duration, task: Task<Void, Never>)?
    var drainWaiters: [CheckedContinuation<Void, Never>] = []
  }

  private let configuration: PoolConfiguration
  private let origin = ContinuousClock.now
  private let state: Mutex<State>

  /// A pool that connects when the first caller comes.
  public init(_ configuration: PoolConfiguration) {
    self.configuration = configuration
    let machine = PoolStateMachine(configuration, seed: .random(in: 0...UInt64.max))
    state = Mutex(State(machine: machine))
  }

  deinit { state.withLock { $0.timer?.task.cancel() } }

  /// Lends a connection for the duration of the closure.
  ///
  /// Waits for it until `acquireTimeout` or `deadline`, whichever comes first; throws `poolExhausted`,
  /// `unavailable` or `cancelled`. A connection that comes back inside of a transaction is dropped.
  @discardableResult
  public nonisolated(nonsending) func withConnection<Value>(
    deadline: ContinuousClock.Instant? = nil,
    _ body: nonisolated(nonsending) (Connection) async throws -> Value
  ) async throws -> Value {
    let lease = try await acquireLive(deadline)
    defer { release(lease, isReusable: lease.connection.isReusable) }
    return try await body(lease.connection)
  }

  /// Runs one statement on a connection of the pool.
  @discardableResult
  public nonisolated(nonsending) func query(
    _ sql: SQL, deadline: ContinuousClock.Instant? = nil
  ) async throws -> QueryResult {
    try await withConnection(deadline: deadline) { try await $0.query(sql, deadline: deadline) }
  }

  /// Runs statements in one round trip and one transaction on a connection of the pool.
  @discardableResult
  public nonisolated(nonsending) func pipeline(
    _ statements: [SQL], deadline: ContinuousClock.Instant? = nil
  ) async throws -> [QueryResult] {
    try await withConnection(deadline: deadline) { try await $0.pipeline(statements, deadline: deadline) }
  }

  /// Runs a transaction on a connection of the pool.
  @discardableResult
  public nonisolated(nonsending) func transaction<Value: Sendable>(
    _ mode: TransactionMode = .readCommitted, deadline: ContinuousClock.Instant? = nil,
    _ body: @Sendable (isolated Connection) async throws -> Value
  ) async throws -> Value {
    try await withConnection(deadline: deadline) {
      try await $0.transaction(mode, deadline: deadline, body)
    }
  }

  /// What the pool does at the moment, and has done so far.
  public var statistics: PoolStatistics { state.withLock { $0.machine.statistics } }

  /// Refuses new callers, closes what is idle, and returns when the last lease has ended.
  public func shutdown() async {
    let openings = state.withLock { Array($0.openings.values) }
    for opening in openings { opening.cancel() }
    handle { machine, _ in machine.shutDown() }
    await withCheckedContinuation { continuation in
      let isDrained = state.withLock { state in
        if !state.machine.isDrained { state.drainWaiters.append(continuation) }
        return state.machine.isDrained
      }
      if isDrained { continuation.resume() }
    }
  }

  // MARK: Leases

  private nonisolated(nonsending) func acquireLive(
    _ deadline: ContinuousClock.Instant?
  ) async throws(DatabaseError) -> Lease {
    let limit = min(deadline ?? .now + configuration.acquireTimeout, .now + configuration.acquireTimeout)
    while true {
      let lease = try await acquire(limit - origin)
      // The server may have ended it meanwhile; better to find out now than in the caller's statement.
      if lease.idleFor < PostgresLimits.idleBeforeCheck { return lease }
      if await lease.connection.isAlive() { return lease }
      release(lease, isReusable: false)
    }
  }

  private nonisolated(nonsending) func acquire(_ deadline: Duration) async throws(DatabaseError) -> Lease {
    let waiter = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        handle(registering: continuation, as: waiter) { machine, now in
          machine.acquire(waiter, deadline: deadline, now: now)
        }
        // Cancelled before it was registered, it would not have been found by the handler below.
        if Task.isCancelled { handle { machine, _ in machine.cancel(waiter) } }
      }
    } onCancel: {
      handle { machine, _ in machine.cancel(waiter) }
    }
    return try result.get()
  }

  private func release(_ lease: Lease, isReusable: Bool) {
    let now = ContinuousClock.now - origin
    state.withLock { $0.entries[lease.id]?.lastUse = now }
    handle { machine, now in machine.release(lease.id, isReusable: isReusable, now: now) }
  }

  // MARK: Events and actions

  private typealias Caller = CheckedContinuation<Result<Lease, DatabaseError>, Never>

  /// Tells the machine of an event, and does what it says.
  private func handle(
    registering caller: Caller? = nil, as waiter: UInt64 = 0, opened: (id: ID, connection: Connection)? = nil,
    _ event: (inout PoolStateMachine, Duration) -> [PoolStateMachine.Action]
  ) {
    // Resuming a caller and ending a connection may run foreign code, so both happen outside of the lock.
    var resumptions: [(Caller, Result<Lease, DatabaseError>)] = []
    var closing: [Connection] = []
    var drained: [CheckedContinuation<Void, Never>] = []
    state.withLock { state in
      let now = ContinuousClock.now - origin
      if let caller { state.callers[waiter] = caller }
      if let opened { state.entries[opened.id] = Entry(connection: opened.connection, lastUse: now) }
      for action in event(&state.machine, now) {
        switch action {
        case .lend(let id, let waiter):
          guard let caller = state.callers.removeValue(forKey: waiter), let entry = state.entries[id] else {
            continue
          }
          let lease = Lease(id: id, connection: entry.connection, idleFor: now - entry.lastUse)
          resumptions.append((caller, .success(lease)))
        case .refuse(let waiter, let reason):
          guard let caller = state.callers.removeValue(forKey: waiter) else { continue }
          resumptions.append((caller, .failure(error(reason, state, now))))
        case .open(let id): state.openings[id] = Task { [weak self] in await self?.open(id) }
        case .close(let id):
          if let entry = state.entries.removeValue(forKey: id) { closing.append(entry.connection) }
        }
      }
      setTimer(&state, now)
      if state.machine.isDrained { swap(&drained, &state.drainWaiters) }
    }
    for (caller, result) in resumptions { caller.resume(returning: result) }
    for connection in closing { Task { await connection.close() } }
    for continuation in drained { continuation.resume() }
  }

  private func open(_ id: ID) async {
    do throws(DatabaseError) {
      let connection = try await Connection.connect(configuration.connection)
      state.withLock { state in
        state.openings[id] = nil
        state.lastFailure = nil
      }
      handle(opened: (id, connection)) { machine, now in machine.opened(id, now: now) }
    } catch {
      state.withLock { state in
        state.openings[id] = nil
        state.lastFailure = error
      }
      handle { machine, now in machine.openFailed(id, now: now) }
    }
  }

  private func setTimer(_ state: inout State, _ now: Duration) {
    guard let wake = state.machine.nextWake else { return }
    // One that comes too early only finds nothing to do and sets the next.
    if let timer = state.timer, timer.at <= wake, timer.at > now { return }
    state.timer?.task.cancel()
    let moment = origin + wake
    let task = Task { [weak self] in
      do { try await Task.sleep(until: moment, clock: .continuous) } catch { return }
      // Forgotten first: woken a moment too early, the tick finds nothing to do, and must set another.
      self?.state.withLock { $0.timer = nil }
      self?.handle { machine, now in machine.tick(now) }
    }
    state.timer = (wake, task)
  }

  private func error(_ reason: PoolStateMachine.Refusal, _ state: State, _ now: Duration) -> DatabaseError {
    let cause = state.lastFailure.map { " The last attempt to connect: \($0.message)" } ?? ""
    var error =
      switch reason {
      case .timeout: DatabaseError(.poolExhausted, "No connection became free in time.\(cause)")
      case .tooManyWaiters: DatabaseError(.poolExhausted, "Too many callers wait for a connection.\(cause)")
      case .unavailable: DatabaseError(.unavailable, "The database cannot be reached.\(cause)")
      case .cancelled: DatabaseError(.cancelled, "The task was cancelled while it waited for a connection.")
      case .shutDown: DatabaseError(.unavailable, "The pool is shut down.")
      }
    error.sqlstate = reason == .unavailable ? state.lastFailure?.sqlstate : nil
    error.retryAfter = state.machine.retryAfter(now)
    return error
  }
}
