import Foundation
import Glibc
import JSONBytes
import LineRPC
import LineRPCClient
import Testing

/// A server, a process of its own, whose plugins do their worst.
@Suite("A server with hostile plugins", .serialized)
struct HostileServerTests {
  /// What a process has of the system.
  private struct Holdings: Equatable {
    var descriptors: Int
    var threads: Int
    var children: Int
    var kilobytes: Int

    init(_ process: Int32) throws {
      let folder = "/proc/\(process)"
      descriptors = try FileManager.default.contentsOfDirectory(atPath: folder + "/fd").count
      threads = try FileManager.default.contentsOfDirectory(atPath: folder + "/task").count
      children = try WorkerProcesses.of(process).count
      let status = try String(contentsOfFile: folder + "/status", encoding: .utf8)
      kilobytes = status.firstMatch(of: /VmRSS:\s+(\d+)/).flatMap { Int($0.1) } ?? 0
    }
  }

  private static func with(_ body: (RunningServer) async throws -> Void) async throws {
    try await RunningServer.with(plugins: ["libFixtureMisbehaving.so"]) { server in
      try await server.submitProgramme()
      try await body(server)
    }
  }

  @Test("After 500 reports of plugins that crash, reach out, lie and leave, the server holds what it held before")
  func many() async throws {
    // Between two that end a process badly stands one that makes a report: five in a row would disable the format.
    let bad = [
      "crash", "exit", "index", "speak_on_control", "speak_on_output", "broken_json", "level", "fail", "error",
    ]
    let good = ["silence", "open_file", "socket", "fork", "write_file", "stdout", "environment", "waves"]
    try await Self.with { server in
      let client = try await server.client(token: "reviewer.token")
      @Sendable func render(_ report: String) async throws {
        let request: JSONValue = [
          "report": .string("misbehaving/" + report), "programme": "p", "medium": "markdown",
        ]
        for try await _ in try client.stream("kurukan.v1.Reports/Render", request.bytes) {}
      }
      func render(_ count: Int) async throws -> (failed: Int, made: Int) {
        var result = (failed: 0, made: 0)
        for number in 0..<count {
          do {
            try await render(number % 2 == 0 ? bad[number / 2 % bad.count] : good[number / 2 % good.count])
            result.made += 1
          } catch {
            result.failed += 1
          }
        }
        return result
      }
      // As many at once as fill the pools of connections to the database, so that none is opened between the countings.
      try await withThrowingTaskGroup { group in
        for number in 0..<64 { group.addTask { try await render(good[number % good.count]) } }
        try await group.waitForAll()
      }
      _ = try await render(100)
      let before = try Holdings(server.process)
      let result = try await render(500)
      #expect(result == (250, 250))
      let after = try Holdings(server.process)
      #expect(after.descriptors <= before.descriptors + before.descriptors / 20, "\(before) \(after)")
      #expect(after.threads <= before.threads + max(1, before.threads / 20), "\(before) \(after)")
      #expect(after.children == 0 && before.children == 0)
      #expect(after.kilobytes <= before.kilobytes + before.kilobytes / 20, "\(before) \(after)")
      await client.close()
    }
  }

  @Test("When the server is killed, no worker is left")
  func killed() async throws {
    try await Self.with { server in
      let client = try await server.client(token: "reviewer.token")
      let request: JSONValue = ["report": "misbehaving/hang", "programme": "p", "medium": "markdown"]
      let stream = try client.stream("kurukan.v1.Reports/Render", request.bytes)
      var events = stream.makeAsyncIterator()
      // Its first progress: the plugin is at work.
      _ = try await events.next()
      let workers = try WorkerProcesses.of(server.process)
      #expect(workers.count == 1)
      let worker = try #require(workers.first)
      kill(server.process, SIGKILL)
      let deadline = ContinuousClock.now + .seconds(10)
      while Self.isRunning(worker), ContinuousClock.now < deadline { await Task.yield() }
      #expect(!Self.isRunning(worker), "the worker outlived its server by ten seconds")
      await client.close()
    }
  }

  /// Whether a process is there and not only waits to be collected.
  private static func isRunning(_ process: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = stat.lastIndex(of: ")")
    else { return false }
    return !stat[end...].dropFirst(2).hasPrefix("Z")
  }
}
