import JSONBytes
import LineRPC
import TestSupport
import Testing

@testable import LineRPCServer

/// Conversations over a real socket.
@Suite(.timeLimit(.minutes(1))) struct ConversationTests {
  @Test func aCallIsAnswered() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(#"{"id":"a","method":"t.Echo/Now","params":{"x":1}}"# + "\n")
      #expect(await connection.line() == #"{"id":"a","result":{"x":1}}"#)
      try await connection.send(#"{"id":7,"method":"t.Echo/Later"}"# + "\r\n")
      #expect(await connection.line() == #"{"id":7,"result":{}}"#)
      try await connection.send("\n  \n" + #"{"id":8,"method":"t.Echo/Thread","params":{"y":2}}"# + "\n")
      #expect(await connection.line() == #"{"id":8,"result":{"y":2}}"#)
    }
  }

  @Test func aMethodKnowsItsCall() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(#"{"id":1,"method":"t.Echo/Authenticate"}"# + "\n")
      _ = await connection.line()
      try await connection.send(
        #"{"id":2,"method":"t.Echo/Context","meta":{"timeout":"1m","authorization":"Bearer x"}}"# + "\n")
      #expect(
        await connection.line()
          == #"{"id":2,"result":{"method":"t.Echo/Context","authorization":"Bearer x","credential":"Awa","#
          + #""hasDeadline":true,"caller":"x"}}"#
      )
    }
  }

  @Test func linesBehindAuthenticateWaitForIt() async throws {
    for _ in 0..<20 {
      try await TestServer.with { _, connection in
        try await connection.send(
          #"{"id":1,"method":"t.Echo/Context"}"# + "\n" + #"{"id":2,"method":"t.Echo/Authenticate"}"# + "\n"
            + #"{"id":3,"method":"t.Echo/Context"}"# + "\n")
        var answers: [Int64: JSONValue] = [:]
        for _ in 1...3 {
          let answer = try #require(try await connection.answer())
          answers[try #require(answer["id"]?.integer)] = answer["result"]
        }
        // What came before keeps what the connection showed then.
        #expect(answers[1]?["caller"] == nil && answers[3]?["caller"] == "Awa")
      }
    }
  }

  @Test func answersInterleave() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(
        #"{"id":1,"method":"t.Gate/Wait"}"# + "\n" + #"{"id":2,"method":"t.Gate/Open"}"# + "\n")
      #expect(try await connection.answer()?["id"] == 2)
      #expect(await connection.line() == #"{"id":1,"result":{"waited":true}}"#)
    }
  }

  @Test func oneByteAtATime() async throws {
    try await TestServer.with { _, connection in
      let text = #"{"id":1,"method":"t.Echo/Now","params":{"é":"😀"}}"# + "\r\n" + #"{"id":2,"meth"# + "\n"
      for byte in text.utf8 { try await connection.send(bytes: [byte]) }
      #expect(await connection.line() == #"{"id":1,"result":{"é":"😀"}}"#)
      #expect(try await connection.answer()?["error"]?["reason"] == "PARSE_ERROR")
    }
  }

  @Test func manyCallsInOneBurst() async throws {
    try await TestServer.with { test, connection in
      try await connection.showCredential()
      let calls = (0..<5_000).map { "{\"id\":\($0),\"method\":\"t.Echo/Now\",\"params\":{\"n\":\($0)}}\n" }
      async let sent: Void = connection.send(calls.joined())
      for number in 0..<5_000 {
        #expect(await connection.line() == "{\"id\":\(number),\"result\":{\"n\":\(number)}}")
      }
      try await sent
      #expect(try test.server.statistics.callsBegun == 5_001)
    }
  }

  @Test func aStreamEndsWithItsResult() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(#"{"id":1,"method":"t.Stream/Count"}"# + "\n")
      for number in 1...5 { #expect(await connection.line() == "{\"id\":1,\"item\":\(number)}") }
      #expect(await connection.line() == #"{"id":1,"result":{"count":5}}"#)
    }
  }

  @Test func malformedLinesLeaveTheConnectionAsItWas() async throws {
    try await TestServer.with { test, connection in
      let bad = [
        "{", "nonsense", "[]", "{\"id\":1}", "{\"method\":\"x\"}", "\u{0}\u{1}", "{\"id\":1,\"id\":2}", "]",
      ]
      for (number, line) in bad.enumerated() {
        try await connection.send(line + "\n")
        let answer = try #require(try await connection.answer())
        #expect(answer["error"]?["code"] == 3)
        #expect(answer["error"]?["hint"]?.string?.isEmpty == false)
        try await connection.send("{\"id\":\(number),\"method\":\"t.Echo/Now\"}\n")
        #expect(await connection.line() == "{\"id\":\(number),\"result\":{}}")
      }
      try await connection.send(bytes: [0xFF, 0xFE, 0x0A])
      #expect(try await connection.answer()?["error"]?["offset"] == 0)
      #expect(try test.server.statistics.linesRefused == bad.count + 1)
    }
  }

  @Test func aLineThatIsNotJSONIsAnsweredWithItsOffset() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(#"{"id":1,"method":"t.Echo/Now","params":{"a":NaN}}"# + "\n")
      let answer = try #require(try await connection.answer())
      #expect(answer["id"] == 1)
      #expect(answer["error"]?["offset"] == 44)
      #expect(answer["error"]?["details"]?.array?.first?["path"] == "params.a")
    }
  }

  @Test func aLineOverTheLimitIsSkipped() async throws {
    try await TestServer.with { _, connection in
      let head = #"{"id":1,"method":"t.Echo/Later","params":{"x":""#
      let fill = LineLimits.standard.lineBytes + 1 - head.utf8.count - 3
      let line = head + String(repeating: "x", count: fill) + "\"}}"
      #expect(line.utf8.count == LineLimits.standard.lineBytes + 1)
      async let sent: Void = connection.send(line + "\n" + #"{"id":2,"method":"t.Echo/Now"}"# + "\n")
      let answer = try #require(try await connection.answer())
      #expect(answer["id"] == 1)
      #expect(answer["error"]?["reason"] == "LINE_TOO_LONG" && answer["error"]?["code"] == 8)
      #expect(await connection.line() == #"{"id":2,"result":{}}"#)
      try await sent
    }
  }

  @Test func aLineOfExactlyTheLimitIsRead() async throws {
    try await TestServer.with { _, connection in
      let head = #"{"id":1,"method":"t.Echo/Later","params":{"x":""#
      let fill = String(repeating: "x", count: LineLimits.standard.lineBytes - head.utf8.count - 3)
      async let sent: Void = connection.send(head + fill + "\"}}\r\n")
      #expect(try await connection.answer()?["result"]?["x"]?.string?.utf8.count == fill.utf8.count)
      try await sent
    }
  }

  @Test func anUnknownMethodIsAnsweredWithTheOneMeant() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(#"{"id":1,"method":"t.Echo/now"}"# + "\n")
      let error = try #require(try await connection.answer()?["error"])
      #expect(error["code"] == 12 && error["reason"] == "UNKNOWN_METHOD")
      #expect(error["message"]?.string?.contains(#"Did you mean "t.Echo/Now"?"#) == true)
      #expect(error["details"]?.array?.first?["suggestion"] == "t.Echo/Now")
    }
  }

  @Test func anOpenIDCannotBeUsedAgain() async throws {
    try await TestServer.with { test, connection in
      try await connection.send(#"{"id":1,"method":"t.Gate/Wait"}"# + "\n")
      try await test.entered.wait()
      try await connection.send(#"{"id":1,"method":"t.Echo/Now"}"# + "\n")
      let refusal = try #require(try await connection.answer())
      #expect(refusal["id"] == .null && refusal["error"]?["reason"] == "DUPLICATE_CALL_ID")
      test.gate.open()
      #expect(await connection.line() == #"{"id":1,"result":{"waited":true}}"#)
      try await connection.send(#"{"id":1,"method":"t.Echo/Now"}"# + "\n")
      #expect(await connection.line() == #"{"id":1,"result":{}}"#)
    }
  }

  @Test func errorsOfMethods() async throws {
    try await TestServer.with { _, connection in
      try await connection.send(#"{"id":1,"method":"t.Fail/Status"}"# + "\n")
      let known = try #require(try await connection.answer()?["error"])
      #expect(known["reason"] == "PARAMETER_INVALID")
      #expect(known["details"]?.array?.first?["path"] == "a.b")
      #expect(known["requestId"]?.string?.isEmpty == false)
      try await connection.send(#"{"id":2,"method":"t.Fail/Unmapped"}"# + "\n")
      let unknown = try #require(try await connection.answer()?["error"])
      #expect(unknown["reason"] == "UNEXPECTED" && unknown["code"] == 13)
      #expect(unknown["message"]?.string?.contains("UnmappedError") == false)
      try await connection.send(#"{"id":3,"method":"t.Echo/Lost"}"# + "\n")
      #expect(try await connection.answer()?["error"]?["reason"] == "UNEXPECTED")
      try await connection.send(
        #"{"id":4,"method":"t.Echo/Twice"}"# + "\n" + #"{"id":5,"method":"t.Echo/Now"}"# + "\n")
      #expect(await connection.line() == #"{"id":4,"result":1}"#)
      #expect(await connection.line() == #"{"id":5,"result":{}}"#)
    }
  }

  @Test func jsonRPC() async throws {
    try await TestServer.with { test, connection in
      try await connection.send(#"{"jsonrpc":"2.0","id":1,"method":"t.Echo/Later","params":{"x":1}}"# + "\n")
      #expect(await connection.line() == #"{"jsonrpc":"2.0","id":1,"result":{"x":1}}"#)
      for (line, code) in [
        (#"{"jsonrpc":"2.0","id":2,"method":"t.Nope/Nope"}"#, -32_601),
        (#"{"jsonrpc":"2.0","id":2,"method":"t.Fail/Status"}"#, -32_602),
        (#"{"jsonrpc":"2.0","id":2,"method":"t.Fail/Unmapped"}"#, -32_603),
        (#"{"jsonrpc":"2.0","id":2,"method":7}"#, -32_600), (#"{"jsonrpc":"2.0","id":2,"#, -32_700),
      ] {
        try await connection.send(line + "\n")
        let answer = try #require(try await connection.answer())
        #expect(answer["jsonrpc"] == "2.0")
        #expect(answer["error"]?["code"]?.integer == Int64(code))
        #expect(answer["error"]?["data"]?["reason"] != nil)
      }
      try await connection.send(#"{"jsonrpc":"2.0","method":"t.Gate/Open"}"# + "\n")
      try await connection.send(#"{"id":3,"method":"t.Echo/Now"}"# + "\n")
      #expect(await connection.line() == #"{"id":3,"result":{}}"#)
      #expect(try test.server.statistics.notificationsDropped == 1)
    }
  }

  @Test func itemsForCallsThatTakeNone() async throws {
    try await TestServer.with { test, connection in
      try await connection.send(
        #"{"id":9,"item":1}"# + "\n" + #"{"id":9,"end":true}"# + "\n" + #"{"id":1,"method":"t.Gate/Wait"}"#
          + "\n")
      try await test.entered.wait()
      try await connection.send(#"{"id":1,"item":1}"# + "\n")
      let answer = try #require(try await connection.answer())
      #expect(answer["id"] == .null && answer["error"]?["reason"] == "INVALID_REQUEST")
      test.gate.open()
      #expect(try await connection.answer()?["id"] == 1)
    }
  }

  @Test func aClientThatClosesItsSideGetsEveryAnswer() async throws {
    try await TestServer.with { test, connection in
      try await connection.send(
        #"{"id":1,"method":"t.Gate/Wait"}"# + "\n" + #"{"id":2,"method":"t.Stream/Count"}"# + "\n"
          + #"{"id":3,"method":"t.Echo/Now"}"#)
      try await connection.closeOutput()
      var ids: [Int64?] = []
      for _ in 0..<7 { ids.append(try await connection.answer()?["id"]?.integer) }
      #expect(ids.filter { $0 == 2 }.count == 6 && ids.contains(3))
      test.gate.open()
      #expect(await connection.line() == #"{"id":1,"result":{"waited":true}}"#)
      #expect(await connection.line() == nil)
    }
  }

  @Test func randomBytesNeverEndTheServer() async throws {
    try await TestServer.with { _, connection in
      try await connection.showCredential()
      var random = Dice(seed: 7)
      let good = Array(
        (#"{"id":1,"method":"t.Echo/Later","params":{"é":[1,2.5,null]},"meta":{"timeout":"1m"}}"# + "\n").utf8
      )
      async let lines = connection.linesUntil(id: 99)
      for _ in 0..<300 {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...20, using: &random) {
          var line = good
          for _ in 0..<Int.random(in: 0...4, using: &random) {
            line[Int.random(in: 0..<line.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
          }
          bytes += line
        }
        try await connection.send(bytes: bytes)
      }
      try await connection.send("\n" + #"{"id":99,"method":"t.Echo/Now"}"# + "\n")
      #expect(try await lines > 300)
    }
  }
}

extension RawConnection {
  /// Makes the connection one of somebody known: a stranger's lines are kept to a pace.
  func showCredential() async throws {
    try await send(#"{"id":"k","method":"t.Echo/Now","meta":{"authorization":"Bearer x"}}"# + "\n")
    #expect(await line() == #"{"id":"k","result":{}}"#)
  }

  /// Reads until the answer of that id; returns how many lines there were.
  func linesUntil(id: Int64) async throws -> Int {
    var count = 0
    while let answer = try await answer() {
      count += 1
      if answer["id"]?.integer == id { return count }
    }
    return -1
  }
}
