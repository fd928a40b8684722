import JSONBytes
import LineRPC
import Synchronization
import TestSupport
import Testing
import Violations

@testable import LineRPCClient

/// A client that connects again and repeats calls, against a server that is told what to say.
@Suite(.timeLimit(.minutes(1))) struct RetryingClientTests {
  /// No test waits for longer than the server says.
  private static let impatient = RetryPolicy(firstPause: .zero, longestPause: .zero)

  private static func error(
    _ id: JSONValue, _ reason: Reason, retryAfter: String? = nil
  ) -> String {
    let after = retryAfter.map { #","retryAfter":"\#($0)""# } ?? ""
    let members = #""status":"\#(reason.code.name)","reason":"\#(reason.name)","message":"m"\#(after)"#
    return #"{"id":\#(id.text),"error":{\#(members)}}"#
  }

  private static func result(_ id: JSONValue, _ json: String = "{}") -> String {
    #"{"id":\#(id.text),"result":\#(json)}"#
  }

  private func with(
    _ policy: RetryPolicy = impatient, repeatable: Set<String> = ["t.A/Repeatable"],
    _ body: (ScriptedServer, RetryingClient, Observed) async throws -> Void
  ) async throws {
    try await ScriptedServer.with { server in
      let observed = Observed()
      let port = server.port
      let client = RetryingClient(
        policy: policy, isRepeatable: { repeatable.contains($0) }, generator: Dice(seed: 1), observer: observed.add
      ) { () async throws(Status) in try await LineClient.connect(host: "127.0.0.1", port: port) }
      try await body(server, client, observed)
      await client.close()
    }
  }

  @Test func aCallIsRepeatedOverAnotherConnection() async throws {
    try await with { server, client, observed in
      async let answer = client.call("t.A/Repeatable", Array(#"{"a":1}"#.utf8))
      let first = try await server.connection()
      _ = try await first.request()
      await first.close()
      let second = try await server.connection()
      let request = try await second.request()
      #expect(request["method"] == "t.A/Repeatable" && request["params"] == ["a": 1])
      try await second.send(Self.result(request["id"] ?? .null, #"{"b":2}"#))
      #expect(try await answer == Array(#"{"b":2}"#.utf8))
      #expect(observed.texts == ["repeating t.A/Repeatable CONNECTION_LOST", "reconnected"])
    }
  }

  @Test func whatMayHaveTakenEffectIsNotRepeatedUnlessItMayBe() async throws {
    try await with { server, client, observed in
      let call = Task { try await client.call("t.A/Once") }
      let first = try await server.connection()
      _ = try await first.request()
      await first.close()
      let status = await #expect(throws: Status.self) { _ = try await call.value }
      #expect(status?.reason == .connectionLost && observed.texts.isEmpty)
      // The next call is the next that the server hears of.
      async let answer = client.call("t.A/Other")
      let second = try await server.connection()
      let request = try await second.request()
      #expect(request["method"] == "t.A/Other")
      try await second.send(Self.result(request["id"] ?? .null))
      _ = try await answer
    }
  }

  @Test func whatWasNotDoneIsRepeatedWhateverItIs() async throws {
    try await with { server, client, observed in
      async let answer = client.call("t.A/Once")
      let connection = try await server.connection()
      let first = try await connection.request()
      try await connection.send(Self.error(first["id"] ?? .null, .tooManyCalls, retryAfter: "5ms"))
      let second = try await connection.request()
      #expect(second["method"] == "t.A/Once" && second["id"] != first["id"])
      try await connection.send(Self.result(second["id"] ?? .null))
      #expect(try await answer == Array("{}".utf8))
      let pauses = observed.events.compactMap { event -> Duration? in
        if case .repeating(_, let pause, _) = event { pause } else { nil }
      }
      #expect(pauses == [.milliseconds(5)])
    }
  }

  @Test func noOftenerThanThePolicySays() async throws {
    try await with(RetryPolicy(tries: 3, firstPause: .zero, longestPause: .zero)) { server, client, _ in
      let call = Task { try await client.call("t.A/Repeatable") }
      let connection = try await server.connection()
      for _ in 1...3 {
        let id = try #require(try await connection.request()["id"])
        try await connection.send(Self.error(id, .intakeFull))
      }
      let status = await #expect(throws: Status.self) { _ = try await call.value }
      #expect(status?.reason == .intakeFull && status?.message.en == "m (tried 3 times)")
      #expect(status?.message.fr == "m (3 essais)")
    }
  }

  @Test func anAnswerThatRefusesIsNotRepeated() async throws {
    try await with { server, client, observed in
      let call = Task { try await client.call("t.A/Repeatable") }
      let connection = try await server.connection()
      let id = try #require(try await connection.request()["id"])
      try await connection.send(Self.error(id, .recordInvalid))
      let status = await #expect(throws: Status.self) { _ = try await call.value }
      #expect(status?.reason == .recordInvalid && status?.message.en == "m" && observed.texts.isEmpty)
    }
  }

  @Test func theTimeoutIsForAllTriesTogether() async throws {
    try await with { server, client, observed in
      let call = Task { try await client.call("t.A/Repeatable", options: CallOptions(timeout: .seconds(60))) }
      let connection = try await server.connection()
      let first = try await connection.request()
      try await connection.send(Self.error(first["id"] ?? .null, .intakeFull))
      let second = try await connection.request()
      let timeouts = [first, second].compactMap { $0["meta"]?["timeout"]?.string.flatMap(DurationText.parse) }
      #expect(timeouts.count == 2 && timeouts[1] < timeouts[0] && timeouts[0] <= .seconds(60))
      // A pause that ends after the deadline is not begun.
      try await connection.send(Self.error(second["id"] ?? .null, .intakeFull, retryAfter: "61s"))
      let status = await #expect(throws: Status.self) { _ = try await call.value }
      #expect(status?.reason == .intakeFull && observed.texts.count == 1)
    }
  }

  @Test func aServerThatDrainsIsLeftAndItsOpenCallsEndThere() async throws {
    try await with { server, client, _ in
      let old = Task { try await client.call("t.A/Slow") }
      let first = try await server.connection()
      let slow = try await first.request()
      async let answer = client.call("t.A/Repeatable")
      let refused = try await first.request()
      try await first.send(Self.error(refused["id"] ?? .null, .draining))
      let second = try await server.connection()
      let repeated = try await second.request()
      #expect(repeated["method"] == "t.A/Repeatable")
      try await second.send(Self.result(repeated["id"] ?? .null, #"{"new":true}"#))
      #expect(try await answer == Array(#"{"new":true}"#.utf8))
      try await first.send(Self.result(slow["id"] ?? .null, #"{"old":true}"#))
      #expect(try await old.value == Array(#"{"old":true}"#.utf8))
      // Nobody uses it any more.
      #expect(await first.line() == nil)
    }
  }

  /// A lost connection fails all its calls, is made again once, and costs one token of the budget.
  @Test func manyCallsShareOneConnectionAndOneLoss() async throws {
    let policy = RetryPolicy(firstPause: .zero, longestPause: .zero, budgetTokens: 4)
    try await with(policy) { server, client, observed in
      let calls = (0..<50).map { number in
        let params = Array("{\"n\":\(number)}".utf8)
        return Task { String(decoding: try await client.call("t.A/Repeatable", params), as: UTF8.self) }
      }
      let first = try await server.connection()
      for _ in calls { _ = try await first.request() }
      await first.close()
      let second = try await server.connection()
      for _ in calls {
        let request = try await second.request()
        try await second.send(Self.result(request["id"] ?? .null, (request["params"] ?? .null).text))
      }
      for (number, call) in calls.enumerated() { #expect(try await call.value == "{\"n\":\(number)}") }
      #expect(observed.texts.count { $0 == "reconnected" } == 1)
    }
  }

  @Test func whereMostFailsNothingIsRepeated() async throws {
    let policy = RetryPolicy(tries: 100, firstPause: .zero, longestPause: .zero, budgetTokens: 6)
    try await with(policy) { server, client, observed in
      let call = Task { try await client.call("t.A/Repeatable") }
      let connection = try await server.connection()
      for _ in 1...3 {
        let id = try #require(try await connection.request()["id"])
        try await connection.send(Self.error(id, .intakeFull))
      }
      let status = await #expect(throws: Status.self) { _ = try await call.value }
      #expect(status?.reason == .intakeFull && observed.texts.count == 2)
    }
  }

  @Test func closingEndsWhatWaits() async throws {
    try await with { server, client, _ in
      let call = Task { try await client.call("t.A/Repeatable") }
      let connection = try await server.connection()
      _ = try await connection.request()
      await client.close()
      let status = await #expect(throws: Status.self) { _ = try await call.value }
      #expect(status?.reason == .cancelled)
      let after = await #expect(throws: Status.self) { _ = try await client.call("t.A/Repeatable") }
      #expect(after?.reason == .cancelled)
    }
  }

  @Test func streamsUseTheSameConnection() async throws {
    try await with { server, client, _ in
      let connecting = Task { try await client.stream("t.A/Stream") }
      let connection = try await server.connection()
      let id = try #require(try await connection.request()["id"]).text
      var events = try await connecting.value.makeAsyncIterator()
      try await connection.send(#"{"id":\#(id),"item":1}"#)
      #expect(try await events.next() == .item(Array("1".utf8)))
      await connection.close()
      let status = await #expect(throws: Status.self) { _ = try await events.next() }
      #expect(status?.reason == .connectionLost)
    }
  }
}

/// What an observer was told.
final class Observed: Sendable {
  private let guarded = Mutex<[RetryEvent]>([])

  var events: [RetryEvent] { guarded.withLock { $0 } }

  var texts: [String] {
    events.map { event in
      switch event {
      case .reconnecting(_, let status): "reconnecting \(status.reason)"
      case .repeating(let method, _, let status): "repeating \(method) \(status.reason)"
      case .reconnected: "reconnected"
      }
    }
  }

  @Sendable func add(_ event: RetryEvent) { guarded.withLock { $0.append(event) } }
}
