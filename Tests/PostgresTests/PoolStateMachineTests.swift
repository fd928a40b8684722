import TestSupport
import Testing

@testable import Postgres

@Suite struct PoolStateMachineTests {
  private static func machine(
    maximum: Int = 2, waiters: Int = 3, _ change: (inout PoolConfiguration) -> Void = { _ in }
  ) -> PoolStateMachine {
    var configuration = PoolConfiguration(ConnectionConfiguration(""), maximum: maximum)
    configuration.maximumWaiters = waiters
    change(&configuration)
    return PoolStateMachine(configuration, seed: 1)
  }

  private let soon: Duration = .seconds(5)

  @Test func opensOnDemandAndLendsAgain() {
    var machine = Self.machine()
    #expect(machine.acquire(1, deadline: soon, now: .zero) == [.open(1)])
    #expect(machine.opened(1, now: .zero) == [.lend(1, to: 1)])
    #expect(machine.release(1, isReusable: true, now: .zero) == [])
    #expect(machine.acquire(2, deadline: soon, now: .zero) == [.lend(1, to: 2)])
    #expect(machine.statistics.leases == 2)
  }

  @Test func servesWaitersInTheirOrder() {
    var machine = Self.machine(maximum: 1)
    #expect(machine.acquire(1, deadline: soon, now: .zero) == [.open(1)])
    #expect(machine.acquire(2, deadline: soon, now: .zero) == [])
    #expect(machine.acquire(3, deadline: soon, now: .zero) == [])
    #expect(machine.acquire(4, deadline: soon, now: .zero) == [.refuse(4, .tooManyWaiters)])
    #expect(machine.cancel(2) == [.refuse(2, .cancelled)])
    #expect(machine.cancel(2) == [])
    #expect(machine.opened(1, now: .zero) == [.lend(1, to: 1)])
    #expect(machine.release(1, isReusable: true, now: .zero) == [.lend(1, to: 3)])
  }

  @Test func replacesWhatCameBackBroken() {
    var machine = Self.machine(maximum: 1)
    _ = machine.acquire(1, deadline: soon, now: .zero)
    _ = machine.opened(1, now: .zero)
    _ = machine.acquire(2, deadline: soon, now: .zero)
    #expect(machine.release(1, isReusable: false, now: .zero) == [.close(1), .open(2)])
    #expect(machine.release(1, isReusable: true, now: .zero) == [])
    #expect(machine.statistics.broken == 1)
  }

  @Test func refusesWhoWaitedTooLong() {
    var machine = Self.machine(maximum: 1)
    _ = machine.acquire(1, deadline: .seconds(9), now: .zero)
    _ = machine.acquire(2, deadline: .seconds(2), now: .zero)
    #expect(machine.nextWake == .seconds(2))
    #expect(machine.tick(.seconds(1)) == [])
    #expect(machine.tick(.seconds(2)) == [.refuse(2, .timeout)])
    #expect(machine.nextWake == .seconds(9))
  }

  @Test func pausesAfterFailuresAndThenRefusesAtOnce() throws {
    var machine = Self.machine(maximum: 2, waiters: 10)
    _ = machine.acquire(1, deadline: .seconds(60), now: .zero)
    var now = Duration.zero
    var pauses: [Duration] = []
    for attempt in 1...3 {
      let actions = machine.openFailed(ID(attempt), now: now)
      #expect(actions == (attempt < 3 ? [] : [.refuse(1, .unavailable)]))
      let pause = try #require(machine.retryAfter(now))
      pauses.append(pause)
      guard attempt < 3 else { break }
      #expect(machine.tick(now + pause / 2) == [])
      now += pause
      // Only one at a time, until one has succeeded.
      #expect(machine.tick(now) == [.open(ID(attempt + 1))])
    }
    for (index, pause) in pauses.enumerated() {
      let full = Duration.milliseconds(100) * (1 << index)
      #expect(pause >= full / 2 && pause <= full)
    }
    #expect(machine.acquire(2, deadline: .seconds(60), now: now) == [.refuse(2, .unavailable)])
    now += .seconds(10)
    #expect(machine.acquire(3, deadline: .seconds(60), now: now) == [.open(4)])
    #expect(machine.opened(4, now: now) == [.lend(4, to: 3)])
    #expect(machine.statistics.consecutiveFailures == 0)
    #expect(machine.retryAfter(now) == nil)
  }

  private typealias ID = PoolStateMachine.ConnectionID

  @Test func neverPausesLongerThanTheLimit() throws {
    var machine = Self.machine(maximum: 1, waiters: 10) { $0.backoffLimit = .seconds(1) }
    var now = Duration.zero
    for attempt in 1...100 {
      _ = machine.acquire(UInt64(attempt), deadline: now + .seconds(60), now: now)
      _ = machine.openFailed(ID(attempt), now: now)
      let pause = try #require(machine.retryAfter(now))
      #expect(pause <= .seconds(1))
      now += pause
    }
  }

  @Test func closesWhatIsIdleOrOld() {
    var machine = Self.machine {
      $0.idleTimeout = .seconds(60)
      $0.maximumLifetime = .seconds(100)
    }
    _ = machine.acquire(1, deadline: soon, now: .zero)
    _ = machine.opened(1, now: .zero)
    _ = machine.release(1, isReusable: true, now: .seconds(1))
    #expect(machine.nextWake == .seconds(61))
    #expect(machine.tick(.seconds(60)) == [])
    #expect(machine.tick(.seconds(61)) == [.close(1)])
    _ = machine.acquire(2, deadline: .seconds(99), now: .seconds(62))
    _ = machine.opened(2, now: .seconds(62))
    #expect(machine.release(2, isReusable: true, now: .seconds(163)) == [.close(2)])
    #expect(machine.statistics.broken == 0)
  }

