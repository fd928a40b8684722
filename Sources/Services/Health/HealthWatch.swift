import JSONBytes
import LineRPC
import MethodCatalogue
import Violations

/// `kurukan.v1.Health/Watch`: whether the server can do its work, told again whenever that changes.
struct HealthWatch: Sendable {
  /// How often it is looked.
  static let interval: Duration = .seconds(1)

  let health: ServerHealth

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
      try await requireCaller(of: call)
      let isHealthy = await health.isHealthy
      if isHealthy != told { try await writer.write(ServerService.status(isHealthy)) }
      told = isHealthy
      try await Task.sleep(for: Self.interval)
    }
  }

  /// Ends the watch of a caller who is known no more. Where that cannot be found out, the watch goes on: to tell of just
  /// this it is there.
  private func requireCaller(of call: Call) async throws {
    do {
      try await call.requireCaller()
    } catch let status as Status where status.reason == .unauthenticated {
      throw status
    } catch {
      try Task.checkCancellation()
    }
  }
}
