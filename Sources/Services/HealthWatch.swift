import JSONBytes
import MethodCatalogue
import Violations

/// `kurukan.v1.Health/Watch`: whether the server can do its work, told again whenever that changes.
///
/// All watchers together ask once a second at most.
struct HealthWatch: Sendable {
  /// How often it is looked.
  static let interval: Duration = .seconds(1)

  private let memory: HealthMemory

  init(isHealthy: @escaping @Sendable () async -> Bool) { memory = HealthMemory(isHealthy: isHealthy) }

  var method: Method { .serverStreaming(Self.declaration, watch) }

  // Not for everybody, as Health/Check is: a stranger would keep a connection open with it.
  static let declaration = MethodDeclaration(
    "kurukan.v1.Health/Watch",
    Wording(
      en: "Tells whether the server can do its work, at once and whenever that changes, until it is cancelled.",
      fr: "Dit si le serveur peut faire son travail, aussitôt puis à chaque changement, jusqu’à annulation."),
    access: .authenticated, cost: .small, timeout: nil, parameters: .none, messages: [ServerService.status], answer: [])

  @Sendable private func watch(_ call: Call, _ writer: ResponseWriter) async throws -> [UInt8] {
    try call.parameters().finish()
    var told: Bool?
    while true {
      try await call.requireCaller()
      let isHealthy = await memory.isHealthy()
      if isHealthy != told { try await writer.write(ServerService.status(isHealthy)) }
      told = isHealthy
      try await Task.sleep(for: Self.interval)
    }
  }
}

/// What was found last, for as long as it is fresh.
private actor HealthMemory {
  private let ask: @Sendable () async -> Bool
  private var last: (time: ContinuousClock.Instant, isHealthy: Bool)?
  private var asking: Task<Bool, Never>?

  init(isHealthy: @escaping @Sendable () async -> Bool) { ask = isHealthy }

  func isHealthy() async -> Bool {
    if let last, .now - last.time < HealthWatch.interval { return last.isHealthy }
    let task = asking ?? Task { [ask] in await ask() }
    asking = task
    let isHealthy = await task.value
    asking = nil
    last = (.now, isHealthy)
    return isHealthy
  }
}
