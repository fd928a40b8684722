/// All decisions of a pool, without clock, task or connection: events in, actions out.
///
/// Times are durations since an origin that the caller chooses.
struct PoolStateMachine {
  typealias ConnectionID = UInt64
  typealias WaiterID = UInt64

  enum Refusal: Equatable {
    case timeout, tooManyWaiters, unavailable, cancelled, shutDown
  }

  enum Action: Equatable {
    case lend(ConnectionID, to: WaiterID)
    case refuse(WaiterID, Refusal)
    case open(ConnectionID)
    case close(ConnectionID)
  }

  private enum Phase: Equatable {
    case opening
    case idle(since: Duration)
    case leased
  }

  private struct Slot {
    var phase: Phase
    var expiry: Duration
  }

  private let configuration: PoolConfiguration
  private var random: SplitMix64
  private var slots: [ConnectionID: Slot] = [:]
  /// The one used last comes last and is lent first, so that the others can become too old and go.
  private var idle: [ConnectionID] = []
  private var waiters = WaiterQueue()
  private var lastID: ConnectionID = 0
  private var opening = 0
  private var retryAt: Duration?
  private var totals = PoolStatistics()
  private(set) var isShutDown = false

  init(_ configuration: PoolConfiguration, seed: UInt64) {
    self.configuration = configuration
    random = SplitMix64(state: seed)
  }

  /// Whether it is shut down and no connection is left.
  var isDrained: Bool { isShutDown && slots.isEmpty }

  var statistics: PoolStatistics {
    var statistics = totals
    statistics.idle = idle.count
    statistics.opening = opening
    statistics.leased = slots.count - idle.count - opening
    statistics.waiting = waiters.count
    return statistics
  }

  /// How long until the next attempt to connect.
  func retryAfter(_ now: Duration) -> Duration? { retryAt.map { max($0 - now, .zero) } }

  // MARK: Events

  /// A caller wants a connection before `deadline`.
  mutating func acquire(_ waiter: WaiterID, deadline: Duration, now: Duration) -> [Action] {
    if isShutDown { return [refuse(waiter, .shutDown)] }
    var actions: [Action] = []
    while waiters.isEmpty, let id = idle.popLast() {
      if let slot = slots[id], slot.expiry > now {
        return actions + [lend(id, to: waiter)]
      }
      actions.append(remove(id))
    }
    if waiters.count >= configuration.maximumWaiters {
      return actions + [refuse(waiter, .tooManyWaiters)]
    }
    if isRefusing(now) { return actions + [refuse(waiter, .unavailable)] }
    waiters.append(waiter, deadline: deadline)
    return actions + openAsNeeded(now)
  }

  /// A caller waits no more.
  mutating func cancel(_ waiter: WaiterID) -> [Action] {
    waiters.remove(waiter) ? [refuse(waiter, .cancelled)] : []
  }

  /// A connection was made.
  mutating func opened(_ id: ConnectionID, now: Duration) -> [Action] {
    guard slots[id]?.phase == .opening else { return [] }
    opening -= 1
    totals.opened += 1
    totals.consecutiveFailures = 0
    retryAt = nil
    let spread = Double(random.next() >> 11) / Double(1 << 53)
    slots[id]?.expiry = now + configuration.maximumLifetime * (1 - spread / 10)
    if isShutDown { return [remove(id)] }
    return offer(id, now) + openAsNeeded(now)
  }

  /// A connection could not be made.
  mutating func openFailed(_ id: ConnectionID, now: Duration) -> [Action] {
    guard slots[id]?.phase == .opening else { return [] }
    opening -= 1
    slots[id] = nil
    totals.consecutiveFailures += 1
    retryAt = now + backoff()
    guard isRefusing(now) else { return [] }
    return refuseAll(.unavailable)
  }

