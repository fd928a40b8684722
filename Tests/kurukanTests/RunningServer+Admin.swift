import TestSupport

extension RunningServer {
  /// What the admin port answers, where `--admin 127.0.0.1:0` is among the options.
  func page(_ path: String) async throws -> (status: Int, text: String) {
    guard let port = Self.adminPort(in: said) else { throw NoAdminPort(said: said) }
    return try await LoopbackSocket.page(path, port: port)
  }

  /// The admin port that a server's log names.
  static func adminPort(in log: String) -> Int? {
    log.firstMatch(of: /admin=http:\/\/127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) }
  }

  private struct NoAdminPort: Error { let said: String }
}