  @Test func shutsDownWhenTheLastLeaseEnds() {
    var machine = Self.machine(maximum: 2)
    for waiter in 1...3 { _ = machine.acquire(UInt64(waiter), deadline: soon, now: .zero) }
    _ = machine.opened(1, now: .zero)
    #expect(machine.shutDown() == [.refuse(2, .shutDown), .refuse(3, .shutDown)])
    #expect(machine.shutDown() == [])
    #expect(machine.acquire(4, deadline: soon, now: .zero) == [.refuse(4, .shutDown)])
    #expect(machine.opened(2, now: .zero) == [.close(2)])
    #expect(!machine.isDrained)
    #expect(machine.release(1, isReusable: true, now: .zero) == [.close(1)])
    #expect(machine.isDrained)
  }

  /// Random events from a seed; whatever happens, every caller is answered exactly once, every lease ends
  /// exactly once, and there are never too many connections.
  @Test(arguments: 1...40) func keepsItsPromises(seed: Int) {
    var random = Dice(seed: UInt64(seed))
    var machine = Self.machine(maximum: 3, waiters: 5) {
      $0.maximumLifetime = .seconds(30)
      $0.idleTimeout = .seconds(3)
    }
    var world = World()
    var now = Duration.zero
    for step in 0..<3000 {
      now += .milliseconds(Int64.random(in: 0...400, using: &random))
      world.apply(world.randomEvent(&machine, now, &random))
      // One expectation for all of it: a hundred thousand would take a minute.
      world.compare(machine.statistics, maximum: 3, step: step)
    }
    world.apply(machine.shutDown())
    while let id = world.opening.first { world.apply(world.open(&machine, id, now)) }
    while let id = world.leased.keys.first { world.apply(world.release(&machine, id, true, now)) }
    #expect(world.faults == [])
    #expect(world.waiting.isEmpty && world.idle.isEmpty)
    #expect(machine.isDrained)
  }

  /// What a pool around the machine would see.
  private struct World {
    typealias ID = PoolStateMachine.ConnectionID
    var waiting: Set<UInt64> = []
    var opening: Set<ID> = []
    var idle: Set<ID> = []
    var leased: [ID: UInt64] = [:]
    var lastWaiter: UInt64 = 0
    var faults: [String] = []
    /// Connections an event made free, for its actions to lend or close, or else they are idle.
    var loose: Set<ID> = []

    mutating func randomEvent(
      _ machine: inout PoolStateMachine, _ now: Duration, _ random: inout Dice
    ) -> [PoolStateMachine.Action] {
      switch Int.random(in: 0..<10, using: &random) {
      case 0...3:
        lastWaiter += 1
        waiting.insert(lastWaiter)
        let deadline = now + .milliseconds(Int64.random(in: 0...2000, using: &random))
        return machine.acquire(lastWaiter, deadline: deadline, now: now)
      case 4:
        guard let waiter = waiting.sorted().randomElement(using: &random) else { return [] }
        return machine.cancel(waiter)
      case 5, 6:
        guard let id = opening.sorted().randomElement(using: &random) else { return [] }
        if Int.random(in: 0..<3, using: &random) > 0 { return open(&machine, id, now) }
        opening.remove(id)
        return machine.openFailed(id, now: now)
      case 7, 8:
        guard let id = leased.keys.sorted().randomElement(using: &random) else { return [] }
        return release(&machine, id, Int.random(in: 0..<4, using: &random) > 0, now)
      default: return machine.tick(now)
      }
    }

    mutating func compare(_ statistics: PoolStatistics, maximum: Int, step: Int) {
      if statistics.leased != leased.count || statistics.waiting != waiting.count
        || statistics.opening != opening.count || statistics.idle != idle.count
      {
        faults.append("step \(step): the statistics are wrong")
      }
      if idle.count + leased.count + opening.count > maximum { faults.append("step \(step): too many") }
      if !waiting.isEmpty && !idle.isEmpty { faults.append("step \(step): one waits while one is free") }
    }

    mutating func open(_ machine: inout PoolStateMachine, _ id: ID, _ now: Duration) -> [PoolStateMachine
      .Action]
    {
      opening.remove(id)
      loose.insert(id)
      return machine.opened(id, now: now)
    }

    mutating func release(
      _ machine: inout PoolStateMachine, _ id: ID, _ isReusable: Bool, _ now: Duration
    ) -> [PoolStateMachine.Action] {
      leased[id] = nil
      loose.insert(id)
      return machine.release(id, isReusable: isReusable, now: now)
    }

    mutating func apply(_ actions: [PoolStateMachine.Action]) {
      for action in actions {
        switch action {
        case .lend(let id, let waiter):
          if waiting.remove(waiter) == nil { faults.append("\(waiter) was answered twice") }
          if leased[id] != nil { faults.append("\(id) was lent twice") }
          if loose.remove(id) == nil, idle.remove(id) == nil { faults.append("\(id) was not free") }
          leased[id] = waiter
        case .refuse(let waiter, _):
          if waiting.remove(waiter) == nil { faults.append("\(waiter) was answered twice") }
        case .open(let id):
          if !opening.insert(id).inserted { faults.append("\(id) was opened twice") }
        case .close(let id):
          if loose.remove(id) == nil, idle.remove(id) == nil { faults.append("\(id) was not there to close") }
        }
      }
      idle.formUnion(loose)
      loose = []
    }
  }
}
