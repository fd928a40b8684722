import AdminServer
import Logging
import Services

/// The admin port of a server that runs: `/livez` and `/readyz`.
struct AdminPort {
  private let server: AdminServer
  private let socket: Int32
  private let host: String

  /// A port at an address that `socket` is bound to.
  init(_ address: Address, socket: Int32, health: ServerHealth) {
    host = address.host
    self.socket = socket
    server = AdminServer(pages: [
      AdminPage("/livez") { AdminPage.Content(text: "ok\n") },
      AdminPage("/readyz") { Self.readiness(await health.faults()) },
    ])
  }

  func start(_ logger: Logger) async throws {
    do {
      let port = try await server.start(on: socket)
      logger.info("The admin port answers", metadata: ["admin": "http://\(host):\(port)"])
    } catch {
      throw CommandFailure("--admin: \(error)")
    }
  }

  func stop() async { await server.stop() }

  /// One line for each part that does not work.
  private static func readiness(_ faults: [HealthFault]) -> AdminPage.Content {
    guard !faults.isEmpty else { return AdminPage.Content(text: "ok\n") }
    return AdminPage.Content(isGood: false, text: faults.map { "\($0.component): \($0.message)\n" }.joined())
  }
}
