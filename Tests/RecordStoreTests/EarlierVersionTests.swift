import Disclosure
import JSONBytes
import Logging
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("Databases of earlier versions") struct EarlierVersionTests {
  /// A row of a kind's table or history.
  private struct Stored: Hashable {
    let table: String
    let key: String
    let revision: Int
    let status: String
    let level: Int16
    let body: String
  }

  private static let tables = KindCatalogue.standard.kinds.flatMap { [$0.name, $0.name + "_history"] }

  private func rows(_ connectionString: String) async throws -> Set<Stored> {
    let connection = try await Connection.connect(ConnectionConfiguration(connectionString))
    var stored: Set<Stored> = []
    for table in Self.tables {
      let result = try await connection.query(
        "SELECT key, revision, review_status, effective_level, body FROM \(identifier: table)")
      for row in result.rows {
        let (key, revision, status, level, body) = try row.decode((String, Int, String, Int16, String).self)
        stored.insert(Stored(table: table, key: key, revision: revision, status: status, level: level, body: body))
      }
    }
    await connection.close()
    return stored
  }

  private static let dumps = [
    (version: 1, script: PackageResources.V0001_sql), (version: 3, script: PackageResources.V0003_sql),
    (version: 4, script: PackageResources.V0004_sql), (version: 8, script: PackageResources.V0008_sql),
  ]

  /// A database as an earlier version left it.
  private func restore(_ version: Int, _ script: [UInt8], _ connectionString: String) async throws {
    try await TestQuery.run(connectionString) { connection in
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      try await Migrator(connection: connection, logger: logger, migrations: Array(Migration.all.prefix(version)))
        .migrate()
      try await connection.execute(script: String(decoding: script, as: UTF8.self))
    }
  }

  @Test("A database of an earlier version is brought up to date and loses nothing", arguments: dumps.indices)
  func dump(_ index: Int) async throws {
    let dump = Self.dumps[index]
    try await TestDatabase.withFresh { connectionString in
      try await restore(dump.version, dump.script, connectionString)
      let before = try await rows(connectionString)
      #expect(Set(before.map(\.table)).count >= 18)
      let store = try await StoreFixture.open(connectionString)
      #expect(try await rows(connectionString) == before)

      // What was the submitter's is the team's of that name; others learn that the key is taken.
      let finding = try #require(before.first { $0.table == "finding" })
      let record = try StoreFixture.reader.read(Array(finding.body.utf8))
      let own = try await store.intake.submit(record, sender: Sender(name: "submitter"), requestID: "own").get()
      #expect(own.outcome == .duplicate && own.revision == finding.revision)
      let other = await store.intake.submit(record, sender: Sender(name: "another"), requestID: "other")
      #expect(throws: IntakeFault.self) { try other.get() }
      let history = try await store.reads.history(
        of: RecordIdentity(kind: .finding, programme: record.programme, key: finding.key),
        scope: AccessScope(level: .confidential, records: .team("submitter")))
      #expect(history?.revisions.map(\.revision) == [2, 1])
      let erased = try await store.endings.erase(
        RecordIdentity(kind: .finding, programme: record.programme, key: finding.key), reason: .request,
        by: StoreFixture.reviewer)
      #expect(erased == .done)
      await store.close()
    }
  }
}
