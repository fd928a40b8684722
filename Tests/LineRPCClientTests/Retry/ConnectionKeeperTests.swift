import LineRPC
import LineRPCServer
import Synchronization
import TestSupport
import Testing
import Violations

@testable import LineRPCClient

/// How a connection is made, and made again.
@Suite(.timeLimit(.minutes(1))) struct ConnectionKeeperTests {
  private static let unreachable = Status(.connectFailed, "Nobody.")

  /// A client whose connecting fails so many times before it connects to `server`.
  private func client(
    _ server: ScriptedServer, failing failures: Int, _ status: Status, _ policy: RetryPolicy,
    _ observed: Observed = Observed(), _ attempts: Counter = Counter()
  ) -> RetryingClient {
    let port = server.port
    return RetryingClient(policy: policy, generator: Dice(seed: 1), observer: observed.add) {
      () async throws(Status) in
      guard attempts.next() > failures else { throw status }
      return try await LineClient.connect(host: "127.0.0.1", port: port)
    }
  }

  @Test func aServerThatWasNeverReachedIsTriedOnce() async throws {
    try await ScriptedServer.with { server in
      let (observed, attempts) = (Observed(), Counter())
      let client = client(server, failing: 1, Self.unreachable, RetryPolicy(), observed, attempts)
      let status = await #expect(throws: Status.self) { _ = try await client.connection() }
      #expect(status == Self.unreachable && observed.events.isEmpty && attempts.count == 1)
      // Whoever tries again is another try.
      _ = try await client.connection()
      #expect(attempts.count == 2)
      await client.close()
    }
  }

  @Test(arguments: [true, false]) func aServerThatIsWaitedForIsTriedAgain(_ answersAtFirst: Bool) async throws {
    try await ScriptedServer.with { server in
      let (observed, attempts) = (Observed(), Counter())
      // A server that answers, if only that it drains, is there: it is waited for in any case.
      let status = answersAtFirst ? Status(.draining, "Going.") : Self.unreachable
      let policy = RetryPolicy(
        tries: 1, firstPause: .zero, longestPause: .zero, waitsForFirstConnection: !answersAtFirst)
      let client = client(server, failing: 20, status, policy, observed, attempts)
      async let other = client.connection()
      let connection = try await client.connection()
      #expect(try await other === connection && attempts.count == 21)
      let told = observed.texts
      #expect(told == Array(repeating: "reconnecting \(status.reason)", count: 20) + ["reconnected"])
      await client.close()
    }
  }

  @Test func whatCannotBeMendedIsNotTriedAgain() async throws {
    try await ScriptedServer.with { server in
      let attempts = Counter()
      let status = Status(.unauthenticated, "No such token.")
      let client = client(server, failing: 1, status, RetryPolicy(waitsForFirstConnection: true), Observed(), attempts)
      let thrown = await #expect(throws: Status.self) { _ = try await client.call("t.A/B") }
      #expect(thrown == status && attempts.count == 1)
      await client.close()
    }
  }

  @Test func aServerThatStaysAwayIsGivenUp() async throws {
    try await ScriptedServer.with { server in
      let attempts = Counter()
      let policy = RetryPolicy(
        firstPause: .zero, longestPause: .zero, patience: .milliseconds(20), waitsForFirstConnection: true)
      let client = client(server, failing: .max, Self.unreachable, policy, Observed(), attempts)
      let status = await #expect(throws: Status.self) { _ = try await client.connection() }
      #expect(status?.reason == .connectFailed && attempts.count > 1)
      #expect(status?.message.en == "Nobody. (tried \(attempts.count) times)")
      await client.close()
    }
  }

  @Test func nobodyWaitsBeyondItsDeadline() async throws {
    let (entered, never) = (Signal(), Signal())
    let client = RetryingClient { () async throws(Status) in
      entered.send()
      await never.wait()
      throw Self.unreachable
    }
    let call = Task { try await client.call("t.A/B", options: CallOptions(timeout: .milliseconds(20))) }
    await entered.wait()
    let status = await #expect(throws: Status.self) { _ = try await call.value }
    #expect(status?.reason == .deadlineExceeded && status?.message.en.contains("was not made") == true)
    never.send()
    await client.close()
  }

  @Test func whoGivesUpDoesNotWait() async throws {
    let (entered, never) = (Signal(), Signal())
    let client = RetryingClient { () async throws(Status) in
      entered.send()
      await never.wait()
      throw Self.unreachable
    }
    let cancelled = Task { try await client.call("t.A/B") }
    let closed = Task { try await client.call("t.A/B") }
    await entered.wait()
    cancelled.cancel()
    let first = await #expect(throws: Status.self) { _ = try await cancelled.value }
    #expect(first?.reason == .cancelled)
    await client.close()
    let second = await #expect(throws: Status.self) { _ = try await closed.value }
    #expect(second?.reason == .cancelled)
    never.send()
  }

  @Test func aConnectionThatComesAfterTheEndIsClosed() async throws {
    try await ScriptedServer.with { server in
      let (entered, goOn) = (Signal(), Signal())
      let port = server.port
      let client = RetryingClient { () async throws(Status) in
        entered.send()
        await goOn.wait()
        return try await LineClient.connect(host: "127.0.0.1", port: port)
      }
      let call = Task { try await client.call("t.A/B") }
      await entered.wait()
      await client.close()
      goOn.send()
      let connection = try await server.connection()
      #expect(await connection.line() == nil)
      await #expect(throws: Status.self) { _ = try await call.value }
    }
  }

  /// Servers come and go while calls are made: every call is answered, and by the server that was there.
  @Test func callsSurviveServersThatDrain() async throws {
    let peers = [try await Peer.start(), try await Peer.start(), try await Peer.start()]
    let ports = Mutex(peers.map(\.port))
    let client = RetryingClient(
      policy: RetryPolicy(firstPause: .milliseconds(1), longestPause: .milliseconds(1)), isRepeatable: { _ in true }
    ) { () async throws(Status) in
      try await LineClient.connect(host: "127.0.0.1", port: ports.withLock { $0[0] })
    }
    // A server that was never reached is asked only once.
    _ = try await client.call("t.Echo/Later")
    for (index, peer) in peers.enumerated() {
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<200 {
          let params = Array("{\"n\":\(number)}".utf8)
          group.addTask { try await client.call("t.Echo/Later", params) == params }
        }
        if index < peers.count - 1 {
          ports.withLock { _ = $0.removeFirst() }
          await peer.server.shutdown(grace: .seconds(5))
        }
        for try await isEqual in group { #expect(isEqual) }
      }
    }
    await client.close()
    await peers[2].server.shutdown(grace: .seconds(5))
  }
}

/// Counts from one.
final class Counter: Sendable {
  private let value = Atomic(0)

  var count: Int { value.load(ordering: .relaxed) }

  func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
