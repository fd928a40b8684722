import Synchronization

/// Whether a server can do its work, and if not, why: the one source of `Health/Check`, `Health/Watch` and `/readyz`.
///
/// However many ask, it is looked once a second at most.
public final class ServerHealth: Sendable {
  /// How long what was found counts.
  static let freshness: Duration = .seconds(1)

  private enum Phase {
    case starting(HealthFault)
    case serving(HealthMemory)
    case draining
  }

  private let phase = Mutex(Phase.starting(HealthFault("start", "The server starts.")))

  /// The health of a server that starts.
  public init() {}

  /// The health of a server that serves.
  public convenience init(checks: [HealthCheck]) {
    self.init()
    serve(checks: checks)
  }

  /// The server starts, and waits for something.
  public func wait(for fault: HealthFault) {
    phase.withLock { phase in if case .starting = phase { phase = .starting(fault) } }
  }

  /// The server has started; from now on it is healthy while its checks find nothing.
  public func serve(checks: [HealthCheck]) {
    phase.withLock { phase in if case .starting = phase { phase = .serving(HealthMemory(checks)) } }
  }

  /// The server stops, and takes nothing new. There is no way back.
  public func drain() { phase.withLock { $0 = .draining } }

  /// What does not work now; empty if the server can do its work.
  public func faults() async -> [HealthFault] {
    switch phase.withLock({ $0 }) {
    case .starting(let fault): return [fault]
    case .draining: return [HealthFault("server", "The server stops; ask another one, or this one once it is back.")]
    case .serving(let memory): return await memory.faults()
    }
  }

  /// Whether nothing is wrong now.
  public var isHealthy: Bool { get async { await faults().isEmpty } }
}

/// What was found last, for as long as it is fresh.
private actor HealthMemory {
  private let checks: [HealthCheck]
  private var last: (time: ContinuousClock.Instant, faults: [HealthFault])?
  private var asking: Task<[HealthFault], Never>?

  init(_ checks: [HealthCheck]) { self.checks = checks }

  func faults() async -> [HealthFault] {
    if let last, .now - last.time < ServerHealth.freshness { return last.faults }
    let task =
      asking
      ?? Task { [checks] in
        var faults: [HealthFault] = []
        for check in checks { faults += await check.find() }
        return faults
      }
    asking = task
    let faults = await task.value
    asking = nil
    last = (.now, faults)
    return faults
  }
}
