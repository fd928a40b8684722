import Foundation
import JSONBytes
import LineRPC
import LineRPCClient
import TestSupport
import Testing

@Suite("The admin port of a server that runs") struct AdminPortTests {
  @Test("It is alive and ready, whoever asks; and its address is refused where other machines reach it")
  func ready() async throws {
    try await RunningServer.with(options: ["--admin", "127.0.0.1:0"]) { server in
      let live = try await server.page("/livez")
      #expect(live.status == 200 && live.text == "ok\n")
      let ready = try await server.page("/readyz")
      #expect(ready.status == 200 && ready.text == "ok\n", "\(ready.text)")
    }
    let refused = try await ProgramRun.kurukan(["serve", "--admin", "0.0.0.0:0"])
    #expect(refused.exitCode != 0 && refused.errors.contains("--admin-anywhere"), "\(refused.errors)")
    let nonsense = try await ProgramRun.kurukan(["serve", "--admin", "here"])
    #expect(nonsense.errors.contains(#"--admin: "here" is no address; write host:port."#), "\(nonsense.errors)")
  }

  @Test("While the server drains, it is alive and not ready, and says so")
  func draining() async throws {
    try await RunningServer.with(
      plugins: ["libFixtureMisbehaving.so"], options: ["--admin", "127.0.0.1:0", "--grace", "60"]
    ) { server in
      try await server.submitProgramme()
      let client = try await server.client(token: "reviewer.token")
      let params: JSONValue = ["report": "misbehaving/hang", "programme": "p"]
      // A unary call that does not end keeps the server, until its client goes away.
      let hanging = Task { try await client.call("kurukan.v1.Reports/Check", params.bytes) }
      let end = ContinuousClock.now + .seconds(60)
      while try WorkerProcesses.of(server.process).isEmpty, ContinuousClock.now < end { await Task.yield() }
      try #require(try WorkerProcesses.of(server.process).isEmpty == false, "The call did not reach a worker.")
      #expect(try await server.page("/readyz").status == 200)
      kill(server.process, SIGTERM)
      var seen = try await server.page("/readyz")
      while seen.status == 200, ContinuousClock.now < end { seen = try await server.page("/readyz") }
      #expect(seen.status == 503 && seen.text.hasPrefix("server: The server stops"), "\(seen)")
      #expect(try await server.page("/livez").status == 200)
      await client.close()
      await #expect(throws: Status.self) { _ = try await hanging.value }
    }
  }

  @Test("It answers before the database does, and says that the server waits for it")
  func waiting() async throws {
    let folder = try TemporaryFolder()
    // Whoever connects there is never answered.
    let silent = try LoopbackSocket.listening()
    defer { LoopbackSocket.close(silent.socket) }
    let file = folder.url.appendingPathComponent("database")
    try "host=127.0.0.1 port=\(silent.port) dbname=none".write(to: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    let process = Process()
    let errors = Pipe()
    process.executableURL = ProgramRun.products.appendingPathComponent("kurukan")
    process.arguments = [
      "serve", "--listen", "127.0.0.1:0", "--data", folder.url.appendingPathComponent("data").path, "--plugins",
      folder.url.path, "--database-file", file.path, "--admin", "127.0.0.1:0",
    ]
    process.standardError = errors
    try process.run()
    var log = ""
    while RunningServer.adminPort(in: log) == nil {
      let said = errors.fileHandleForReading.availableData
      if said.isEmpty { break }
      log += String(decoding: said, as: UTF8.self)
    }
    let result: Result<Void, any Error>
    do {
      let port = try #require(RunningServer.adminPort(in: log), "\(log)")
      #expect(try await LoopbackSocket.page("/livez", port: port).status == 200)
      let ready = try await LoopbackSocket.page("/readyz", port: port)
      #expect(ready.status == 503 && ready.text.hasPrefix("database: The server waits for its database"), "\(ready)")
      result = .success(())
    } catch {
      result = .failure(error)
    }
    process.terminate()
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try result.get()
  }
}
