import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

/// A submission that is sent again, to another server, while what was made of it is being replaced.
@Suite("Late retries")
struct LateRetryTests {
  private static func lesson(_ text: String) -> JSONValue {
    ["kind": "lesson", "programme": "p", "key": "l", "title": "Leçon", "text": .string(text)]
  }

  @Test("What was replaced while the retry waited is not brought back, whatever kind it is of")
  func overtaken() async throws {
    try await StoreFixture.with { fixture in
      for text in ["one", "two", "three"] { try await fixture.submit(Self.lesson(text)) }
      try await TestQuery.run(fixture.connectionString) { other in
        try await other.execute(
          script: """
            CREATE TABLE kept AS SELECT * FROM lesson;
            CREATE TABLE kept_history AS SELECT * FROM lesson_history;
            DELETE FROM lesson;
            INSERT INTO lesson SELECT * FROM lesson_history WHERE revision = 1;
            DELETE FROM lesson_history;
            """)
        // Not together: what stands before a BEGIN in one script would be of its transaction.
        try await other.execute(script: "BEGIN; SELECT FROM lesson FOR UPDATE")
        async let answer = fixture.submit(Self.lesson("two"))
        try await TestQuery.run(fixture.connectionString) { watching in
          let waiting: SQL = "SELECT count(*) FROM pg_locks WHERE NOT granted"
          while try await watching.query(waiting).first?.value(at: 0, as: Int.self) == 0 { await Task.yield() }
        }
        try await other.execute(
          script: """
            INSERT INTO lesson_history SELECT * FROM kept_history;
            UPDATE lesson SET (revision, body, body_hash, request_id) =
              (SELECT revision, body, body_hash, request_id FROM kept);
            COMMIT;
            """)
        let told = try await answer
        #expect(told.outcome == .duplicate)
        #expect(told.isSuperseded)
        #expect(told.revision == 3)
      }
      let stored = try await fixture.stored(KindCatalogue.standard.kind("lesson")!, "l")
      #expect(stored?.revision == 3)
    }
  }
}
