import Synchronization
import Testing

@testable import Services

@Suite("The health of a server") struct ServerHealthTests {
  @Test("It is not healthy while it starts, nor once it drains, and nothing brings it back")
  func phases() async {
    let health = ServerHealth()
    #expect(await health.faults().map(\.component) == ["start"])
    health.wait(for: HealthFault("database", "It is awaited."))
    #expect(await health.faults() == [HealthFault("database", "It is awaited.")])
    health.serve(checks: [])
    #expect(await health.isHealthy)
    health.drain()
    health.serve(checks: [])
    health.wait(for: HealthFault("database", "It is awaited."))
    #expect(await health.faults().map(\.component) == ["server"])
  }

  @Test("Every check that finds something is told, each with its line")
  func checks() async {
    let health = ServerHealth(checks: [
      HealthCheck { [HealthFault("disk", "It is full.")] }, HealthCheck { [] },
      HealthCheck { [HealthFault("database", "It is away.")] },
    ])
    #expect(await health.faults().map(\.component) == ["disk", "database"])
    #expect(await !health.isHealthy)
  }

  @Test("However many ask at once, it is looked once")
  func shared() async {
    let looked = Counted()
    let health = ServerHealth(checks: [HealthCheck { looked.add() }])
    await withTaskGroup { group in for _ in 0..<100 { group.addTask { _ = await health.faults() } } }
    #expect(looked.count < 10)
  }

  private final class Counted: Sendable {
    private let value = Atomic(0)
    var count: Int { value.load(ordering: .relaxed) }

    func add() -> [HealthFault] {
      value.add(1, ordering: .relaxed)
      return []
    }
  }
}
