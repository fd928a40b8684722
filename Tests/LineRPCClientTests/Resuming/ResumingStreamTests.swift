import JSONBytes
import LineRPC
import Synchronization
import TestSupport
import Testing
import Violations

@testable import LineRPCClient

/// Streams that survive what happens to their connections.
@Suite(.timeLimit(.minutes(1))) struct ResumingStreamTests {
  private func client(
    _ server: ScriptedServer, tries: Int = 6, standing: Duration = .seconds(3_600), _ observed: Observed = Observed()
  ) -> RetryingClient {
    let port = server.port
    return RetryingClient(
      policy: RetryPolicy(tries: tries, firstPause: .zero, longestPause: .zero, standing: standing),
      generator: Dice(seed: 1),
      observer: observed.add
    ) { () async throws(Status) in try await LineClient.connect(host: "127.0.0.1", port: port) }
  }

  private static func isBad(_ index: Int) -> Bool { index % 11 == 4 }
  private static func isOdd(_ index: Int) -> Bool { index % 7 == 2 && !isBad(index) }

  private static func item(_ index: Int) -> [UInt8] {
    Array(#"{"n":\#(index),"bad":\#(isBad(index)),"odd":\#(isOdd(index))}"#.utf8)
  }

  @Test("Everything is settled, stored once and told once, wherever the server breaks off", arguments: 1...24)
  func survives(seed: Int) async throws {
    var dice = Dice(seed: UInt64(seed) + 1_000)
    let (first, count, window) = (dice.roll(0...1) * 500, 600, dice.pick([1, 7, 64, 4_096]))
    let indexes = first..<first + count
    let intake = ModelIntake(seed: seed, faults: 20, window: window)
    try await ScriptedServer.with { server in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await intake.serve(server) }
        let client = client(server, tries: 100)
        let stream = ResumingStream(client, firstIndex: first, window: window) { index in
          index < indexes.upperBound ? Self.item(index) : nil
        }
        var (rejects, warnings, acknowledged) = ([Int](), [Int](), [first])
        let totals = try await stream.run { event in
          switch event {
          case .rejected(let index, let status):
            #expect(status.reason == .recordInvalid)
            rejects.append(index)
          case .warned(let index, let json):
            let warned = try JSONValue(parsing: json)
            #expect(warned["index"]?.integer == Int64(index))
            warnings.append(index)
          case .acknowledged(let index, let totals):
            #expect(index > acknowledged[acknowledged.count - 1] && totals.settled == index - first)
            #expect(totals.rejected == rejects.count { $0 < index })
            acknowledged.append(index)
          }
        }
        #expect(intake.stored.sorted() == indexes.filter { !Self.isBad($0) }.map(Int64.init))
        #expect(rejects.sorted() == indexes.filter(Self.isBad))
        #expect(warnings.sorted() == indexes.filter(Self.isOdd))
        #expect(acknowledged.last == indexes.upperBound && totals.settled == count)
        #expect(intake.faults == 0 && intake.calls > 1)
        await client.close()
        group.cancelAll()
      }
    }
  }

  /// A stream and the server's side of its first call.
  private func withStream(
    tries: Int = 6, window: Int = 4, options: CallOptions = CallOptions(), _ observed: Observed = Observed(),
    source: @escaping @Sendable (Int) async throws -> [UInt8]?,
    handler: @escaping @Sendable (ResumingStreamEvent) async throws -> Void = { _ in },
    _ body: (ScriptedServer, ScriptedConnection, _ id: String, Task<StreamTotals, any Error>) async throws -> Void
  ) async throws {
    try await ScriptedServer.with { server in
      let client = client(server, tries: tries, observed)
      let stream = ResumingStream(client, window: window, options: options, source: source)
      let run = Task { try await stream.run(handler) }
      let connection = try await server.connection()
      let start = try await connection.request()
      #expect(start["method"] == "kurukan.v1.Records/SubmitStream" && start["params"] == ["firstIndex": 0])
      try await body(server, connection, try #require(start["id"]).text, run)
      await client.close()
    }
  }

  private static func failure(_ run: Task<StreamTotals, any Error>) async -> ResumingStreamFailure? {
    await #expect(throws: ResumingStreamFailure.self) { _ = try await run.value }
  }

  @Test func noMoreIsUnderWayThanTheWindow() async throws {
    let asked = Mutex<[Int]>([])
    try await withStream(
      window: 3,
      source: { index in
        asked.withLock { $0.append(index) }
        return index < 5 ? Self.item(index) : nil
      }
    ) { _, connection, id, run in
      for index in 0..<3 { #expect(try await connection.request()["item"]?["n"]?.integer == Int64(index)) }
      try await connection.send(#"{"id":\#(id),"item":{"acknowledged":1,"created":1}}"#)
      #expect(try await connection.request()["item"]?["n"] == 3)
      // The fifth was not even asked for while three were under way.
      #expect(asked.withLock { $0 } == [0, 1, 2, 3])
      try await connection.send(#"{"id":\#(id),"item":{"acknowledged":4,"created":4}}"#)
      #expect(try await connection.request()["item"]?["n"] == 4)
      #expect(try await connection.request()["end"] == true)
      try await connection.send(#"{"id":\#(id),"result":{"acknowledged":5,"created":5}}"#)
      #expect(try await run.value == StreamTotals(created: 5))
    }
  }

  /// As one that sends what comes from somewhere else, now and then.
  @Test(arguments: [true, false]) func aStreamThatStoodWithNothingToSendMayBeCutAgain(hasStood: Bool) async throws {
    let items = Latch()
    try await ScriptedServer.with { server in
      let client = client(server, tries: 3, standing: hasStood ? .zero : .seconds(3_600))
      let stream = ResumingStream(client) { index in
        try await items.wait()
        return index < 1 ? Self.item(index) : nil
      }
      let run = Task { try await stream.run { _ in } }
      for _ in 1...(hasStood ? 10 : 3) {
        let connection = try await server.connection()
        _ = try await connection.request()
        await connection.close()
      }
      if hasStood {
        let connection = try await server.connection()
        let id = try #require(try await connection.request()["id"]).text
        items.open()
        #expect(try await connection.request()["item"]?["n"] == 0)
        #expect(try await connection.request()["end"] == true)
        try await connection.send(#"{"id":\#(id),"result":{"acknowledged":1,"created":1}}"#)
        #expect(try await run.value == StreamTotals(created: 1))
      } else {
        let status = await Self.failure(run)?.cause as? Status
        #expect(status?.reason == .connectionLost)
      }
      await client.close()
    }
  }

  /// The server says that a part of what was sent is missing: it is sent again, over another connection.
  @Test func aStreamWhoseInputWasCutGoesOnElsewhere() async throws {
    try await withStream(window: 2, source: { $0 < 2 ? Self.item($0) : nil }) { server, connection, id, run in
      for _ in 0..<2 { _ = try await connection.request() }
      try await connection.send(
        #"{"id":\#(id),"item":{"acknowledged":1,"created":1}}"#,
        #"{"id":\#(id),"error":{"status":"UNAVAILABLE","reason":"INPUT_ENDED","message":"m","resumeFrom":1}}"#)
      let next = try await server.connection()
      let start = try await next.request()
      #expect(start["params"] == ["firstIndex": 1])
      let second = try #require(start["id"]).text
      #expect(try await next.request()["item"]?["n"] == 1)
      try await next.send(#"{"id":\#(second),"result":{"acknowledged":2,"created":1}}"#)
      #expect(try await run.value == StreamTotals(created: 2))
    }
  }

  @Test func aStreamThatGetsNoFurtherIsGivenUp() async throws {
    let observed = Observed()
    try await withStream(tries: 3, observed, source: Self.item) { server, connection, id, run in
      _ = try await connection.request()
      try await connection.send(#"{"id":\#(id),"item":{"acknowledged":1,"created":1}}"#)
      _ = try await connection.request()
      await connection.close()
      // One failure after progress, two more without any.
      for _ in 1...2 {
        let next = try await server.connection()
        #expect(try await next.request()["params"] == ["firstIndex": 1])
        await next.close()
      }
      let failure = await Self.failure(run)
      let status = failure?.cause as? Status
      #expect(status?.reason == .connectionLost && status?.message.en.hasSuffix("(tried 3 times)") == true)
      #expect(failure?.acknowledged == 1 && failure?.totals == StreamTotals(created: 1))
      #expect(observed.texts.count { $0.hasPrefix("repeating kurukan.v1.Records/SubmitStream") } == 2)
    }
  }

  @Test func aRefusalEndsTheStreamAndSaysHowFarItCame() async throws {
    let told = Mutex<[ResumingStreamEvent]>([])
    try await withStream(source: Self.item, handler: { event in told.withLock { $0.append(event) } }) {
      _, connection, id, run in
      for _ in 0..<3 { _ = try await connection.request() }
      try await connection.send(
        #"{"id":\#(id),"error":{"status":"UNAUTHENTICATED","reason":"UNAUTHENTICATED","message":"m","resumeFrom":2}}"#)
      let failure = await Self.failure(run)
      #expect((failure?.cause as? Status)?.reason == .unauthenticated)
      #expect(failure?.acknowledged == 2 && failure?.totals == StreamTotals(duplicates: 2))
      #expect(told.withLock { $0 } == [.acknowledged(2, StreamTotals(duplicates: 2))])
    }
  }

  @Test func theTimeoutIsForTheStreamAsAWhole() async throws {
    try await withStream(options: CallOptions(timeout: .seconds(60)), source: Self.item) { _, connection, id, run in
      _ = try await connection.request()
      try await connection.send(
        #"{"id":\#(id),"error":{"status":"UNAVAILABLE","reason":"DRAINING","message":"m","retryAfter":"61s"}}"#)
      let failure = await Self.failure(run)
      #expect((failure?.cause as? Status)?.reason == .draining && failure?.acknowledged == 0)
    }
  }

  @Test func whatTheSourceCannotGiveEndsTheStream() async throws {
    struct Unreadable: Error {}
    try await withStream(source: { index in
      guard index < 2 else { throw Unreadable() }
      return Self.item(index)
    }) { _, connection, id, run in
      _ = try await connection.request()
      let failure = await Self.failure(run)
      #expect(failure?.cause is Unreadable && failure?.acknowledged == 0)
      #expect(try await connection.request()["item"]?["n"] == 1)
      #expect(await connection.line() == #"{"id":\#(id),"cancel":true}"#)
    }
  }

  @Test func whatCannotBeSentEndsTheStream() async throws {
    try await withStream(source: { index in index < 1 ? Self.item(index) : Array("{".utf8) }) {
      _, connection, id, run in
      _ = try await connection.request()
      let failure = await Self.failure(run)
      let status = failure?.cause as? Status
      #expect(status?.reason == .parseError && status?.message.en.hasPrefix("Item 1: ") == true)
      #expect(status?.message.fr?.hasPrefix("Élément 1") == true)
    }
  }

  @Test func anErrorOfTheHandlerEndsTheStream() async throws {
    struct DiskFull: Error {}
    try await withStream(source: Self.item, handler: { _ in throw DiskFull() }) { _, connection, id, run in
      _ = try await connection.request()
      try await connection.send(#"{"id":\#(id),"item":{"acknowledged":1,"created":1}}"#)
      let failure = await Self.failure(run)
      #expect(failure?.cause is DiskFull && failure?.acknowledged == 1)
      while let line = await connection.line(), !line.contains("cancel") {}
    }
  }

  @Test func aSourceThatWaitsIsCancelledWithTheStream() async throws {
    let waiting = Signal()
    try await withStream(source: { index in
      guard index > 0 else { return Self.item(0) }
      waiting.send()
      await Signal().wait()
      throw CancellationError()
    }) { server, connection, id, run in
      await waiting.wait()
      run.cancel()
      let failure = await Self.failure(run)
      #expect((failure?.cause as? Status)?.reason == .cancelled)
    }
  }

  @Test(arguments: [
    #""item":{"acknowledged":3}"#, #""item":{"rejected":{"index":2,"error":{}}}"#, #""item":{"acknowledged":"x"}"#,
    #""result":{"acknowledged":1,"created":1}"#, #""result":{}"#,
  ])
  func aServerThatContradictsItselfIsNotBelieved(_ member: String) async throws {
    try await withStream(window: 2, source: Self.item) { _, connection, id, run in
      for _ in 0..<2 { _ = try await connection.request() }
      try await connection.send(#"{"id":\#(id),\#(member)}"#)
      let failure = await Self.failure(run)
      #expect((failure?.cause as? Status)?.reason == .unexpected)
    }
  }

  @Test func nothingIsAlsoAStream() async throws {
    try await withStream(source: { _ in nil }) { _, connection, id, run in
      #expect(try await connection.request()["end"] == true)
      try await connection.send(#"{"id":\#(id),"result":{"acknowledged":0}}"#)
      #expect(try await run.value == StreamTotals())
    }
  }
}
