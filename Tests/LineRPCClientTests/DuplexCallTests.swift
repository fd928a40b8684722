import JSONBytes
import LineRPC
import Synchronization
import Testing
import Violations

@testable import LineRPCClient

/// Calls that take messages, against a server that is told what to say.
@Suite(.timeLimit(.minutes(1))) struct DuplexCallTests {
  private func withCall(
    _ configuration: LineClientConfiguration = LineClientConfiguration(),
    _ body: (ScriptedConnection, LineClient, DuplexCall, _ id: String) async throws -> Void
  ) async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client(configuration)
      let connection = try await server.connection()
      let call = try client.open("t.A/Duplex", Array(#"{"firstIndex":7}"#.utf8))
      let start = try await connection.request()
      #expect(start["method"] == "t.A/Duplex" && start["params"] == ["firstIndex": 7])
      try await body(connection, client, call, try #require(start["id"]).text)
      await client.close()
    }
  }

  @Test func messagesGoBothWaysUntilTheAnswer() async throws {
    try await withCall { connection, _, call, id in
      var events = call.events.makeAsyncIterator()
      try await call.send(Array("{\n\"a\":1}".utf8))
      try await call.send(Array("null".utf8))
      #expect(await connection.line() == #"{"id":\#(id),"item":{ "a":1}}"#)
      #expect(await connection.line() == #"{"id":\#(id),"item":null}"#)
      try await connection.send(#"{"id":\#(id),"item":{"seen":2}}"#)
      #expect(try await events.next() == .item(Array(#"{"seen":2}"#.utf8)))
      try await call.finish()
      #expect(await connection.line() == #"{"id":\#(id),"end":true}"#)
      try await connection.send(#"{"id":\#(id),"result":{"all":2}}"#)
      #expect(try await events.next() == .result(Array(#"{"all":2}"#.utf8)))
      #expect(try await events.next() == nil)
    }
  }

  @Test func aFailureSaysWhereToGoOnAndEndsSending() async throws {
    try await withCall { connection, _, call, id in
      var events = call.events.makeAsyncIterator()
      try await connection.send(
        #"{"id":\#(id),"error":{"status":"UNAVAILABLE","reason":"DRAINING","message":"m","retryAfter":"2s","#
          + #""resumeFrom":120}}"#)
      let read = await #expect(throws: Status.self) { _ = try await events.next() }
      #expect(read?.reason == .draining && read?.resumeFrom == 120 && read?.retryAfter == .seconds(2))
      let sent = await #expect(throws: Status.self) { try await call.send(Array("1".utf8)) }
      #expect(sent == read)
      let finished = await #expect(throws: Status.self) { try await call.finish() }
      #expect(finished == read)
    }
  }

  @Test func nothingIsSentForACallThatWasAnswered() async throws {
    try await withCall { connection, client, call, id in
      var events = call.events.makeAsyncIterator()
      try await connection.send(#"{"id":\#(id),"result":{}}"#)
      #expect(try await events.next() == .result(Array("{}".utf8)))
      let status = await #expect(throws: Status.self) { try await call.send(Array("1".utf8)) }
      #expect(status?.reason == .cancelled)
      call.cancel()
      async let next = client.call("t.A/Next")
      let request = try await connection.request()
      #expect(request["method"] == "t.A/Next")
      try await connection.send(#"{"id":\#(try #require(request["id"]).text),"result":{}}"#)
      _ = try await next
    }
  }

  @Test func whatTheServerCouldNotReadIsNotSent() async throws {
    try await withCall(LineClientConfiguration(requestLineBytes: 64)) { connection, _, call, id in
      let broken = await #expect(throws: Status.self) { try await call.send(Array(#"{"a":1}{"#.utf8)) }
      #expect(broken?.reason == .parseError && broken?.offset == 7)
      let frame = #"{"id":\#(id),"item":""}"#.utf8.count
      let longest = String(repeating: "x", count: 64 - frame)
      let long = await #expect(throws: Status.self) { try await call.send(Array("\"\(longest)x\"".utf8)) }
      #expect(long?.reason == .lineTooLong && long?.message.en.contains("65 bytes") == true)
      // The call is as it was, and the longest line is taken.
      try await call.send(Array("\"\(longest)\"".utf8))
      let line = try #require(await connection.line())
      #expect(line.utf8.count == 64 && line.hasSuffix("\(longest)\"}"))
    }
  }

  @Test func whoSendsFasterThanTheServerReadsWaits() async throws {
    let limit = 256 << 10
    try await withCall(LineClientConfiguration(unsentBytes: limit)) { connection, client, call, id in
      let item = Array("\"\(String(repeating: "x", count: 64 << 10))\"".utf8)
      let most = Atomic(0)
      let count = 512
      try await connection.stopReading()
      let sending = Task {
        for _ in 0..<count {
          try await call.send(item)
          most.max(client.unsentBytes, ordering: .relaxed)
        }
        try await call.finish()
      }
      // What waits to be sent grows to its limit, since the sockets hold less than all of it.
      while client.unsentBytes < limit { await Task.yield() }
      try await connection.startReading()
      for _ in 0..<count { #expect(await connection.line()?.utf8.count ?? 0 > item.count) }
      #expect(await connection.line() == #"{"id":\#(id),"end":true}"#)
      try await sending.value
      #expect(most.load(ordering: .relaxed) <= limit + item.count + 32)
    }
  }

  @Test(arguments: ["cancel the call", "cancel the task", "close the client", "lose the connection", "answer"])
  func whoeverWaitsIsWoken(_ what: String) async throws {
    try await withCall(LineClientConfiguration(unsentBytes: 1 << 10)) { connection, client, call, id in
      try await connection.stopReading()
      let item = Array("\"\(String(repeating: "x", count: 512 << 10))\"".utf8)
      let sending = Task { while true { try await call.send(item) } }
      while client.unsentBytes < 1 << 10 { await Task.yield() }
      let reason: Reason
      switch what {
      case "cancel the call":
        call.cancel()
        reason = .cancelled
      case "cancel the task":
        sending.cancel()
        reason = .cancelled
      case "close the client":
        await client.close()
        reason = .cancelled
      case "lose the connection":
        await connection.close()
        reason = .connectionLost
      default:
        try await connection.send(#"{"id":\#(id),"error":{"status":"INTERNAL","reason":"UNEXPECTED","message":"m"}}"#)
        reason = .unexpected
      }
      let status = await #expect(throws: Status.self) { try await sending.value }
      #expect(status?.reason == reason)
      var events = call.events.makeAsyncIterator()
      let read = await #expect(throws: Status.self) { _ = try await events.next() }
      #expect(read?.reason == reason)
    }
  }

  @Test func lettingGoOfACallCancelsIt() async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client()
      let connection = try await server.connection()
      do {
        let call = try client.open("t.A/Duplex")
        try await call.send(Array("1".utf8))
      }
      let id = try #require(try await connection.request()["id"]).text
      #expect(await connection.line() == #"{"id":\#(id),"item":1}"#)
      #expect(await connection.line() == #"{"id":\#(id),"cancel":true}"#)
      await client.close()
    }
  }

  @Test func aCallKeepsTheConnectionOfAClientThatIsGone() async throws {
    try await ScriptedServer.with { server in
      var client: LineClient? = try await server.client()
      let connection = try await server.connection()
      let call = try #require(try client?.open("t.A/Duplex"))
      client = nil
      try await call.send(Array("1".utf8))
      let id = try #require(try await connection.request()["id"]).text
      #expect(await connection.line() == #"{"id":\#(id),"item":1}"#)
      call.cancel()
      #expect(await connection.line() == #"{"id":\#(id),"cancel":true}"#)
    }
  }

  @Test func aMethodThatTakesNoItemsSaysSo() async throws {
    try await Peer.with { _, client in
      let call = try client.open("t.Stream/Hold")
      var events = call.events.makeAsyncIterator()
      #expect(try await events.next() == .item(Array("1".utf8)))
      try await call.send(Array("1".utf8))
      let status = await #expect(throws: Status.self) { _ = try await events.next() }
      #expect(status?.reason == .invalidRequest && status?.message.en.contains("takes no items") == true)
      #expect(client.isOpen)
    }
  }
}
