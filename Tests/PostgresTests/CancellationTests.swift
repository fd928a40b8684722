import Synchronization
import TestSupport
import Testing

@testable import Postgres

@Suite struct CancellationTests {
  /// Runs a statement that takes ten minutes in a task, and returns that once the server is in it.
  private func startSleeping(
    _ connection: Connection, watchedBy other: Connection
  ) async throws -> Task<QueryResult, any Error> {
    let task = Task { try await connection.query("SELECT pg_sleep(600), 'sleeper'") }
    let running: SQL =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname = current_database()
      """
    while try await other.query(running).first?.value(at: 0, as: Int.self) != 1 { await Task.yield() }
    return task
  }

  private func withTwo(_ body: nonisolated(nonsending) (Connection, Connection) async throws -> Void)
    async throws
  {
    try await TestDatabase.withFresh { connectionString in
      let first = try await Connection.connect(ConnectionConfiguration(connectionString))
      let second = try await Connection.connect(ConnectionConfiguration(connectionString))
      try await body(first, second)
      await first.close()
      await second.close()
    }
  }

  @Test func cancellingTheTaskFreesTheConnection() async throws {
    try await withTwo { connection, other in
      let task = try await startSleeping(connection, watchedBy: other)
      task.cancel()
      let error = await #expect(throws: DatabaseError.self) { try await task.value }
      #expect(error?.kind == .cancelled)
      try await #expect(connection.query("SELECT 1").first?.value(at: 0) == 1)
    }
  }

  @Test func deadlinesCancelTheStatement() async throws {
    try await TestDatabase.withConnection { connection in
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.query("SELECT pg_sleep(600)", deadline: .now + .milliseconds(500))
      }
      #expect(error?.kind == .timeout)
      #expect(error?.sqlstate == "57014")
      try await #expect(connection.query("SELECT 1").first?.value(at: 0) == 1)
    }
  }

  @Test func nothingIsSentAfterTheDeadline() async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.execute(script: "CREATE TABLE t (a int)")
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.query("INSERT INTO t VALUES (1)", deadline: .now - .seconds(1))
      }
      #expect(error?.kind == .timeout)
      let cancelled = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        try await connection.pipeline(["INSERT INTO t VALUES (1)"])
      }
      let second = await #expect(throws: DatabaseError.self) { try await cancelled.value }
      #expect(second?.kind == .cancelled)
      try await #expect(connection.query("SELECT count(*) FROM t").first?.value(at: 0) == 0)
    }
  }

  @Test func aPipelineIsCancelledAsAWhole() async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.execute(script: "CREATE TABLE t (a int)")
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.pipeline(
          ["INSERT INTO t VALUES (1)", "SELECT pg_sleep(600)", "INSERT INTO t VALUES (2)"],
          deadline: .now + .milliseconds(500))
      }
      #expect(error?.kind == .timeout)
      #expect(error?.step == 1)
      try await #expect(connection.query("SELECT count(*) FROM t").first?.value(at: 0) == 0)
    }
  }

  @Test func aCancelledTransactionIsRolledBack() async throws {
    try await withTwo { connection, other in
      try await connection.execute(script: "CREATE TABLE t (a int)")
      let task = Task {
        try await connection.transaction { connection in
          try await connection.query("INSERT INTO t VALUES (1)")
          withUnsafeCurrentTask { $0?.cancel() }
        }
      }
      let error = await #expect(throws: DatabaseError.self) { try await task.value }
      #expect(error?.kind == .cancelled)
      #expect(connection.isReusable)
      try await #expect(other.query("SELECT count(*) FROM t").first?.value(at: 0) == 0)
    }
  }

  @Test func aTransactionsDeadlineHoldsForItsStatements() async throws {
    try await TestDatabase.withConnection { connection in
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.transaction(deadline: .now + .milliseconds(500)) { connection in
          try await connection.query("SELECT pg_sleep(600)")
        }
      }
      #expect(error?.kind == .timeout)
      #expect(connection.isReusable)
      try await #expect(connection.query("SELECT 1").first?.value(at: 0) == 1)
    }
  }

  @Test func aConnectionEndedByTheServerIsLost() async throws {
    try await withTwo { connection, other in
      let task = try await startSleeping(connection, watchedBy: other)
      try await other.query(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE query LIKE 'SELECT pg_sleep%' AND datname = current_database()
        """)
      let error = await #expect(throws: DatabaseError.self) { try await task.value }
      #expect(error?.kind == .connectionLost)
      #expect(error?.sqlstate == "57P01")
      #expect(error?.isConnection == true)
      #expect(!connection.isUsable)
      let next = await #expect(throws: DatabaseError.self) { try await connection.query("SELECT 1") }
      #expect(next?.kind == .connectionLost)
    }
  }
}
