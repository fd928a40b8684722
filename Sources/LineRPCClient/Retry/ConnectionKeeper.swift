import LineRPC
import Synchronization
import Violations

/// Keeps one connection for all calls, and makes another when it is lost: one try at a time, whoever waits for it.
final class ConnectionKeeper: Sendable {
  typealias Waiter = CheckedContinuation<Result<KeptConnection, Status>, Never>

  private struct Guarded {
    var current: KeptConnection?
    var waiters: [Int: Waiter] = [:]
    var nextWaiter = 0
    var isConnecting = false
    var hasConnected = false
    var isClosed = false
  }

  private let policy: RetryPolicy
  private let connect: @Sendable () async throws(Status) -> LineClient
  private let observer: @Sendable (RetryEvent) -> Void
  private let dice: RetryDice
  private let guarded = Mutex(Guarded())

  init(
    _ policy: RetryPolicy, _ dice: RetryDice, _ observer: @escaping @Sendable (RetryEvent) -> Void,
    _ connect: @escaping @Sendable () async throws(Status) -> LineClient
  ) {
    self.policy = policy
    self.dice = dice
    self.observer = observer
    self.connect = connect
  }

  /// The connection, made first if there is none. Throws why there is none, `DEADLINE_EXCEEDED` or `CANCELLED`.
  func connection(until deadline: ContinuousClock.Instant? = nil) async throws(Status) -> KeptConnection {
    if let open { return open }
    guard let deadline else { return try await nextConnection().get() }
    let outcome = await withTaskGroup(of: Result<KeptConnection, Status>.self) { group in
      group.addTask { await self.nextConnection() }
      group.addTask {
        try? await Task.sleep(until: deadline)
        return .failure(Task.isCancelled ? .cancelledByCaller : .noConnectionInTime)
      }
      let first = await group.next()
      group.cancelAll()
      return first ?? .failure(.cancelledByCaller)
    }
    return try outcome.get()
  }

  /// Uses the connection for no further calls: its server goes. Those that are open go on.
  func leave(_ connection: KeptConnection) {
    guarded.withLock { state in
      if state.current === connection { state.current = nil }
    }
  }

  /// Closes the connection, and makes no more.
  func close() async {
    let (current, waiters) = guarded.withLock { state in
      state.isClosed = true
      defer {
        state.current = nil
        state.waiters = [:]
      }
      return (state.current, Array(state.waiters.values))
    }
    for waiter in waiters { waiter.resume(returning: .failure(.clientClosed)) }
    await current?.client.close()
  }

  private var open: KeptConnection? {
    guarded.withLock { state in
      if let current = state.current, !current.client.isOpen { state.current = nil }
      return state.current
    }
  }

  private func nextConnection() async -> Result<KeptConnection, Status> {
    let number = guarded.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        add(waiter, number)
        if Task.isCancelled { give(up: number) }
      }
    } onCancel: {
      give(up: number)
    }
  }

  private func add(_ waiter: Waiter, _ number: Int) {
    let outcome = guarded.withLock { state -> Result<KeptConnection, Status>? in
      if state.isClosed { return .failure(.clientClosed) }
      if let current = state.current, current.client.isOpen { return .success(current) }
      state.waiters[number] = waiter
      guard !state.isConnecting else { return nil }
      state.isConnecting = true
      Task { await makeConnection() }
      return nil
    }
    if let outcome { waiter.resume(returning: outcome) }
  }

  private func give(up number: Int) {
    guarded.withLock { $0.waiters.removeValue(forKey: number) }?.resume(returning: .failure(.cancelledByCaller))
  }

  // MARK: - Connecting

  /// Tries until there is a connection, nobody waits for it any more, or the policy gives up.
  private func makeConnection() async {
    let hasConnected = guarded.withLock { $0.hasConnected }
    var tries = RetryTries(policy, limit: .max)
    while true {
      let status: Status
      do throws(Status) {
        return succeed(KeptConnection(try await connect()), isReconnected: hasConnected || tries.failures > 0)
      } catch {
        status = error
      }
      let isWaitedFor = hasConnected || policy.waitsForFirstConnection || status.reason != .connectFailed
      switch dice.decide({ tries.failed(status, isSafe: isWaitedFor, budget: nil, at: .now, using: &$0) }) {
      case .giveUp: return end(.failure(status.after(tries: tries.failures)))
      case .again(let pause):
        observer(.reconnecting(after: pause, status))
        try? await Task.sleep(for: pause)
        guard isStillWanted() else { return }
      }
    }
  }

  private func isStillWanted() -> Bool {
    guarded.withLock { state in
      if state.waiters.isEmpty { state.isConnecting = false }
      return state.isConnecting
    }
  }

  private func succeed(_ connection: KeptConnection, isReconnected: Bool) {
    if isReconnected { observer(.reconnected) }
    end(.success(connection))
  }

  private func end(_ outcome: Result<KeptConnection, Status>) {
    let waiters = guarded.withLock { state in
      state.isConnecting = false
      if case .success(let connection) = outcome, !state.isClosed {
        state.current = connection
        state.hasConnected = true
      }
      defer { state.waiters = [:] }
      return Array(state.waiters.values)
    }
    for waiter in waiters { waiter.resume(returning: outcome) }
  }
}
