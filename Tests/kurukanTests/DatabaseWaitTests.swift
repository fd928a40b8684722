import Foundation
import Glibc
import TestSupport
import Testing

/// What a server does while its database does not take its connections, at the start and later.
@Suite("A database that keeps a server waiting", .timeLimit(.minutes(10)))
struct DatabaseWaitTests {
  @Test("A database that is started later is waited for, with the reason, the remedy and a level in the log")
  func startedLater() async throws {
    let database = try await StartedPostgres()
    let folder = try TemporaryFolder()
    let server = try FollowedServer(
      in: folder, try DatabaseFiles(in: folder, database.connection).options + ["--admin", "127.0.0.1:0"])
    let admin = try await server.line(with: "The admin port answers")
    let waiting = try await server.line(with: "Waiting for the database")
    let ready = try await LoopbackSocket.page("/readyz", port: try #require(RunningServer.adminPort(in: admin)))
    #expect(ready.status == 503 && ready.text.contains("Start PostgreSQL"), "\(ready)")
    #expect(waiting.contains("warning kurukan") && waiting.contains("No such file or directory"), "\(waiting)")
    #expect(waiting.contains("Start PostgreSQL") && waiting.wholeMatch(of: /\d{4}-\d\d-\d\dT.*/) != nil, "\(waiting)")
    try await database.start()
    _ = try await server.line(with: "The database takes connections")
    _ = try await server.port()
    server.send(SIGTERM)
    let (exitCode, said) = await server.end()
    #expect(exitCode == 0, "\(said)")
  }

  @Test("A wrong password is said at once as an error; once it is set, the server goes on")
  func wrongPassword() async throws {
    let database = try await StartedPostgres()
    try await database.start()
    let folder = try TemporaryFolder()
    let files = try DatabaseFiles(in: folder, database.connection, password: "wrong")
    let server = try FollowedServer(in: folder, files.options)
    let waiting = try await server.line(with: "Waiting for the database")
    #expect(waiting.contains("error kurukan") && waiting.contains("28P01"), "\(waiting)")
    #expect(waiting.contains("--database-password-file") && !waiting.contains("wrong "), "\(waiting)")
    try Data(StartedPostgres.firstPassword.utf8).write(to: files.password)
    _ = try await server.line(with: "its files were read anew")
    _ = try await server.port()
    server.send(SIGTERM)
    #expect(await server.end().exitCode == 0)
  }

  @Test("The bound ends the wait with one line; 0 does not wait", arguments: ["0", "1"])
  func bound(_ seconds: String) async throws {
    let folder = try TemporaryFolder()
    let files = try DatabaseFiles(in: folder, "host=/nonexistent user=kurukan dbname=kurukan")
    let server = try FollowedServer(in: folder, files.options + ["--database-wait", seconds])
    let (exitCode, said) = await server.end()
    #expect(exitCode == 1)
    let lines = said.split(separator: "\n").filter { $0.contains("critical kurukan") }
    #expect(lines.count == 1 && lines[0].contains("did not take a connection"), "\(said)")
    #expect(lines.first?.contains("Start PostgreSQL, or correct host and port") == true)
    #expect(said.contains("within 1 s (--database-wait)") == (seconds == "1"), "\(said)")
    #expect(said.contains("Waiting for the database") == (seconds == "1"), "\(said)")
  }

  @Test("SIGTERM ends the wait in good order")
  func stopped() async throws {
    let folder = try TemporaryFolder()
    let files = try DatabaseFiles(in: folder, "host=/nonexistent user=kurukan dbname=kurukan")
    let server = try FollowedServer(in: folder, files.options)
    _ = try await server.line(with: "Waiting for the database")
    server.send(SIGTERM)
    let (exitCode, said) = await server.end()
    #expect(exitCode == 0 && said.contains("waited for no longer"), "\(said)")
  }

  @Test("A password that is changed while the server runs is read anew once it is refused")
  func changedPassword() async throws {
    let running = try await ServerWithLogin()
    let (database, files, server) = (running.database, running.files, running.server)
    try Data("second".utf8).write(to: files.password)
    try await database.change(password: "second", from: StartedPostgres.firstPassword)
    let health = try await running.health()
    #expect(health.exitCode == 0, "\(health.output) \(health.errors)")
    _ = try await server.line(with: "its files were read anew")
    server.send(SIGTERM)
    #expect(await server.end().exitCode == 0)
  }
}
