import TestSupport
import Testing

@testable import Postgres

@Suite struct PoolTests {
  private func withPool(
    maximum: Int, _ body: nonisolated(nonsending) (ConnectionPool) async throws -> Void
  ) async throws {
    try await TestDatabase.withFresh { connectionString in
      var configuration = PoolConfiguration(ConnectionConfiguration(connectionString), maximum: maximum)
      // A busy machine is no reason to fail.
      configuration.acquireTimeout = .seconds(60)
      let pool = ConnectionPool(configuration)
      try await body(pool)
      await pool.shutdown()
    }
  }

  @Test func manyCallersShareFewConnections() async throws {
    try await withPool(maximum: 3) { pool in
      let sum = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 1...200 {
          group.addTask { try await pool.query("SELECT \(number)").first?.value(at: 0) ?? 0 }
        }
        return try await group.reduce(0, +)
      }
      #expect(sum == 20_100)
      let statistics = pool.statistics
      #expect(statistics.opened <= 3)
      #expect(statistics.leases == 200)
      #expect(statistics.leased == 0 && statistics.waiting == 0)
    }
  }

  @Test func waitingEndsAtTheTimeLimit() async throws {
    try await withPool(maximum: 1) { pool in
      try await pool.withConnection { _ in
        let error = await #expect(throws: DatabaseError.self) {
          try await pool.query("SELECT 1", deadline: .now + .milliseconds(50))
        }
        #expect(error?.kind == .poolExhausted)
      }
      try await #expect(pool.query("SELECT 1").first?.value(at: 0) == 1)
    }
  }

  @Test func waitingEndsWithTheTask() async throws {
    try await withPool(maximum: 1) { pool in
      try await pool.withConnection { _ in
        let task = Task { try await pool.query("SELECT 1") }
        while pool.statistics.waiting == 0 { await Task.yield() }
        task.cancel()
        let error = await #expect(throws: DatabaseError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
      }
    }
  }

  @Test func recoversFromConnectionsTheServerEnded() async throws {
    try await withPool(maximum: 2) { pool in
      let error = await #expect(throws: DatabaseError.self) {
        try await pool.query("SELECT pg_terminate_backend(pg_backend_pid())")
      }
      #expect(error?.kind == .connectionLost)
      try await #expect(pool.query("SELECT 1").first?.value(at: 0) == 1)
      #expect(pool.statistics.broken == 1)
      #expect(pool.statistics.opened == 2)
    }
  }

  @Test func aConnectionLeftInATransactionIsDropped() async throws {
    try await withPool(maximum: 1) { pool in
      let first = try await pool.withConnection { connection in
        try await connection.execute(script: "BEGIN")
        return try await connection.query("SELECT pg_backend_pid()").first?.value(at: 0, as: Int32.self)
      }
      let second = try await pool.query("SELECT pg_backend_pid()").first?.value(at: 0, as: Int32.self)
      #expect(first != second)
    }
  }

  // The end comes otherwise over TCP than over a socket of the file system.
  @Test(arguments: [false, true]) func findsOutThatAnIdleConnectionEnded(isNetwork: Bool) async throws {
    try await PrivatePostgres.with(hasNetwork: isNetwork) { server in
      let connectionString = isNetwork ? server.networkConnectionString : server.connectionString
      let idle = try await Connection.connect(ConnectionConfiguration(connectionString))
      let other = try await Connection.connect(ConnectionConfiguration(connectionString))
      let process = try #require(
        try await idle.query("SELECT pg_backend_pid()").first?.value(at: 0, as: Int32.self))
      #expect(await idle.isAlive())
      try await other.query("SELECT pg_terminate_backend(\(process), 5000)")
      #expect(await !idle.isAlive())
      #expect(!idle.isUsable)
      await other.close()
    }
  }

  @Test func refusesAtOnceWhileTheDatabaseIsAway() async throws {
    var configuration = PoolConfiguration(ConnectionConfiguration("host=/nonexistent"), maximum: 2)
    configuration.backoffBase = .milliseconds(1)
    configuration.acquireTimeout = .seconds(60)
    let pool = ConnectionPool(configuration)
    let error = await #expect(throws: DatabaseError.self) { try await pool.query("SELECT 1") }
    #expect(error?.kind == .unavailable)
    #expect(error?.isConnection == true)
    #expect(error?.retryAfter != nil)
    #expect(pool.statistics.consecutiveFailures == 3)
    await pool.shutdown()
    let shut = await #expect(throws: DatabaseError.self) { try await pool.query("SELECT 1") }
    #expect(shut?.kind == .unavailable)
  }

  @Test func shutdownWaitsForTheLastLease() async throws {
    try await withPool(maximum: 1) { pool in
      let finished = try await pool.withConnection { connection in
        let shutdown = Task { await pool.shutdown() }
        while (try? await pool.query("SELECT 1")) != nil || pool.statistics.idle > 0 { await Task.yield() }
        let value = try await connection.query("SELECT 1").first?.value(at: 0, as: Int.self)
        return (value, shutdown)
      }
      #expect(finished.0 == 1)
      await finished.1.value
      #expect(pool.statistics.leased == 0)
    }
  }

  @Test func poolTransactionsCommit() async throws {
    try await withPool(maximum: 1) { pool in
      try await pool.transaction { try await $0.query("CREATE TABLE t AS SELECT 1 AS a") }
      let results = try await pool.pipeline(["SELECT a FROM t", "SELECT a + 1 FROM t"])
      #expect(try results.map { try $0.first?.value(at: 0, as: Int.self) } == [1, 2])
    }
  }
}
