import TestSupport

extension RunningServer {
  /// What the admin port answers, where `--admin 127.0.0.1:0` is among the options.
  func page(_ path: String) async throws -> (status: Int, text: String) {
    guard let port = Self.adminPort(in: said) else { throw NoAdminPort(said: said) }
    return try await LoopbackSocket.page(path, port: port)
  }

  /// Whether a line with all these parts comes into the log within a minute.
  func logs(_ parts: String...) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      if log.split(separator: "\n").contains(where: { line in parts.allSatisfy(line.contains) }) { return true }
      await Task.yield()
    }
    return false
  }

  /// The admin port that a server's log names.
  static func adminPort(in log: String) -> Int? {
    log.firstMatch(of: /admin=http:\/\/127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) }
  }

  private struct NoAdminPort: Error { let said: String }
}
