import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("Submissions that make no revision")
struct UnchangedParentTests {
  private static func submission(_ record: JSONValue, by sender: String) throws -> Submission {
    Submission(
      record: try StoreFixture.reader.read(record.bytes), sender: Sender(name: sender), requestID: sender
    ) { _, _ in }
  }

  /// One whose writer fails at once where it would wait for a lock.
  private static func session(_ fixture: StoreFixture) async throws -> WriterSession {
    var configuration = ConnectionConfiguration(fixture.connectionString)
    configuration.settings.append(("lock_timeout", "100ms"))
    return try await WriterSession(
      configuration, tables: KindTables(.standard), programmes: ProgrammeDirectory())
  }

  @Test("They wait for nobody who is at work on what hangs on their records")
  func answered() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(engagement("e"), as: "amina", team: "amina")
      try await fixture.submit(finding("f"), as: "amina", team: "amina")
      let session = try await Self.session(fixture)
      try await TestQuery.run(fixture.connectionString) { other in
        try await other.execute(script: "BEGIN; SELECT FROM finding FOR UPDATE")
        let same = engagement("e", ["ifRevision": 1])
        let duplicate = try await session.write([try Self.submission(same, by: "amina")])[0].get()
        #expect(duplicate.outcome == .duplicate && duplicate.revision == 1)
        let conflicting = engagement("e", level: "restricted", ["ifRevision": 7])
        for (sender, code) in [("amina", IntakeFault.Code.revisionConflict), ("fanta", .keyTaken)] {
          let answer = try await session.write([try Self.submission(conflicting, by: sender)])[0]
          guard case .failure(let fault) = answer else {
            Issue.record("\(answer)")
            continue
          }
          #expect(fault.code == code)
        }
        try await other.execute(script: "ROLLBACK")
      }
      // What does make a revision settles what hangs on it, as ever.
      let raised = engagement("e", level: "restricted", ["ifRevision": 1])
      #expect(try await session.write([try Self.submission(raised, by: "amina")])[0].get().outcome == .revised)
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .restricted)
      await session.close()
    }
  }
}
