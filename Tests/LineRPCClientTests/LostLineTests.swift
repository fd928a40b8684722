import JSONBytes
import LineRPC
import LineRPCClient
import Testing
import Violations

/// A call whose line the server could not read, and does not name, never waits for ever. None of these calls has a
/// timeout.
@Suite(.timeLimit(.minutes(1))) struct LostLineTests {
  /// A client, the server's side of its connection, and so many calls that are open.
  private func withOpenCalls(
    _ count: Int, _ body: (ScriptedConnection, LineClient, [Task<String, any Error>], [JSONValue]) async throws -> Void
  ) async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client()
      let connection = try await server.connection()
      var calls: [Task<String, any Error>] = []
      var ids: [JSONValue] = []
      for number in 0..<count {
        calls.append(Task { String(decoding: try await client.call("t.A/B\(number)"), as: UTF8.self) })
        ids.append(try #require(try await connection.request()["id"]))
      }
      try await body(connection, client, calls, ids)
      await client.close()
    }
  }

  @Test(arguments: ["PARSE_ERROR", "MISSING_ID", "INVALID_REQUEST", "DUPLICATE_CALL_ID"])
  func aFaultOfALineEndsEveryCallThatItMayBeOf(_ reason: String) async throws {
    try await withOpenCalls(2) { connection, client, calls, ids in
      try await connection.send(Self.error(reason, "INVALID_ARGUMENT"))
      for call in calls {
        let status = await #expect(throws: Status.self) { _ = try await call.value }
        #expect(status?.reason.name == reason)
        #expect(status?.message.en.contains("did not say of which call") == true)
        #expect(status?.message.en.contains("Strange.") == true)
      }
      // The server is told that nobody waits for them any more.
      let cancelled = [try await connection.request(), try await connection.request()]
      #expect(Set(cancelled.map { $0["id"] }) == Set(ids) && cancelled.allSatisfy { $0["cancel"] == true })
      try await Self.expectAnswer(client, connection)
    }
  }

  @Test(arguments: [(Reason.lineTooLong, Reason.lineTooLong), (.tooManyCalls, .connectionLost)])
  func aLineThatWasSkippedEndsThemAsWell(_ reason: Reason, _ told: Reason) async throws {
    try await withOpenCalls(1) { connection, client, calls, _ in
      try await connection.send(Self.error(reason.name, "RESOURCE_EXHAUSTED"))
      let status = await #expect(throws: Status.self) { _ = try await calls[0].value }
      // Of the line it is known that nothing was done, of the call not.
      #expect(status?.reason == told && status?.message.en.contains("not known") == true)
      #expect(client.isOpen)
    }
  }

  /// Whatever the reason: even what would otherwise be the connection's last line.
  @Test(arguments: [Reason.invalidRequest, .lineTooLong, .tooManyCalls, .draining])
  func aFaultThatNamesACallEndsThatCallAlone(_ reason: Reason) async throws {
    try await withOpenCalls(2) { connection, client, calls, ids in
      let details = #"[{"path":"id","message":"m","found":"\#(ids[1].text)"}]"#
      try await connection.send(Self.error(reason.name, reason.code.name, details: details))
      let status = await #expect(throws: Status.self) { _ = try await calls[1].value }
      #expect(status?.reason == reason && status?.message.en == "Strange.")
      try await connection.send(#"{"id":\#(ids[0].text),"result":{"a":1}}"#)
      #expect(try await calls[0].value == #"{"a":1}"#)
    }
  }

  @Test func aFaultThatNamesNoOpenCallEndsNone() async throws {
    try await withOpenCalls(1) { connection, client, calls, ids in
      try await connection.send(
        Self.error("INVALID_REQUEST", "INVALID_ARGUMENT", details: #"[{"path":"id","message":"m","found":"999"}]"#),
        #"{"id":\#(ids[0].text),"result":{}}"#)
      #expect(try await calls[0].value == "{}")
    }
  }

  @Test func aStreamThatHasBegunIsNotTakenForALostLine() async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client()
      let connection = try await server.connection()
      var begun = try client.stream("t.A/Begun").makeAsyncIterator()
      let begunID = try #require(try await connection.request()["id"]).text
      try await connection.send(#"{"id":\#(begunID),"item":1}"#)
      #expect(try await begun.next() == .item(Array("1".utf8)))
      // A client's own stream may have lost any of its lines, begun or not.
      let duplex = try client.open("t.A/Duplex")
      let duplexID = try #require(try await connection.request()["id"]).text
      var events = duplex.events.makeAsyncIterator()
      try await connection.send(#"{"id":\#(duplexID),"item":1}"#)
      #expect(try await events.next() == .item(Array("1".utf8)))

      try await connection.send(Self.error("PARSE_ERROR", "INVALID_ARGUMENT"))
      let status = await #expect(throws: Status.self) { _ = try await events.next() }
      #expect(status?.reason == .parseError)
      try await connection.send(#"{"id":\#(begunID),"item":2}"#, #"{"id":\#(begunID),"result":{}}"#)
      #expect(try await begun.next() == .item(Array("2".utf8)))
      #expect(try await begun.next() == .result(Array("{}".utf8)))
      await client.close()
    }
  }

  /// The server writes nothing after its last line, so the calls end even if it never closes the connection.
  @Test(arguments: [
    ("REPEATED_BREACH", "RESOURCE_EXHAUSTED"), ("AUTHENTICATION_FAILURES", "UNAUTHENTICATED"),
    ("DRAINING", "UNAVAILABLE"), ("SOMETHING_NEW", "UNAVAILABLE"),
  ])
  func aLastLineEndsEveryCallAtOnce(_ reason: String, _ code: String) async throws {
    try await withOpenCalls(2) { connection, client, calls, _ in
      try await connection.send(Self.error(reason, code))
      for call in calls {
        let status = await #expect(throws: Status.self) { _ = try await call.value }
        #expect(status?.reason.name == reason)
      }
      #expect(!client.isOpen)
      #expect(await connection.line() == nil)
    }
  }

  @Test(arguments: ["no JSON", "[1]", #"{"id":1,"id":1}"#, "\u{0}"])
  func aServerThatBabblesLosesTheConnection(_ line: String) async throws {
    try await withOpenCalls(2) { connection, client, calls, _ in
      try await connection.send(line)
      for call in calls {
        let status = await #expect(throws: Status.self) { _ = try await call.value }
        #expect(status?.reason == .connectionLost)
      }
      #expect(await connection.line() == nil)
    }
  }

  @Test func linesWithoutMeaningArePassedOver() async throws {
    try await withOpenCalls(1) { connection, client, calls, ids in
      let id = ids[0].text
      try await connection.send(
        "{}", #"{"id":77,"result":1}"#, #"{"id":"x","item":1}"#, #"{"id":\#(id),"item":1}"#, #"{"id":\#(id)}"#,
        #"{"id":\#(id),"result":{"first":1}}"#, #"{"id":\#(id),"result":{"second":1}}"#)
      #expect(try await calls[0].value == #"{"first":1}"#)
      try await Self.expectAnswer(client, connection)
    }
  }

  @Test func aServerThatClosesItsSideEndsTheCalls() async throws {
    try await withOpenCalls(2) { connection, client, calls, ids in
      try await connection.send(#"{"id":\#(ids[0].text),"result":{}}"#)
      try await connection.closeOutput()
      #expect(try await calls[0].value == "{}")
      let status = await #expect(throws: Status.self) { _ = try await calls[1].value }
      #expect(status?.reason == .connectionLost)
      #expect(await connection.line() == nil)
    }
  }

  @Test func aServerThatResetsTheConnectionEndsTheCalls() async throws {
    try await withOpenCalls(2) { connection, client, calls, _ in
      try await connection.reset()
      for call in calls {
        let status = await #expect(throws: Status.self) { _ = try await call.value }
        #expect(status?.reason == .connectionLost)
      }
      #expect(!client.isOpen)
    }
  }

  @Test func anAnswerThatComesTooLateIsPassedOver() async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client(LineClientConfiguration(timeoutGrace: .zero))
      let connection = try await server.connection()
      let call = Task { try await client.call("t.A/B", options: CallOptions(timeout: .milliseconds(20))) }
      let id = try #require(try await connection.request()["id"]).text
      let status = await #expect(throws: Status.self) { _ = try await call.value }
      #expect(status?.reason == .deadlineExceeded)
      #expect(await connection.line() == #"{"id":\#(id),"cancel":true}"#)
      try await connection.send(#"{"id":\#(id),"item":1}"#, #"{"id":\#(id),"result":{}}"#)
      try await Self.expectAnswer(client, connection)
      await client.close()
    }
  }

  /// An error without an id.
  private static func error(_ reason: String, _ code: String, details: String = "[]") -> String {
    #"{"id":null,"error":{"status":"\#(code)","reason":"\#(reason)","message":"Strange.","details":\#(details)}}"#
  }

  /// The connection goes on.
  private static func expectAnswer(_ client: LineClient, _ connection: ScriptedConnection) async throws {
    async let answer = client.call("t.A/Next")
    let request = try await connection.request()
    #expect(request["method"] == "t.A/Next")
    try await connection.send(#"{"id":\#(try #require(request["id"]).text),"result":{"next":true}}"#)
    #expect(try await answer == Array(#"{"next":true}"#.utf8))
  }
}

extension ScriptedServer {
  func client(_ configuration: LineClientConfiguration = LineClientConfiguration()) async throws -> LineClient {
    try await LineClient.connect(host: "127.0.0.1", port: port, configuration: configuration)
  }
}
