import JSONBytes
import LineRPC
import LineRPCClient
import Postgres
import TestSupport
import Testing
import Violations

/// What becomes of work whose time is up, or that nobody wants any more. How long an answer may be late stands in a
/// measurement; here it is only that nothing waits for the work.
@Suite("Deadlines and cancellation reach what they end") struct DeadlineTests {
  enum Ending: CaseIterable { case deadline, cancellation }

  private static func risk(_ key: String) -> JSONValue {
    [
      "kind": "risk", "programme": "p", "key": .string(key), "title": "Risque", "description": "Un risque.",
      "category": "operational", "likelihood": "medium", "impact": "high", "status": "open",
    ]
  }

  /// Runs `body` while nobody else can read or write risks.
  private static func whileRisksAreLocked(
    _ fixture: ServiceFixture, _ body: (_ watcher: Connection) async throws -> Void
  ) async throws {
    try await TestQuery.run(fixture.connectionString) { watcher in
      try await TestQuery.run(fixture.connectionString) { holder in
        try await holder.query("BEGIN")
        try await holder.query("LOCK TABLE risk IN ACCESS EXCLUSIVE MODE")
        try await body(watcher)
        try await holder.query("COMMIT")
      }
    }
  }

  /// How many statements of the server wait for the lock.
  private static func waiting(_ watcher: Connection) async throws -> Int64 {
    let result = try await watcher.query(
      "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
    return try #require(result.rows.first).value(at: 0)
  }

  /// Makes a call and ends it; the reason that it gets.
  private static func end(
    _ ending: Ending, _ client: LineClient, _ method: String, _ params: JSONValue
  ) async throws -> Reason? {
    let options = CallOptions(timeout: ending == .deadline ? .milliseconds(300) : nil)
    let call = try client.open("kurukan.v1." + method, params.bytes, options: options)
    if ending == .cancellation { call.cancel() }
    do throws(Status) {
      for try await _ in call.events {}
      return nil
    } catch {
      return error.reason
    }
  }

  private static func reason(_ ending: Ending) -> Reason { ending == .deadline ? .deadlineExceeded : .cancelled }

  @Test("A submit that waits is answered in its time, and never stored", arguments: Ending.allCases)
  func queuedSubmit(ending: Ending) async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client(token: fixture.submitterToken)
      _ = try await client.ask("Records/Submit", RecordsServiceTests.programme)
      var first: [Task<JSONValue, any Error>] = []
      try await Self.whileRisksAreLocked(fixture) { watcher in
        // A writer is busy with what came first; less than a batch is left to it.
        first = (0..<64).map { number in Task { try await client.ask("Records/Submit", Self.risk("first\(number)")) } }
        while try await Self.waiting(watcher) < 1 {}
        for number in 0..<8 {
          let found = try await Self.end(ending, client, "Records/Submit", Self.risk("late\(number)"))
          #expect(found == Self.reason(ending))
        }
        // Lines are read in their order, so the cancels have arrived when this is answered.
        _ = try await client.ask("Server/Info", [:])
        #expect(try await Self.waiting(watcher) == 1)
      }
      for task in first { _ = try await task.value }
      // Behind them in the queue: once it is stored, they were passed over.
      _ = try await client.ask("Records/Submit", Self.risk("last"))
      let listed = try await client.ask("Records/List", ["kind": "risk", "programme": "p", "pageSize": 100])
      let keys = (listed["records"]?.array ?? []).compactMap { $0["record"]?["key"]?.string }
      #expect(keys.filter { $0.hasPrefix("late") }.isEmpty)
      #expect(keys.count == 65)
    }
  }

  @Test("A query that runs is ended on the database's side too", arguments: Ending.allCases)
  func runningQuery(ending: Ending) async throws {
    try await ServiceFixture.with { fixture in
      let client = try await fixture.client(token: fixture.submitterToken)
      _ = try await client.ask("Records/Submit", RecordsServiceTests.programme)
      try await Self.whileRisksAreLocked(fixture) { watcher in
        let params: JSONValue = ["kind": "risk", "programme": "p"]
        let options = CallOptions(timeout: ending == .deadline ? .milliseconds(500) : nil)
        let call = try client.open("kurukan.v1.Records/List", params.bytes, options: options)
        while try await Self.waiting(watcher) < 1 {}
        if ending == .cancellation { call.cancel() }
        let status = await #expect(throws: Status.self) { for try await _ in call.events {} }
        #expect(status?.reason == Self.reason(ending))
        let end = ContinuousClock.now + .seconds(20)
        while try await Self.waiting(watcher) > 0, ContinuousClock.now < end {}
        #expect(try await Self.waiting(watcher) == 0)
      }
      #expect(
        try await client.ask("Records/List", ["kind": "risk", "programme": "p"])["records"]?.array?.isEmpty == true)
    }
  }
}
