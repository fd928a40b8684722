import JSONBytes
import LineRPC
import LineRPCServer
import TestSupport
import Testing

/// Shutting down while connections are open.
@Suite(.timeLimit(.minutes(1))) struct DrainTests {
  @Test func openCallsEndStreamsAndNewCallsDoNot() async throws {
    let test = try await TestServer.start()
    let idle = try await test.connect()
    try await idle.send(#"{"id":1,"method":"t.Echo/Now"}"# + "\n")
    _ = await idle.line()
    let streaming = try await test.connect()
    try await streaming.send(#"{"id":1,"method":"t.Stream/Hold"}"# + "\n")
    _ = await streaming.line()
    let working = try await test.connect()
    try await working.send(#"{"id":1,"method":"t.Gate/Wait"}"# + "\n")
    try await test.entered.wait()
    async let down: Void = test.shutdown(grace: .seconds(30))

    #expect(try await idle.rest().map { $0["error"]?["reason"] } == ["DRAINING"])
    let stream = try await streaming.rest()
    #expect(stream.map { $0["error"]?["reason"] } == ["DRAINING", "DRAINING"])
    #expect(stream.map { $0["id"] } == [1, .null])

    try await working.send(#"{"id":2,"method":"t.Echo/Now"}"# + "\n")
    let refusal = try #require(try await working.answer())
    #expect(refusal["id"] == 2 && refusal["error"]?["code"] == 14)
    #expect(refusal["error"]?["retryAfter"] == "1s")
    test.gate.open()
    #expect(await working.line() == #"{"id":1,"result":{"waited":true}}"#)
    #expect(try await working.answer()?["error"]?["reason"] == "DRAINING")
    #expect(await working.line() == nil)
    try await down
    await #expect(throws: (any Error).self) { _ = try await test.connect() }
  }

  @Test func whatOutlastsTheGraceIsAnsweredAndClosed() async throws {
    let test = try await TestServer.start()
    let connection = try await test.connect()
    try await connection.send(
      #"{"id":1,"method":"t.Gate/Wait"}"# + "\n" + #"{"jsonrpc":"2.0","id":2,"method":"t.Gate/Deaf"}"# + "\n")
    try await test.entered.wait()
    async let down: Void = test.shutdown(grace: .milliseconds(10))
    let answers = try await connection.rest()
    #expect(answers.count == 3 && answers.last?["id"] == .null)
    #expect(Set(answers.compactMap { $0["id"]?.integer }) == [1, 2])
    test.gate.open()
    try await down
    #expect(try test.server.statistics.connections == 0)
  }

  @Test func startingTwiceAndListeningWhereAnotherDoes() async throws {
    let test = try await TestServer.start()
    let server = try test.server
    await #expect(throws: LineServerError.self) { _ = try await server.start() }
    try await test.shutdown()
    try await test.shutdown()
  }
}
