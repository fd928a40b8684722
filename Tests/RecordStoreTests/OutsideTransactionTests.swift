import Postgres
import TestSupport
import Testing

@testable import RecordStore

@Suite("Steps outside a transaction")
struct OutsideTransactionTests {
  private static let statement = "CREATE INDEX CONCURRENTLY IF NOT EXISTS finding_observed_on ON finding (observed_on)"
  private static let marked = Migration(
    version: SiteVisit.next, name: "finding_observed_on", script: Migration.outsideTransaction + "\n" + statement)

  /// Whether the index is there and used; nil if it is not there.
  private func indexIsValid(_ connection: Connection) async throws -> Bool? {
    try await connection.query(
      "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('finding_observed_on')"
    ).first.map { try $0.value(at: 0, as: Bool.self) }
  }

  private func appliedVersions(_ connection: Connection) async throws -> [Int] {
    try await connection.query("SELECT version FROM schema_migration ORDER BY version").rows.map {
      try $0.value(at: 0, as: Int.self)
    }
  }

  @Test("An index is made beside the intake by a step that is marked, once")
  func marked() async throws {
    try await TestDatabase.withConnection { connection in
      for _ in 0..<2 { try await SiteVisit.migrator(connection, [Self.marked]).migrate() }
      let (isValid, versions) = (try await indexIsValid(connection), try await appliedVersions(connection))
      #expect(isValid == true)
      #expect(versions == Array(1...SiteVisit.next))
    }
  }

  @Test("Without the mark PostgreSQL refuses it, and the steps before stay")
  func unmarked() async throws {
    try await TestDatabase.withConnection { connection in
      let unmarked = Migration(version: SiteVisit.next, name: "finding_observed_on", script: Self.statement)
      await #expect {
        try await SiteVisit.migrator(connection, [unmarked]).migrate()
      } throws: {
        ($0 as? DatabaseError)?.sqlstate == "25001"
      }
      let (isValid, versions) = (try await indexIsValid(connection), try await appliedVersions(connection))
      #expect(isValid == nil)
      #expect(versions == Array(1..<SiteVisit.next))
    }
  }

  @Test("Servers that start together do not stand in the way of an index that waits for all transactions")
  func together() async throws {
    try await TestDatabase.withFresh { connectionString in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask {
            try await TestQuery.run(connectionString) { connection in
              try await SiteVisit.migrator(connection, [Self.marked]).migrate()
            }
          }
        }
        try await group.waitForAll()
      }
      try await TestQuery.run(connectionString) { connection in
        let (isValid, versions) = (try await indexIsValid(connection), try await appliedVersions(connection))
        #expect(isValid == true)
        #expect(versions == Array(1...SiteVisit.next))
      }
    }
  }
}
