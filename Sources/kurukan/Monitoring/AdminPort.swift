import AdminServer
import Logging

/// The admin port of a server that runs.
struct AdminPort {
  private let server: AdminServer
  private let socket: Int32
  private let host: String

  /// A port at an address that `socket` is bound to.
  init(_ address: Address, socket: Int32, _ pages: [AdminPage]) {
    host = address.host
    self.socket = socket
    server = AdminServer(pages: pages)
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
}
