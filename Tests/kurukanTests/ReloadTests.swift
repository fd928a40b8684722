import Foundation
import Glibc
import TestSupport
import Testing

/// What SIGHUP brings into force in a server that runs.
@Suite("Settings read anew", .timeLimit(.minutes(10)))
struct ReloadTests {
  private static func limit(_ port: Int) async throws -> String {
    let info = try await ProgramRun.kurukan(["call", "kurukan.v1.Server/Info", "--server", "127.0.0.1:\(port)"])
    return info.output.firstMatch(of: /"idleSeconds":(\d+)/).map { String($0.1) } ?? info.errors
  }

  @Test("What can change does, what cannot is named, and a fault leaves everything as it was")
  func file() async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("kurukan.json")
    func write(_ text: String) throws { try Data(text.utf8).write(to: file) }
    try write(#"{"listen": "127.0.0.1:0", "grace": 9, "limit": {"idleSeconds": 50}}"#)
    let server = try FollowedServer(in: folder, [], environment: ["KURUKAN_CONFIGURATION": file.path])
    let port = try await server.port()
    #expect(try await Self.limit(port) == "50")

    try write(#"{"listen": "127.0.0.1:1", "grace": 8, "logLevel": "debug", "limit": {"idleSeconds": 60}}"#)
    server.send(SIGHUP)
    let read = try await server.line(with: "were read anew")
    #expect(read.contains("changed=grace logLevel limit.idleSeconds"), "\(read)")
    let waiting = try await server.line(with: "need a restart")
    #expect(waiting.contains("settings=listen"), "\(waiting)")
    #expect(try await Self.limit(port) == "60")

    try write(#"{"listen": "127.0.0.1:0", "grace": 99999, "limit": {"idelSeconds": 70}}"#)
    server.send(SIGHUP)
    let first = try await server.line(with: "everything stays as it was")
    #expect(first.contains("Did you mean \"limit.idleSeconds\"?"), "\(first)")
    let second = try await server.line(with: "everything stays as it was")
    #expect(second.contains("grace in \(file.path): must be whole seconds from 0 to 3600"), "\(second)")
    #expect(try await Self.limit(port) == "60")
    server.send(SIGTERM)
    #expect(await server.end().exitCode == 0)
  }

  @Test("SIGHUP reads the database's password; new connections use it")
  func password() async throws {
    let running = try await ServerWithLogin()
    let (database, files, server) = (running.database, running.files, running.server)
    try Data("second".utf8).write(to: files.password)
    server.send(SIGHUP)
    _ = try await server.line(with: "The settings and their files were read anew")
    try await database.change(password: "second", from: StartedPostgres.firstPassword)
    let health = try await running.health()
    #expect(health.exitCode == 0, "\(health.output) \(health.errors)")
    // It need not be refused first.
    server.send(SIGTERM)
    let (exitCode, said) = await server.end()
    #expect(exitCode == 0 && !said.contains("refused the login"), "\(said)")
  }

  @Test("A login of the same database is taken; another database needs a restart, and nonsense is refused")
  func otherDatabase() async throws {
    let running = try await ServerWithLogin()
    let (database, files, server) = (running.database, running.files, running.server)
    try Data("\(database.connection) dbname=template1".utf8).write(to: files.connection)
    server.send(SIGHUP)
    #expect(try await server.line(with: "need a restart").contains("settings=databaseFile"))
    // Every new connection goes where the others are.
    try await database.change(password: "second", from: StartedPostgres.firstPassword)
    try Data("second".utf8).write(to: files.password)
    let refused = try await running.health()
    #expect(refused.exitCode != 0, "\(refused.output)")
    #expect(try await server.line(with: "cannot be used anew").contains("another database"))
    try Data("\(database.connection) connect_timeout=9".utf8).write(to: files.connection)
    server.send(SIGHUP)
    _ = try await server.line(with: "were read anew")
    for text in ["", "nonsense"] {
      try Data(text.utf8).write(to: files.connection)
      server.send(SIGHUP)
      #expect(try await server.line(with: "everything stays as it was").contains("--database-file"))
    }
    // Attempts that were refused make the next one wait.
    let end = ContinuousClock.now + .seconds(60)
    var health = refused
    while health.exitCode != 0, ContinuousClock.now < end {
      health = try await running.health()
    }
    #expect(health.exitCode == 0, "\(health.output) \(health.errors)")
    server.send(SIGTERM)
    #expect(await server.end().exitCode == 0)
  }

  @Test("A file with a secret that is gone leaves everything as it was")
  func goneFile() async throws {
    let running = try await ServerWithLogin()
    let (files, server) = (running.files, running.server)
    try FileManager.default.removeItem(at: files.password)
    server.send(SIGHUP)
    let line = try await server.line(with: "everything stays as it was")
    #expect(line.contains(files.password.path), "\(line)")
    server.send(SIGTERM)
    #expect(await server.end().exitCode == 0)
  }
}
