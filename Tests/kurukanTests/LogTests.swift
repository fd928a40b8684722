import Foundation
import JSONBytes
import LineRPC
import LineRPCClient
import TestSupport
import Testing

@Suite("The log of a server that runs", .timeLimit(.minutes(10))) struct LogTests {
  /// Stands in every text that only its sender and its readers may see.
  private static let mark = "SECRETMARK"
  private static let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

  @Test("It tells who did what and what failed, and holds no text of a record or a report, no key and no token")
  func noLeaks() async throws {
    let folder = try TemporaryFolder()
    var running: RunningServer?
    var secrets: [String] = []
    try await RunningServer.with(
      plugins: ["libFixtureMisbehaving.so"], in: folder, options: ["--log-level", "trace", "--admin", "127.0.0.1:0"]
    ) { server in
      running = server
      for name in ["administrator", "submitter", "reviewer"] {
        let path = server.folder.appendingPathComponent("data/\(name).token").path
        let token = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        secrets.append(contentsOf: token.split(separator: ".").dropFirst().map(String.init))
      }
      try await Self.submit(server)
      try await Self.review(server)
      try await Self.render(server)
      try await Self.fail(server)
      #expect(try await server.page("/metrics").text.contains(Self.mark) == false)
    }
    let deadline = ContinuousClock.now + .seconds(60)
    while running?.log.contains("Stopped") != true, ContinuousClock.now < deadline { await Task.yield() }
    let log = try #require(running).log
    for secret in [Self.mark, "the fixture crashes as asked"] + secrets {
      #expect(!log.contains(secret), "\(log.split(separator: "\n").filter { $0.contains(secret) })")
    }
    let lines = log.split(separator: "\n").map(String.init)
    func line(_ parts: String...) -> Bool { lines.contains { line in parts.allSatisfy(line.contains) } }
    // Whoever guesses does not fill the disk.
    #expect(lines.count { $0.contains("A token was refused") } < 5, "\(log)")
    #expect(line("A token was refused", "outcome=UNAUTHENTICATED", "client=", "127.0.0.1:", "request="), "\(log)")
    #expect(line("A call was refused", "method=kurukan.v1.Records/Review", "outcome=PERMISSION_DENIED"), "\(log)")
    #expect(line("A call has ended", "method=kurukan.v1.Records/Review", "decision=return", "outcome=done"), "\(log)")
    #expect(
      line(
        "A call has ended", "method=kurukan.v1.Reports/Render", "report=misbehaving/stdout", "outcome=done",
        "milliseconds=", "role=reviewer", "traceparent=\(Self.trace)"), "\(log)")
    #expect(line("A call has ended", "report=misbehaving/crash", "outcome=PLUGIN_CRASHED", "traceparent="), "\(log)")
    #expect(line("A call failed", "reason=PLUGIN_CRASHED", "with signal", "traceparent=\(Self.trace)"), "\(log)")
    #expect(line("Stopping") && line("Stopped"), "\(log)")
  }

  private static func submit(_ server: RunningServer) async throws {
    let record = #"{"kind":"programme","programme":"p","key":"p","title":"\#(mark)","startsOn":"2023-01-01","#
    let lines = [
      record + #""confidentiality":"public"}"#,
      #"{"kind":"organisation","programme":"shared","key":"\#(mark)","\#(mark)":"\#(mark)"}"#,
      #"{"kind":"programme","programme":"p","key":"\#(mark)","title":"\#(mark)""#,
    ]
    // Otherwise they would stay wherever the tests were started, the repository.
    let rejects = server.folder.appendingPathComponent("rejected.ndjson").path
    let input = lines.joined(separator: "\n")
    _ = try await server.kurukan(["submit", "-", "--rejects", rejects], token: "submitter.token", input: input)
    let client = try await server.client(token: "submitter.token")
    _ = try? await client.call("kurukan.v1.Records/Submit", Array(lines[1].utf8))
    let bad = lines[0].replacing(mark, with: "\\u0000\(mark)")
    _ = try? await client.call("kurukan.v1.Records/Submit", Array(bad.utf8))
    await client.close()
  }

  private static func review(_ server: RunningServer) async throws {
    let params: JSONValue = [
      "kind": "programme", "programme": "p", "key": "p", "revision": 1, "decision": "return", "reason": .string(mark),
    ]
    let reviewer = try await server.client(token: "reviewer.token")
    _ = try await reviewer.call("kurukan.v1.Records/Review", params.bytes)
    await reviewer.close()
    let submitter = try await server.client(token: "submitter.token")
    _ = try? await submitter.call("kurukan.v1.Records/Review", params.bytes)
    await submitter.close()
  }

  private static func render(_ server: RunningServer) async throws {
    let client = try await server.client(token: "reviewer.token")
    for report in ["stdout", "crash", "broken_json", "error"] {
      let params: JSONValue = ["report": .string("misbehaving/\(report)"), "programme": "p", "medium": "markdown"]
      let call = try client.open(
        "kurukan.v1.Reports/Render", params.bytes, options: CallOptions(traceparent: trace))
      do { for try await _ in call.events {} } catch {}
    }
    await client.close()
  }

  private static func fail(_ server: RunningServer) async throws {
    let client = try await LineClient.connect(host: "127.0.0.1", port: server.port)
    for token in [mark] + Array(repeating: "\(mark).\(mark)", count: 12) {
      try? await client.authenticate(token: token)
    }
    for authorization in ["Bearer \(mark)", "Basic \(mark)"] {
      _ = try? await client.call(
        "kurukan.v1.\(mark)/\(mark)", Array("{}".utf8), options: CallOptions(authorization: authorization))
      _ = try? await client.call(
        "kurukan.v1.Records/Get", Array("{}".utf8), options: CallOptions(authorization: authorization))
    }
    await client.close()
  }
}
