import JSONBytes
import LineRPC
import LineRPCClient
import Testing

@Suite("Renderings that are ended", .timeLimit(.minutes(10))) struct EndedRenderingTests {
  @Test("A rendering whose time is up, or that is cancelled, ends with its worker", arguments: [true, false])
  func ended(isCancelled: Bool) async throws {
    try await RunningServer.with(plugins: ["libFixtureMisbehaving.so"]) { server in
      try await server.submitProgramme()
      let client = try await server.client(token: "reviewer.token")
      let params: JSONValue = ["report": "misbehaving/hang", "programme": "p", "medium": "markdown"]
      let options = CallOptions(timeout: isCancelled ? nil : .seconds(30))
      let call = try client.open("kurukan.v1.Reports/Render", params.bytes, options: options)
      var events = call.events.makeAsyncIterator()
      // It has begun to compose.
      _ = try await events.next()
      #expect(try WorkerProcesses.of(server.process).isEmpty == false)
      if isCancelled { call.cancel() }
      let status = await #expect(throws: Status.self) { while try await events.next() != nil {} }
      #expect(status?.reason == (isCancelled ? .cancelled : .deadlineExceeded))
      let end = ContinuousClock.now + .seconds(20)
      while try WorkerProcesses.of(server.process).isEmpty == false, ContinuousClock.now < end { await Task.yield() }
      #expect(try WorkerProcesses.of(server.process) == [])
      await client.close()
    }
  }
}
