import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

/// The connection is lost after a commit and before its answer, so that the writer sends the very same submission again.
@Suite("Revisions whose commit's answer was lost")
struct LostAnswerTests {
  private static func submission(_ text: String, ifRevision: Int64?, _ request: String) throws -> Submission {
    var more: JSONObject = [
      "statement": .string(text),
      "recommendations": [["key": "r", "text": "Agir.", "addressee": "mdac"]],
    ]
    if let ifRevision { more["ifRevision"] = .integer(ifRevision) }
    return Submission(
      record: try StoreFixture.reader.read(finding("f", engagement: nil, more).bytes), sender: Sender(name: "amina"),
      requestID: request
    ) { _, _ in }
  }

  private static func with(
    _ body: @escaping @Sendable (StoreFixture, WriterSession) async throws -> Void
  ) async throws {
    try await StoreFixture.with { fixture in
      let session = try await WriterSession(
        ConnectionConfiguration(fixture.connectionString), tables: KindTables(.standard),
        programmes: ProgrammeDirectory())
      let created = try await session.write([try submission("Un.", ifRevision: nil, "r1")])[0].get()
      #expect(created.outcome == .created)
      try await body(fixture, session)
      await session.close()
    }
  }

  /// Everything that is stored of the record, and where.
  private static func rows(_ fixture: StoreFixture) async throws -> [String] {
    var rows: [String] = []
    try await TestQuery.run(fixture.connectionString) { connection in
      for table in ["finding", "finding_history"] + RecordKind.finding.parts.map(\.name) {
        let result = try await connection.query(
          "SELECT k.ctid::text || k::text FROM \(identifier: table) AS k ORDER BY 1")
        rows += try result.rows.map { try $0.value(at: 0, as: String.self) }
      }
    }
    return rows
  }

  @Test("The retry is told of its own revision, and nothing is written again")
  func own() async throws {
    try await Self.with { fixture, session in
      let submission = try Self.submission("Deux.", ifRevision: 1, "r2")
      let first = try await session.write([submission])[0].get()
      #expect(first.outcome == .revised && first.revision == 2)
      // Were they written again, they would be back.
      try await TestQuery.run(fixture.connectionString) { connection in
        for part in RecordKind.finding.parts {
          try await connection.query("DELETE FROM \(identifier: part.name) WHERE revision = 2")
        }
      }
      let before = try await Self.rows(fixture)
      #expect(try await session.write([submission])[0].get() == first)
      #expect(try await Self.rows(fixture) == before)
      // Another request with the same text is a duplicate.
      let other = try await session.write([try Self.submission("Deux.", ifRevision: 2, "r3")])[0].get()
      #expect(other.outcome == .duplicate)
    }
  }

  @Test("Where another one revised the record in between, the retry is told so, and of no conflict")
  func overtaken() async throws {
    try await Self.with { _, session in
      let submission = try Self.submission("Deux.", ifRevision: 1, "r2")
      #expect(try await session.write([submission])[0].get().revision == 2)
      #expect(try await session.write([try Self.submission("Trois.", ifRevision: 2, "r3")])[0].get().revision == 3)
      let retried = try await session.write([submission])[0].get()
      #expect(retried.outcome == .duplicate && retried.isSuperseded && retried.revision == 3)
      // Another request that means to revise what is no longer current is in conflict, whatever its text.
      let late = try await session.write([try Self.submission("Deux.", ifRevision: 1, "r4")])[0]
      guard case .failure(let fault) = late else {
        Issue.record("\(late)")
        return
      }
      #expect(fault.code == .revisionConflict && fault.currentRevision == 3)
    }
  }
}
