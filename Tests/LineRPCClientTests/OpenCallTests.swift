import JSONBytes
import LineRPC
import LineRPCClient
import Testing
import Violations

/// How many calls are open at once is bounded.
@Suite(.timeLimit(.minutes(1))) struct OpenCallTests {
  @Test func callsWaitForAPlaceInTheirOrder() async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client(LineClientConfiguration(openCalls: 2, timeoutGrace: .zero))
      let connection = try await server.connection()
      let first = Task { try await client.call("t.A/First") }
      let firstID = try #require(try await connection.request()["id"]).text
      var second = try client.stream("t.A/Second").makeAsyncIterator()
      _ = try await connection.request()
      // There is no place for it before its time is over, so it is never sent.
      let late = await #expect(throws: Status.self) {
        _ = try await client.call("t.A/Late", options: CallOptions(timeout: .milliseconds(20)))
      }
      #expect(late?.reason == .deadlineExceeded)
      let third = Task { try await client.call("t.A/Third", options: CallOptions(timeout: .seconds(60))) }
      try await connection.send(#"{"id":\#(firstID),"result":{"n":1}}"#)
      #expect(try await first.value == Array(#"{"n":1}"#.utf8))
      let request = try await connection.request()
      #expect(request["method"] == "t.A/Third")
      try await connection.send(#"{"id":\#(try #require(request["id"]).text),"result":{"n":3}}"#)
      #expect(try await third.value == Array(#"{"n":3}"#.utf8))
      await client.close()
      await #expect(throws: Status.self) { _ = try await second.next() }
    }
  }

  @Test func aCallThatIsCancelledBeforeItsPlaceIsNotHeardOf() async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client(LineClientConfiguration(openCalls: 1))
      let connection = try await server.connection()
      let first = Task { try await client.call("t.A/First") }
      let firstID = try #require(try await connection.request()["id"]).text
      do { _ = try client.stream("t.A/LetGo") }
      async let last = client.call("t.A/Last")
      try await connection.send(#"{"id":\#(firstID),"result":{}}"#)
      _ = try await first.value
      let request = try await connection.request()
      #expect(request["method"] == "t.A/Last")
      try await connection.send(#"{"id":\#(try #require(request["id"]).text),"result":{}}"#)
      _ = try await last
      await client.close()
    }
  }

  @Test func theTimeoutThatIsSentIsWhatIsLeftOfIt() async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client()
      let connection = try await server.connection()
      let call = Task { try await client.call("t.A/B", options: CallOptions(timeout: .seconds(60))) }
      let text = try #require(try await connection.request()["meta"]?["timeout"]?.string)
      let timeout = try #require(DurationText.parse(text))
      #expect(timeout <= .seconds(60) && timeout > .seconds(30))
      call.cancel()
      await #expect(throws: Status.self) { _ = try await call.value }
      await client.close()
    }
  }

  @Test func whatIsLongerThanTheServerReadsIsNotSent() async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client(LineClientConfiguration(requestLineBytes: 128))
      let connection = try await server.connection()
      let frame = #"{"id":1,"method":"t.A/B","params":{"a":""}}"#.utf8.count
      func params(_ extra: Int) -> [UInt8] {
        Array(#"{"a":"\#(String(repeating: "x", count: 128 - frame + extra))"}"#.utf8)
      }
      let call = Task { try await client.call("t.A/B", params(0)) }
      let line = try #require(await connection.line())
      #expect(line.utf8.count == 128)
      let status = await #expect(throws: Status.self) { _ = try await client.call("t.A/B", params(1)) }
      #expect(status?.reason == .lineTooLong && status?.message.en.contains("129 bytes") == true)
      #expect(client.isOpen)
      try await connection.send(#"{"id":1,"result":{}}"#)
      #expect(try await call.value == Array("{}".utf8))
      await client.close()
    }
  }
}
