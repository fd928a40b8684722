import Disclosure
import JSONBytes
import Postgres
import Records
import Testing

@testable import RecordStore

/// What hangs on a record may be there before it, and in the same batch.
@Suite("Records that others wait for")
struct AwaitedRecordTests {
  private static func submissions(_ records: [JSONValue]) throws -> [Submission] {
    try records.enumerated().map { number, record in
      Submission(
        record: try StoreFixture.reader.read(record.bytes),
        sender: Sender(name: StoreFixture.submitter, team: "team"), requestID: "batch-\(number)"
      ) { _, _ in }
    }
  }

  /// Takes records in as one batch.
  private static func take(_ records: [JSONValue], into fixture: StoreFixture) async throws -> [IntakeAnswer] {
    let programmes = ProgrammeDirectory()
    let session = try await WriterSession(
      ConnectionConfiguration(fixture.connectionString), tables: KindTables(.standard), programmes: programmes)
    do {
      let answers = try await session.write(try submissions(records)).map { try $0.get() }
      await session.close()
      return answers
    } catch {
      await session.close()
      throw error
    }
  }

  @Test(
    "A batch with an awaited record, what waited for it and what comes with it is answered with the levels they get")
  func batch() async throws {
    try await StoreFixture.with { fixture in
      let early = try await fixture.submit(finding("early"))
      #expect(early.effectiveLevel == .confidential)
      let answers = try await Self.take(
        [
          finding("with"), engagement("e", level: "internal"), engagement("other"),
          finding("apart", engagement: "other"),
        ],
        into: fixture)
      #expect(answers.map(\.outcome) == [.created, .created, .created, .created])
      #expect(answers.map(\.effectiveLevel) == [.internal, .internal, .public, .public])
      #expect(answers.allSatisfy { $0.dangling.isEmpty })
      for key in ["early", "with"] {
        #expect(try await fixture.stored(.finding, key)?.effectiveLevel == .internal, "\(key)")
      }
      // What waited is settled once; the same batch again changes nothing.
      let again = try await Self.take([engagement("e", level: "internal"), finding("with")], into: fixture)
      #expect(again.map(\.outcome) == [.duplicate, .duplicate])
      #expect(again.map(\.effectiveLevel) == [.internal, .internal])
    }
  }

  @Test("What an earlier revision alone hangs on is awaited as well")
  func earlier() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(engagement("other"))
      try await fixture.submit(finding("f", engagement: "e"))
      try await fixture.validate(.finding, "f")
      try await fixture.submit(finding("f", engagement: "other"))
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .confidential)
      let answers = try await Self.take([engagement("e", level: "restricted")], into: fixture)
      #expect(answers.map(\.effectiveLevel) == [.restricted])
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .restricted)
    }
  }
}
