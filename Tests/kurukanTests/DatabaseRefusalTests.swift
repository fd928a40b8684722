import Foundation
import Postgres
import TestSupport
import Testing

@Suite("A database that takes no connections", .timeLimit(.minutes(10))) struct DatabaseRefusalTests {
  @Test("While it refuses, the server is alive and not ready, its log says why, and then that it is over")
  func refusal() async throws {
    try await TestDatabase.withFresh { connectionString in
      let folder = try TemporaryFolder()
      let file = folder.url.appendingPathComponent("database")
      try connectionString.write(to: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
      let administrator = try await Connection.connect(ConnectionConfiguration("\(connectionString) dbname='postgres'"))
      try await RunningServer.with(
        in: folder, options: ["--admin", "127.0.0.1:0", "--database-file", file.path]
      ) { server in
        #expect(try await server.page("/readyz").status == 200)
        try await Self.allow(false, connectionString, administrator)
        let refused = try await Self.readiness(of: server, until: 503)
        #expect(refused.hasPrefix("database: "), "\(refused)")
        #expect(try await server.page("/livez").status == 200)
        #expect(await server.logs("The database takes no connection", "not currently accepting"), "\(server.log)")
        #expect(try await server.page("/metrics").text.contains("\nkurukan_ready 0\n"))
        try await Self.allow(true, connectionString, administrator)
        #expect(try await Self.readiness(of: server, until: 200) == "ok\n")
        #expect(await server.logs("The database takes connections again"), "\(server.log)")
      }
      await administrator.close()
    }
  }

  /// Lets the database take connections or not, and ends those that there are.
  private static func allow(_ isAllowed: Bool, _ connectionString: String, _ administrator: Connection) async throws {
    let name = try #require(connectionString.firstMatch(of: /dbname='(test_\w+)'/)).1
    try await administrator.execute(script: "ALTER DATABASE \"\(name)\" WITH ALLOW_CONNECTIONS \(isAllowed)")
    if !isAllowed {
      try await administrator.execute(
        script: "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'")
    }
  }

  /// What the server says once it is ready, or is not.
  private static func readiness(of server: RunningServer, until status: Int) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
      let page = try await server.page("/readyz")
      if page.status == status { return page.text }
      guard ContinuousClock.now < deadline else { return "still \(page.status): \(page.text)" }
    }
  }
}
