import Glibc
import TestSupport
import Testing

@testable import Postgres

@Suite struct ConnectionThreadTests {
  /// Does something on a task that prefers a new thread, with that thread, and ends it.
  private func withThread<Value: Sendable>(
    _ body: @escaping @Sendable (ConnectionThread) async throws -> Value
  ) async throws -> Value {
    let thread = try ConnectionThread.start()
    defer { thread.stop() }
    return try await Task(executorPreference: thread) { try await body(thread) }.value
  }

  @Test func aTaskAndItsConnectionShareOneThread() async throws {
    try await TestDatabase.withFresh { connectionString in
      let threads = try await withThread { thread in
        let connection = try await Connection.connect(ConnectionConfiguration(connectionString), on: thread)
        var threads = [pthread_self()]
        for _ in 0..<10 {
          _ = try await connection.query("SELECT 1")
          threads.append(pthread_self())
          threads.append(await connection.currentThread())
        }
        await connection.close()
        return threads
      }
      #expect(Set(threads).count == 1)
    }
  }

  @Test func aConnectionWithoutAThreadHasItsOwn() async throws {
    try await TestDatabase.withFresh { connectionString in
      let (own, other) = try await withThread { _ in
        let connection = try await Connection.connect(ConnectionConfiguration(connectionString))
        let thread = await connection.currentThread()
        await connection.close()
        return (pthread_self(), thread)
      }
      #expect(own != other)
    }
  }

  @Test func theThreadOutlivesItsConnections() async throws {
    try await TestDatabase.withFresh { connectionString in
      let threads = try await withThread { thread in
        var threads: Set<pthread_t> = []
        for _ in 0..<5 {
          let connection = try await Connection.connect(ConnectionConfiguration(connectionString), on: thread)
          try await #expect(connection.query("SELECT 7").first?.value(at: 0) == 7)
          threads.insert(await connection.currentThread())
          await connection.close()
        }
        return threads
      }
      #expect(threads.count == 1)
    }
  }

  @Test func aStatementIsCancelledWhileItHoldsTheThread() async throws {
    try await TestDatabase.withFresh { connectionString in
      let thread = try ConnectionThread.start()
      defer { thread.stop() }
      let watching = try await Connection.connect(ConnectionConfiguration(connectionString))
      let sleeping = Task(executorPreference: thread) {
        let connection = try await Connection.connect(ConnectionConfiguration(connectionString), on: thread)
        let error = await #expect(throws: DatabaseError.self) { try await connection.query("SELECT pg_sleep(600)") }
        #expect(error?.kind == .cancelled)
        await connection.close()
      }
      let running: SQL =
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname = current_database()
        """
      while try await watching.query(running).first?.value(at: 0, as: Int.self) != 1 { await Task.yield() }
      sleeping.cancel()
      try await sleeping.value
      await watching.close()
    }
  }
}

extension Connection {
  fileprivate func currentThread() -> pthread_t { pthread_self() }
}
