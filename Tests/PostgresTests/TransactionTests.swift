import Postgres
import Synchronization
import TestSupport
import Testing

@Suite struct TransactionTests {
  private struct Refused: Error {}

  private func withTable(_ body: nonisolated(nonsending) (Connection) async throws -> Void) async throws {
    try await TestDatabase.withConnection { connection in
      try await connection.execute(script: "CREATE TABLE t (a int PRIMARY KEY)")
      try await body(connection)
    }
  }

  private func rows(_ connection: Connection) async throws -> [Int32] {
    try await connection.query("SELECT a FROM t ORDER BY a").rows.map { try $0.value(at: 0) }
  }

  @Test func commitsWhatReturns() async throws {
    try await withTable { connection in
      let value = try await connection.transaction { connection in
        try await connection.query("INSERT INTO t VALUES (1)")
        return try await connection.query("SELECT count(*) FROM t").first?.value(at: 0, as: Int.self)
      }
      #expect(value == 1)
      try await #expect(rows(connection) == [1])
    }
  }

  @Test func rollsBackWhatThrows() async throws {
    try await withTable { connection in
      await #expect(throws: Refused.self) {
        try await connection.transaction { connection in
          try await connection.query("INSERT INTO t VALUES (1)")
          throw Refused()
        }
      }
      try await #expect(rows(connection) == [])
    }
  }

  @Test func aFailedStatementThatIsIgnoredIsNotCommitted() async throws {
    try await withTable { connection in
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.transaction { connection in
          try await connection.query("INSERT INTO t VALUES (1)")
          _ = try? await connection.query("INSERT INTO t VALUES (1)")
        }
      }
      #expect(error?.sqlstate == "25P02")
      try await #expect(rows(connection) == [])
    }
  }

  /// Runs a transaction that PostgreSQL ends so many times; returns how often it was begun.
  private func begun(
    failures: Int, _ sqlstate: String, retries: Int, _ connection: Connection
  ) async throws -> (times: Int, error: DatabaseError?) {
    let times = Mutex(0)
    do {
      try await connection.transaction(retries: retries) { connection in
        let time = times.withLock { times in
          times += 1
          return times
        }
        try await connection.query("INSERT INTO t VALUES (\(time))")
        if time <= failures {
          try await connection.execute(script: "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '\(sqlstate)'; END $$")
        }
      }
    } catch let error as DatabaseError {
      return (times.withLock { $0 }, error)
    }
    return (times.withLock { $0 }, nil)
  }

  @Test("What a deadlock or a serialization failure ended is tried again, nothing else, and not for ever")
  func triesAgain() async throws {
    try await withTable { connection in
      for sqlstate in ["40P01", "40001"] {
        let done = try await begun(failures: 2, sqlstate, retries: 2, connection)
        #expect(done.times == 3 && done.error == nil)
        try await #expect(rows(connection) == [3], "What was ended left nothing.")
        try await connection.execute(script: "TRUNCATE t")
        let ended = try await begun(failures: 3, sqlstate, retries: 2, connection)
        #expect(ended.times == 3 && ended.error?.sqlstate == sqlstate)
        let once = try await begun(failures: 1, sqlstate, retries: 0, connection)
        #expect(once.times == 1 && once.error?.sqlstate == sqlstate)
        try await #expect(rows(connection) == [])
      }
      let other = try await begun(failures: 1, "22012", retries: 2, connection)
      #expect(other.times == 1 && other.error?.sqlstate == "22012")
    }
  }

  @Test func readOnlySnapshotsRefuseWrites() async throws {
    try await withTable { connection in
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.transaction(.repeatableReadReadOnly) { connection in
          try await connection.query("INSERT INTO t VALUES (1)")
        }
      }
      #expect(error?.sqlstate == "25006")
      try await #expect(rows(connection) == [])
    }
  }

  @Test func transactionsDoNotNest() async throws {
    try await withTable { connection in
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.transaction { connection in
          try await connection.transaction { _ in }
        }
      }
      #expect(error?.kind == .usage)
      try await #expect(rows(connection) == [])
    }
  }

  @Test func pipelinesAnswerInOrder() async throws {
    try await withTable { connection in
      let statements: [SQL] = (1...200).map { "INSERT INTO t VALUES (\(Int32($0))) RETURNING a" }
      let results = try await connection.pipeline(statements)
      #expect(try results.map { try $0.first?.value(at: 0, as: Int32.self) } == (1...200).map { $0 })
      try await #expect(rows(connection).count == 200)
      try await #expect(connection.pipeline([]).isEmpty)
    }
  }

  @Test func aPipelineThatFailsNamesItsStepAndKeepsNothing() async throws {
    try await withTable { connection in
      let error = await #expect(throws: DatabaseError.self) {
        try await connection.pipeline([
          "INSERT INTO t VALUES (\(Int32(1)))", "INSERT INTO t VALUES (\(Int32(2)))",
          "INSERT INTO t VALUES (\(Int32(1)))", "INSERT INTO t VALUES (\(Int32(3)))",
        ])
      }
      #expect(error?.step == 2)
      #expect(error?.sqlstate == "23505")
      #expect(error?.constraint == "t_pkey")
      try await #expect(rows(connection) == [])
      let unparsable = await #expect(throws: DatabaseError.self) {
        try await connection.pipeline(["INSERT INTO t VALUES (\(Int32(1)))", "SELEKT", "SELECT 1"])
      }
      #expect(unparsable?.step == 1)
      #expect(unparsable?.sqlstate == "42601")
      try await #expect(rows(connection) == [])
    }
  }

  @Test func aPipelineInsideOfATransactionIsPartOfIt() async throws {
    try await withTable { connection in
      await #expect(throws: Refused.self) {
        try await connection.transaction { connection in
          try await connection.pipeline(["INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)"])
          throw Refused()
        }
      }
      try await #expect(rows(connection) == [])
    }
  }

  @Test func aCommitThatFailsIsNoStep() async throws {
    try await withTable { connection in
      try await connection.execute(
        script: "CREATE TABLE child (a int REFERENCES t DEFERRABLE INITIALLY DEFERRED)")
      let piped = await #expect(throws: DatabaseError.self) {
        try await connection.pipeline(["INSERT INTO child VALUES (\(Int32(9)))"])
      }
      #expect(piped?.sqlstate == "23503")
      #expect(piped?.step == nil)
      let committed = await #expect(throws: DatabaseError.self) {
        try await connection.transaction { try await $0.query("INSERT INTO child VALUES (9)") }
      }
      #expect(committed?.sqlstate == "23503")
      try await #expect(connection.query("SELECT count(*) FROM child").first?.value(at: 0) == 0)
    }
  }

  @Test func largePipelinesDoNotBlockBothSides() async throws {
    try await TestDatabase.withConnection { connection in
      // Both directions carry far more than the socket's buffers hold.
      let text = String(repeating: "é", count: 50_000)
      let statements: [SQL] = (0..<100).map { _ in "SELECT \(text)" }
      let results = try await connection.pipeline(statements)
      #expect(try results.allSatisfy { try $0.first?.value(at: 0) == text })
    }
  }
}
