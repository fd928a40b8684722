import JSONBytes
import LineRPC
import LineRPCServer
import TestSupport
import Testing

/// What strangers cost the others, and that a credential ends it.
@Suite struct StrangerTests {
  @Test("Who has shown a credential is kept to no pace; strangers are")
  func pace() async throws {
    var limits = LineLimits()
    limits.strangerLines = 4
    limits.strangerLinesPerSecond = 1
    try await TestServer.with(limits: limits) { test, stranger in
      let burst = (0..<64).map { "{\"id\":\($0),\"method\":\"t.Echo/Now\"}\n" }.joined()
      let friend = try await test.connect()
      let start = ContinuousClock.now
      try await friend.showCredential()
      try await friend.send(burst)
      try await stranger.send(burst)
      for number in 0..<64 { #expect(await friend.line() == "{\"id\":\(number),\"result\":{}}") }
      for number in 0..<6 { #expect(await stranger.line() == "{\"id\":\(number),\"result\":{}}") }
      // The sixth is the second that had to wait.
      #expect(ContinuousClock.now - start >= .seconds(2))
    }
  }

  @Test("Who shows no credential in time is told so and closed")
  func credentialTime() async throws {
    var limits = LineLimits()
    limits.strangerSeconds = 1
    try await TestServer.with(limits: limits) { _, connection in
      let last = try #require(try await connection.answer())
      #expect(last["error"]?["reason"] == "AUTHENTICATION_TIMEOUT")
      #expect(await connection.line() == nil)
    }
  }

  @Test("Strangers cannot take all the room for unfinished lines, or for requests: who is known has the rest")
  func roomOfStrangers() async throws {
    var limits = LineLimits()
    limits.lineBytesPerServer = 192 << 10
    limits.requestBytesPerServer = 64 << 10
    try await TestServer.with(limits: limits) { test, stranger in
      let friend = try await test.connect()
      try await friend.showCredential()
      func call(_ id: Int, _ method: String, _ count: Int) -> String {
        "{\"id\":\(id),\"method\":\"\(method)\",\"params\":{\"x\":\"\(String(repeating: "x", count: count))"
      }
      let before = try test.server.statistics.bytesRead
      try await stranger.send(call(1, "t.Echo/Now", 60_000))
      while try test.server.statistics.bytesRead < before + 60_000 { await Task.yield() }
      try await friend.send(call(1, "t.Echo/Now", 60_000))
      while try test.server.statistics.bytesRead < before + 120_000 { await Task.yield() }
      try await friend.send("\"}}\n")
      #expect(try await friend.answer()?["result"] != nil)
      try await stranger.send("\"}}\n")
      #expect(try await stranger.answer()?["error"]?["reason"] == "TOO_MANY_CALLS")
      try await friend.send(call(2, "t.Gate/Wait", 30_000) + "\"}}\n")
      try await test.entered.wait()
      for (connection, isAnswered) in [(stranger, false), (friend, true)] {
        try await connection.send(call(3, "t.Echo/Later", 20_000) + "\"}}\n")
        let answer = try #require(try await connection.answer())
        #expect((answer["result"] != nil) == isAnswered)
      }
      // How a stranger becomes known.
      try await stranger.send(call(4, "t.Echo/Later", 100) + "\"}}\n")
      #expect(try await stranger.answer()?["result"] != nil)
      test.gate.open()
      #expect(try await friend.answer()?["id"] == 2)
    }
  }

  @Test("Lines that come in pieces are held while there is room for those of all; a short one always is")
  func unfinishedLines() async throws {
    var limits = LineLimits()
    limits.lineBytesPerServer = 192 << 10
    try await TestServer.with(limits: limits) { test, first in
      let second = try await test.connect()
      let third = try await test.connect()
      func beginning(_ id: Int, _ count: Int) -> String {
        "{\"id\":\(id),\"method\":\"t.Echo/Now\",\"params\":{\"x\":\"\(String(repeating: "x", count: count))"
      }
      try await first.send(beginning(1, 60_000))
      while try test.server.statistics.bytesRead < 60_000 { await Task.yield() }
      try await second.send(beginning(2, 60_000))
      let refusal = try #require(try await second.answer())
      #expect(refusal["id"] == 2 && refusal["error"]?["reason"] == "TOO_MANY_CALLS")
      #expect(refusal["error"]?["retryAfter"] != nil)
      try await third.send(beginning(3, 1_000) + "\"}}\n")
      #expect(try await third.answer()?["id"] == 3)
      // The rest of the line that was skipped is skipped too.
      try await second.send("\"}}\n{\"id\":4,\"method\":\"t.Echo/Now\"}\n")
      #expect(await second.line() == "{\"id\":4,\"result\":{}}")
      try await first.send("\"}}\n")
      #expect(try await first.answer()?["id"] == 1)
      // What was held is given back.
      try await second.send(beginning(5, 60_000) + "\"}}\n")
      #expect(try await second.answer()?["result"] != nil)
    }
  }
}
