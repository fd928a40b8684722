import Disclosure
import Postgres
import RecordStore
import Records
import TestSupport
import Testing

@Suite("Opening a store")
struct OpeningTests {
  @Test("Opening it again changes nothing; a schema of another text or a newer version is refused with the remedy")
  func migrations() async throws {
    try await TestDatabase.withFresh { connectionString in
      for _ in 0..<2 { await (try await StoreFixture.open(connectionString)).close() }
      try await TestQuery.run(connectionString) {
        try await $0.query("UPDATE schema_migration SET checksum = 'other' WHERE version = 1")
      }
      await #expect { _ = try await StoreFixture.open(connectionString) } throws: {
        ($0 as? SchemaFault)?.description.contains("start with an empty one") == true
      }
      try await TestQuery.run(connectionString) {
        try await $0.query("UPDATE schema_migration SET version = 99 WHERE version = 1")
      }
      await #expect { _ = try await StoreFixture.open(connectionString) } throws: {
        ($0 as? SchemaFault)?.description.contains("newer") == true
      }
    }
  }

  @Test("Servers that open an empty database at once take turns")
  func concurrentMigrations() async throws {
    try await TestDatabase.withFresh { connectionString in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 { group.addTask { await (try await StoreFixture.open(connectionString)).close() } }
        try await group.waitForAll()
      }
    }
  }
}
