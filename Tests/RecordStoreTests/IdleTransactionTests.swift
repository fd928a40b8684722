import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("Transactions that do nothing")
struct IdleTransactionTests {
  private static func limit(_ connection: Connection) async throws -> String? {
    try await connection.query("SHOW idle_in_transaction_session_timeout").first?.value(at: 0, as: String.self)
  }

  @Test("Those of the intake and of small calls are ended by PostgreSQL, those of reports are not")
  func limits() async throws {
    try await StoreFixture.with { fixture in
      let writer = try await WriterSession(
        ConnectionConfiguration(fixture.connectionString), tables: KindTables(.standard),
        programmes: ProgrammeDirectory())
      #expect(try await Self.limit(writer.connection) == "10s")
      await writer.close()
      let general = try await fixture.store.reads.pool.withConnection { try await Self.limit($0) }
      #expect(general == "10s")
      let reports = try await fixture.store.snapshots.pool.withConnection { try await Self.limit($0) }
      #expect(reports == "0")
    }
  }

  @Test("Who does nothing for too long loses its locks to the next one, and its connection, but not the pool")
  func locks() async throws {
    try await StoreFixture.with { fixture in
      var configuration = ConnectionConfiguration(fixture.connectionString)
      configuration.settings.append((StoreLimits.idleInTransactionSetting.name, "10ms"))
      let pool = ConnectionPool(PoolConfiguration(configuration, maximum: 1))
      let error = await #expect(throws: DatabaseError.self) {
        try await pool.transaction { connection in
          try await connection.query("LOCK TABLE finding IN ACCESS EXCLUSIVE MODE")
          // Waits for the table until PostgreSQL has ended the transaction.
          #expect(try await fixture.stored(.finding, "f") == nil)
          try await connection.query("SELECT 1")
        }
      }
      // To be tried again, whoever asks.
      #expect(error?.impediment == .interrupted || error?.isConnection == true)
      #expect(pool.statistics.broken == 1)
      try await pool.query("SELECT 1")
      await pool.shutdown()
    }
  }
}
