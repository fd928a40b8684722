import Foundation
import Glibc
import TestSupport
import Testing

/// A server and the PostgreSQL of its own, when one of them is killed, its folder is moved or copied, or it is stopped while
/// its database starts.
@Suite("The server's own PostgreSQL", .serialized, .timeLimit(.minutes(10)))
struct OwnDatabaseTests {
  /// Runs `kurukan serve`, which is expected to end by itself.
  private static func serve(_ folder: TemporaryFolder, data: String) async throws -> ProgramRun {
    try await ProgramRun.kurukan([
      "serve", "--listen", "127.0.0.1:0", "--data", folder.url.appendingPathComponent(data).path, "--plugins",
      folder.url.path,
    ])
  }

  private static func postmaster(_ folder: TemporaryFolder) throws -> Int32 { try #require(postmasterSoFar(folder)) }

  /// Nil while there is none, or its file is made and not written.
  private static func postmasterSoFar(_ folder: TemporaryFolder) -> Int32? {
    let file = folder.url.appendingPathComponent("data/postgresql/data/postmaster.pid")
    return (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").first.flatMap { Int32($0) }
  }

  /// Waits until a condition holds, for a minute at most.
  private static func wait(_ condition: () -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while !condition() {
      try #require(ContinuousClock.now < end)
      await Task.yield()
    }
  }

  /// What a refused start said: one line that is an error, after those of the log.
  private static func errors(_ run: ProgramRun) -> [String] {
    run.errors.split(separator: "\n").map(String.init).filter { $0.contains("The server ended") }
  }

  @Test("Data that were moved away under a living PostgreSQL get nothing, and the line says what to do")
  func moved() async throws {
    let folder = try TemporaryFolder()
    let cluster = folder.url.appendingPathComponent("data/postgresql")
    var postgres: Int32 = 0
    try await RunningServer.with(in: folder) { server in
      postgres = try Self.postmaster(folder)
      kill(server.process, SIGKILL)
    }
    defer { kill(postgres, SIGQUIT) }
    try FileManager.default.moveItem(
      at: cluster.appendingPathComponent("data"), to: cluster.appendingPathComponent("saved"))
    let run = try await Self.serve(folder, data: "data")
    #expect(run.exitCode == 1)
    let line = try #require(Self.errors(run).first, "\(run.errors)")
    #expect(Self.errors(run).count == 1 && line.contains("saved") && line.contains("kill -QUIT \(postgres)"), "\(line)")
    #expect(kill(postgres, 0) == 0)
  }

  @Test("A copy of a running server is refused, and the server that it was copied from goes on")
  func copied() async throws {
    let folder = try TemporaryFolder()
    try await RunningServer.with(in: folder) { server in
      try await server.submitProgramme()
      let postgres = try Self.postmaster(folder)
      let copy = try await ChildProcess.run(
        URL(fileURLWithPath: "/bin/cp"),
        ["-a", folder.url.appendingPathComponent("data").path, folder.url.appendingPathComponent("copy").path])
      // Sockets and files that come and go are no matter.
      _ = copy
      let run = try await Self.serve(folder, data: "copy")
      #expect(run.exitCode == 1)
      #expect(Self.errors(run).count == 1 && Self.errors(run)[0].contains("is a copy of"), "\(run.errors)")
      let health = try await server.kurukan(["health"])
      #expect(health.exitCode == 0, "\(health.errors)")
      let now = try Self.postmaster(folder)
      #expect(now == postgres)
    }
  }

  /// Has PostgreSQL's next start wait for ever for an archived file of its log.
  private static func neverRecovers(_ folder: TemporaryFolder) throws {
    let data = folder.url.appendingPathComponent("data/postgresql/data")
    var facts = stat()
    try #require(stat(data.path, &facts) == 0)
    try Data("restore_command = 'sleep 1000'\n".utf8).write(to: data.appendingPathComponent("postgresql.auto.conf"))
    try Data().write(to: data.appendingPathComponent("recovery.signal"))
    for name in ["postgresql.auto.conf", "recovery.signal"] {
      try #require(chown(data.appendingPathComponent(name).path, facts.st_uid, facts.st_gid) == 0)
    }
  }

  @Test("A server stops while its PostgreSQL is being restarted")
  func stoppedInRestart() async throws {
    let folder = try TemporaryFolder()
    var second: Int32 = 0
    try await RunningServer.with(in: folder) { server in
      let first = try Self.postmaster(folder)
      try Self.neverRecovers(folder)
      kill(first, SIGKILL)
      try await Self.wait {
        second = Self.postmasterSoFar(folder) ?? first
        return second != first
      }
      // Whoever started it stops it now, and waits for its end.
    }
    #expect(kill(second, 0) != 0)
  }

  @Test("A server that is killed while it makes its cluster starts at once again")
  func killedInTheMaking() async throws {
    for name in ["PG_VERSION", "base/1/PG_VERSION", "global/pg_control"] {
      let folder = try TemporaryFolder()
      let cluster = folder.url.appendingPathComponent("data/postgresql")
      let process = Process()
      process.executableURL = ProgramRun.products.appendingPathComponent("kurukan")
      process.arguments = [
        "serve", "--listen", "127.0.0.1:0", "--data", folder.url.appendingPathComponent("data").path, "--plugins",
        folder.url.path,
      ]
      process.standardError = FileHandle.nullDevice
      let (end, ended) = AsyncStream<Void>.makeStream()
      process.terminationHandler = { _ in ended.finish() }
      try process.run()
      try await Self.wait {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: cluster.path)) ?? []
        return names.contains { $0.hasPrefix("data.new") && access("\(cluster.path)/\($0)/\(name)", F_OK) == 0 }
      }
      kill(process.processIdentifier, SIGKILL)
      for await _ in end {}
      try await RunningServer.with(in: folder) { server in
        try await server.submitProgramme()
        let names = try FileManager.default.contentsOfDirectory(atPath: cluster.path)
        #expect(!names.contains { $0.hasPrefix("data.new") }, "\(names)")
      }
    }
  }
}