  /// A lease ended; a connection that cannot be lent again is dropped.
  mutating func release(_ id: ConnectionID, isReusable: Bool, now: Duration) -> [Action] {
    guard let slot = slots[id], slot.phase == .leased else { return [] }
    if !isReusable { totals.broken += 1 }
    if !isReusable || isShutDown || slot.expiry <= now {
      return [remove(id)] + openAsNeeded(now)
    }
    return offer(id, now)
  }

  /// Time has passed, at least to the moment that `nextWake` gave.
  mutating func tick(_ now: Duration) -> [Action] {
    var actions = waiters.removeExpired(now).map { refuse($0, .timeout) }
    for id in idle {
      guard let slot = slots[id], case .idle(let since) = slot.phase else { continue }
      if slot.expiry <= now || since + configuration.idleTimeout <= now { actions.append(remove(id)) }
    }
    idle.removeAll { slots[$0] == nil }
    return actions + openAsNeeded(now)
  }

  /// Nobody gets a connection any more; those in use go when they come back.
  mutating func shutDown() -> [Action] {
    guard !isShutDown else { return [] }
    isShutDown = true
    let closing = idle
    idle = []
    return refuseAll(.shutDown) + closing.map { remove($0) }
  }

  /// When `tick` is due.
  var nextWake: Duration? {
    var moments: [Duration] = []
    if let deadline = waiters.earliestDeadline { moments.append(deadline) }
    if !waiters.isEmpty, let retryAt { moments.append(retryAt) }
    for id in idle {
      guard let slot = slots[id], case .idle(let since) = slot.phase else { continue }
      moments.append(min(slot.expiry, since + configuration.idleTimeout))
    }
    return moments.min()
  }

  // MARK: Decisions

  /// With several failures in a row and no connection left, waiting would only fill the queue.
  private func isRefusing(_ now: Duration) -> Bool {
    guard totals.consecutiveFailures >= PostgresLimits.failuresBeforeRefusal, slots.isEmpty else {
      return false
    }
    return retryAt.map { now < $0 } ?? false
  }

  private mutating func openAsNeeded(_ now: Duration) -> [Action] {
    guard !isShutDown else { return [] }
    var allowed = min(waiters.count - opening, configuration.maximum - slots.count)
    if totals.consecutiveFailures > 0 {
      if let retryAt, now < retryAt { return [] }
      // One attempt finds out whether the database is back.
      allowed = min(allowed, 1 - opening)
    }
    guard allowed > 0 else { return [] }
    return (0..<allowed).map { _ in
      lastID += 1
      opening += 1
      slots[lastID] = Slot(phase: .opening, expiry: .zero)
      return .open(lastID)
    }
  }

  private mutating func offer(_ id: ConnectionID, _ now: Duration) -> [Action] {
    if let waiter = waiters.popFirst() { return [lend(id, to: waiter)] }
    slots[id]?.phase = .idle(since: now)
    idle.append(id)
    return []
  }

  private mutating func lend(_ id: ConnectionID, to waiter: WaiterID) -> Action {
    slots[id]?.phase = .leased
    totals.leases += 1
    return .lend(id, to: waiter)
  }

  private mutating func refuse(_ waiter: WaiterID, _ reason: Refusal) -> Action {
    totals.refusals += 1
    return .refuse(waiter, reason)
  }

  private mutating func refuseAll(_ reason: Refusal) -> [Action] {
    var actions: [Action] = []
    while let waiter = waiters.popFirst() { actions.append(refuse(waiter, reason)) }
    return actions
  }

  private mutating func remove(_ id: ConnectionID) -> Action {
    slots[id] = nil
    return .close(id)
  }

  /// Doubles with each failure up to the limit; between half of it and all of it by chance.
  private mutating func backoff() -> Duration {
    let doublings = min(totals.consecutiveFailures - 1, 20)
    let pause = min(configuration.backoffBase * (1 << doublings), configuration.backoffLimit)
    let spread = Double(random.next() >> 11) / Double(1 << 53)
    return pause * (0.5 + spread / 2)
  }
}
