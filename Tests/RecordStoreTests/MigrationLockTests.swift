import Postgres
import TestSupport
import Testing

@testable import RecordStore

@Suite("Locks of migrations")
struct MigrationLockTests {
  /// A connection that holds what `statements` took while `body` runs.
  private func holding(
    _ connectionString: String, _ statements: [SQL], while body: () async throws -> Void
  ) async throws {
    try await TestQuery.run(connectionString) { holder in
      for statement in statements { try await holder.query(statement) }
      try await body()
    }
  }

  @Test("What is locked for different reasons has different numbers")
  func numbers() {
    let numbers = [Migrator.lock, LockKey.firstTokens, ArchivePurge.lock]
    #expect(Set(numbers).count == numbers.count)
  }

  private func versions(_ connection: Connection) async throws -> [Int] {
    try await connection.query("SELECT version FROM schema_migration ORDER BY version").rows.map {
      try $0.value(at: 0, as: Int.self)
    }
  }

  @Test("A server that waits too long for another one's migration says so, and can when the other is done")
  func migrationLock() async throws {
    try await TestDatabase.withFresh { connectionString in
      let impatient = try await Connection.connect(ConnectionConfiguration(connectionString))
      try await holding(connectionString, ["SELECT pg_advisory_lock(\(Migrator.lock))"]) {
        await #expect {
          try await SiteVisit.migrator(impatient, [], timeout: 30).migrate()
        } throws: {
          guard let fault = $0 as? SchemaFault else { return false }
          return fault.description.contains("Another server") && fault.description.contains("0.03 s")
        }
        let row = try await impatient.query("SELECT to_regclass('schema_migration') IS NULL").first
        #expect(try row?.value(at: 0, as: Bool.self) == true)
      }
      try await SiteVisit.migrator(impatient, [], timeout: 30_000).migrate()
      #expect(try await versions(impatient) == Array(1..<SiteVisit.next))
      await impatient.close()
    }
  }

  @Test("A step that waits too long for a table that somebody uses fails whole and leaves the lock")
  func tableLock() async throws {
    try await TestDatabase.withFresh { connectionString in
      let steps = [SiteVisit.creation, SiteVisit.addition]
      let connection = try await Connection.connect(ConnectionConfiguration(connectionString))
      try await SiteVisit.migrator(connection, [SiteVisit.creation]).migrate()
      try await holding(connectionString, ["BEGIN", "LOCK TABLE site_visit_history IN ACCESS SHARE MODE"]) {
        await #expect {
          try await SiteVisit.migrator(connection, steps, timeout: 30).migrate()
        } throws: {
          ($0 as? DatabaseError)?.sqlstate == "55P03"
        }
      }
      #expect(try await versions(connection) == Array(1...SiteVisit.next))
      let row = try await connection.query(
        "SELECT count(*) FROM pg_attribute WHERE attname = 'outcome' AND attrelid = 'site_visit'::regclass"
      ).first
      #expect(try row?.value(at: 0, as: Int.self) == 0)
      // Another connection gets the lock that the failed one had.
      try await TestQuery.run(connectionString) { other in
        try await SiteVisit.migrator(other, steps, timeout: 30_000).migrate()
      }
      #expect(try await versions(connection) == Array(1...SiteVisit.next + 1))
      await connection.close()
    }
  }

  @Test("Whoever waits behind a step that waits for a table goes on before it does, and the step is tried again")
  func runningServers() async throws {
    try await TestDatabase.withFresh { connectionString in
      let connection = try await Connection.connect(ConnectionConfiguration(connectionString))
      try await SiteVisit.migrator(connection, [SiteVisit.creation]).migrate()
      var migrator = SiteVisit.migrator(connection, [SiteVisit.creation, SiteVisit.addition])
      migrator.tryTimeoutMilliseconds = 100
      try await withThrowingTaskGroup(of: Void.self) { group in
        try await holding(connectionString, ["BEGIN", "LOCK TABLE site_visit_history IN ACCESS SHARE MODE"]) {
          group.addTask { [migrator] in try await migrator.migrate() }
          try await TestQuery.run(connectionString) { running in
            let waiting: SQL =
              "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'site_visit_history'::regclass"
            while try await running.query(waiting).first?.value(at: 0, as: Int.self) == 0 { await Task.yield() }
            // It would wait until the holder is done, which is after it.
            try await running.query("SET lock_timeout = '30s'")
            try await running.query("SELECT FROM site_visit_history")
            try await running.query("SELECT FROM site_visit")
          }
        }
        try await group.waitForAll()
      }
      #expect(try await versions(connection) == Array(1...SiteVisit.next + 1))
      await connection.close()
    }
  }
}
