import JSONBytes
import LineRPC
import Synchronization
import TestSupport
import Testing

@testable import LineRPCServer

/// Cancellation, deadlines, limits, and how connections end.
@Suite(.timeLimit(.minutes(1))) struct LifetimeTests {
  // MARK: - Calls

  @Test func cancelledWorkStopsAndTheCallIsAnswered() async throws {
    try await TestServer.with { test, connection in
      try await connection.send(#"{"id":1,"method":"t.Gate/Wait"}"# + "\n")
      try await test.entered.wait()
      try await connection.send(#"{"id":1,"cancel":true}"# + "\n")
      try await test.stopped.wait()
      let answer = try #require(try await connection.answer())
      #expect(answer["id"] == 1 && answer["error"]?["reason"] == "CANCELLED")
      try await connection.send(#"{"id":1,"cancel":true}"# + "\n" + #"{"id":1,"method":"t.Echo/Now"}"# + "\n")
      #expect(await connection.line() == #"{"id":1,"result":{}}"#)
    }
  }

  @Test func aCancelledCallIsAnsweredThoughTheWorkGoesOn() async throws {
    try await TestServer.with { test, connection in
      try await connection.send(#"{"id":1,"method":"t.Gate/Deaf"}"# + "\n")
      try await test.entered.wait()
      try await connection.send(#"{"id":1,"cancel":true}"# + "\n")
      #expect(try await connection.answer()?["error"]?["reason"] == "CANCELLED")
      #expect(try test.server.statistics.callsRunning == 1)
      try await connection.send(#"{"id":1,"method":"t.Gate/Open"}"# + "\n")
      #expect(await connection.line() == #"{"id":1,"result":{}}"#)
    }
  }

  @Test func aStreamCanBeCancelled() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(#"{"id":1,"method":"t.Stream/Hold"}"# + "\n")
      #expect(await connection.line() == #"{"id":1,"item":1}"#)
      try await connection.send(#"{"id":1,"cancel":true}"# + "\n")
      #expect(try await connection.answer()?["error"]?["reason"] == "CANCELLED")
    }
  }

  @Test func aDeadlineEndsTheCallAndStopsItsWork() async throws {
    try await TestServer.with { test, connection in
      try await connection.send(#"{"id":1,"method":"t.Gate/Wait","meta":{"timeout":"20ms"}}"# + "\n")
      let answer = try #require(try await connection.answer())
      #expect(answer["error"]?["reason"] == "DEADLINE_EXCEEDED" && answer["error"]?["code"] == 4)
      try await test.stopped.wait()
      try await connection.send(#"{"id":2,"method":"t.Echo/Now","meta":{"timeout":"0s"}}"# + "\n")
      #expect(try await connection.answer()?["error"]?["reason"] == "DEADLINE_EXCEEDED")
    }
  }

  @Test func aDeadlineIsAnsweredThoughTheWorkGoesOn() async throws {
    try await TestServer.with { test, connection in
      try await connection.send(#"{"id":1,"method":"t.Gate/Deaf","meta":{"timeout":"20ms"}}"# + "\n")
      #expect(try await connection.answer()?["error"]?["reason"] == "DEADLINE_EXCEEDED")
      #expect(try test.server.statistics.callsRunning == 1)
      try await connection.send(#"{"id":1,"method":"t.Gate/Open"}"# + "\n")
      #expect(await connection.line() == #"{"id":1,"result":{}}"#)
    }
  }

  @Test func aLostConnectionStopsItsWork() async throws {
    let test = try await TestServer.start()
    let connection = try await test.connect()
    try await connection.send(#"{"id":1,"method":"t.Stream/Flood"}"# + "\n")
    _ = await connection.line()
    await connection.close()
    try await test.stopped.wait()
    try await test.shutdown()
    #expect(try test.server.statistics.callsRunning == 0)
  }

  // MARK: - Limits

  @Test func readingStopsWhileTooManyCallsRun() async throws {
    var limits = LineLimits()
    limits.callsPerConnection = 3
    try await TestServer.with(limits: limits) { test, connection in
      let calls = (0..<200).map { "{\"id\":\($0),\"method\":\"t.Load/Step\",\"params\":{\"n\":\($0)}}\n" }
      try await connection.send(calls.joined())
      var ids: Set<Int64> = []
      for _ in 0..<200 { ids.insert(try #require(try await connection.answer()?["id"]?.integer)) }
      #expect(ids.count == 200)
      #expect((1...3).contains(test.peak.load(ordering: .relaxed)))
    }
  }

  @Test func readingStopsWhileRequestsHoldTooMuch() async throws {
    var limits = LineLimits()
    limits.requestBytesPerConnection = 100
    try await TestServer.with(limits: limits) { test, connection in
      let fill = String(repeating: "x", count: 200)
      let calls = (0..<50).map {
        "{\"id\":\($0),\"method\":\"t.Load/Step\",\"params\":{\"n\":\"\(fill)\"}}\n"
      }
      try await connection.send(calls.joined())
      for _ in 0..<50 { #expect(try await connection.answer()?["result"] != nil) }
      #expect(test.peak.load(ordering: .relaxed) == 1)
    }
  }

  /// A method that is answered where its line was read counts like any other.
  @Test func soItDoesForMethodsThatReadTheirOwnParameters() async throws {
    var limits = LineLimits()
    limits.requestBytesPerConnection = 100
    try await TestServer.with(limits: limits) { test, connection in
      let fill = String(repeating: "x", count: 200)
      let calls = (0..<3).map { "{\"id\":\($0),\"method\":\"t.Gate/Read\",\"params\":{\"n\":\"\(fill)\"}}\n" }
      try await connection.send(calls.joined() + "{\"id\":3,\"method\":\"t.Echo/Now\"}\n")
      try await test.entered.wait()
      while try test.server.statistics.bytesRead < calls.joined().utf8.count { await Task.yield() }
      #expect(try test.server.statistics.callsBegun == 1)
      test.gate.open()
      // One after another, in their order.
      for id in 0..<4 { #expect(try await connection.answer()?["id"] == .integer(Int64(id))) }
    }
  }

  @Test func aFullServerSaysWhenToComeBack() async throws {
    var limits = LineLimits()
    limits.callsPerServer = 1
    try await TestServer.with(limits: limits) { test, connection in
      try await connection.send(#"{"id":1,"method":"t.Gate/Wait"}"# + "\n")
      try await test.entered.wait()
      try await connection.send(#"{"id":2,"method":"t.Echo/Later"}"# + "\n")
      let error = try #require(try await connection.answer()?["error"])
      #expect(error["reason"] == "TOO_MANY_CALLS" && error["retryAfter"] == "1s")
      test.gate.open()
      #expect(try await connection.answer()?["id"] == 1)
    }
  }

  @Test func oneConnectionTooMany() async throws {
    var limits = LineLimits()
    limits.connections = 1
    try await TestServer.with(limits: limits) { test, connection in
      try await connection.send(#"{"id":1,"method":"t.Echo/Now"}"# + "\n")
      #expect(await connection.line() != nil)
      let second = try await test.connect()
      let answer = try #require(try await second.answer())
      #expect(answer["id"] == .null && answer["error"]?["reason"] == "TOO_MANY_CONNECTIONS")
      #expect(await second.line() == nil)
      await second.close()
      try await connection.send(#"{"id":2,"method":"t.Echo/Now"}"# + "\n")
      #expect(await connection.line() == #"{"id":2,"result":{}}"#)
    }
  }

  @Test func repeatedBreachClosesWithAReason() async throws {
    var limits = LineLimits()
    limits.lineBytes = 64
    limits.breachesPerConnection = 3
    try await TestServer.with(limits: limits) { _, connection in
      let long = String(repeating: "x", count: 100) + "\n"
      try await connection.send(long + long + #"{"id":1,"method":"t.Echo/Now"}"# + "\n" + long + long)
      let kept = [
        try await connection.answer(), try await connection.answer(), try await connection.answer(),
      ]
      #expect(kept[2]?["id"] == 1)
      try await connection.send(long)
      let answers = try await connection.rest()
      #expect(answers.map { $0["error"]?["reason"] }.suffix(2) == ["LINE_TOO_LONG", "REPEATED_BREACH"])
    }
  }

  @Test func whatComesAfterTheLastLineIsDropped() async throws {
    var limits = LineLimits()
    limits.lineBytes = 64
    limits.breachesPerConnection = 1
    let test = try await TestServer.start(limits: limits, lingerTime: .seconds(30))
    let connection = try await test.connect()
    try await connection.send(String(repeating: "x", count: 100) + "\n")
    #expect(try await connection.answer()?["error"]?["reason"] == "LINE_TOO_LONG")
    #expect(try await connection.answer()?["error"]?["reason"] == "REPEATED_BREACH")
    #expect(await connection.line() == nil)
    // Far more than the sockets hold: it is read.
    let flood = String(repeating: "y\n", count: 500_000)
    for _ in 0..<16 { try await connection.send(flood) }
    await connection.close()
    try await test.shutdown()
    #expect(try test.server.statistics.bytesRead == 101)
  }

  @Test func repeatedRefusalClosesWithAReason() async throws {
    var limits = LineLimits()
    limits.authenticationFailures = 3
    try await TestServer.with(limits: limits) { _, connection in
      let call = #"{"id":1,"method":"t.Fail/Credential"}"# + "\n"
      try await connection.send(call + call + #"{"id":2,"method":"t.Echo/Authenticate"}"# + "\n")
      for _ in 0..<3 { #expect(await connection.line() != nil) }
      try await connection.send(call + call + call)
      let reasons = try await connection.rest().map { $0["error"]?["reason"] }
      #expect(
        reasons == ["UNAUTHENTICATED", "UNAUTHENTICATED", "UNAUTHENTICATED", "AUTHENTICATION_FAILURES"])
    }
  }

  @Test func anIdleConnectionIsClosedWithAReason() async throws {
    var limits = LineLimits()
    // Long enough that a busy machine reads the other connection's call before it counts as idle.
    limits.idleSeconds = 4
    try await TestServer.with(limits: limits) { test, connection in
      let busy = try await test.connect()
      try await busy.send(#"{"id":1,"method":"t.Gate/Wait"}"# + "\n")
      #expect(try await connection.rest().map { $0["error"]?["reason"] } == ["IDLE"])
      test.gate.open()
      #expect(try await busy.answer()?["id"] == 1)
      await busy.close()
    }
  }

  @Test func aSlowReaderIsClosedAndMemoryStaysBounded() async throws {
    var limits = LineLimits()
    limits.slowReaderSeconds = 1
    let test = try await TestServer.start(limits: limits, lingerTime: .seconds(30))
    let connection = try await test.connect(reads: false)
    try await connection.send(#"{"id":1,"method":"t.Stream/Flood"}"# + "\n")
    try await test.stopped.wait()
    let statistics = try test.server.statistics
    let waiting = test.flooded.load(ordering: .relaxed) - statistics.bytesWritten
    #expect(waiting <= limits.streamWindowBytes + 2 * 65_536)
    #expect(test.flooded.load(ordering: .relaxed) < 32 << 20)
    try await connection.startReading()
    var last: JSONValue?
    while let line = await connection.line() {
      if line.contains("error") { last = try JSONValue(parsing: line) }
    }
    #expect(last?["id"] == .null && last?["error"]?["reason"] == "SLOW_READER")
    await connection.close()
    try await test.shutdown()
  }

  @Test func aStreamGoesOnWhenItsClientReads() async throws {
    var limits = LineLimits()
    limits.streamWindowBytes = 1 << 16
    let test = try await TestServer.start(limits: limits)
    let connection = try await test.connect(reads: false)
    try await connection.send(#"{"id":1,"method":"t.Stream/Flood"}"# + "\n")
    try await connection.startReading()
    var items = 0
    var bytes = 0
    while let line = await connection.line() {
      if line.hasPrefix("{\"id\":1,\"result\"") { break }
      items += 1
      bytes += line.utf8.count
    }
    #expect(items == 1_024 && bytes > 65_000 * 1_024)
    await connection.close()
    try await test.shutdown()
  }

  @Test func readingStopsWhileAnswersWait() async throws {
    var limits = LineLimits()
    limits.answerBytesPerConnection = 1 << 20
    limits.slowReaderSeconds = 1
    let test = try await TestServer.start(limits: limits)
    let connection = try await test.connect(reads: false)
    let fill = String(repeating: "y", count: 60_000)
    let line = #"{"id":1,"method":"t.Echo/Now","params":{"x":""# + fill + "\"}}\n"
    // 300 MB, far more than the sockets hold: sending can only end by the server's closing.
    await #expect(throws: (any Error).self) {
      for _ in 0..<5_000 { try await connection.send(line) }
    }
    #expect(try test.server.statistics.bytesRead < 100 << 20)
    await connection.close()
    try await test.shutdown()
  }
}
