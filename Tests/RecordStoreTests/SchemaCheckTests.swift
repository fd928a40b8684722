import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("Tables and declarations")
struct SchemaCheckTests {
  private func fault(_ connectionString: String, _ schema: StoreSchema) async throws -> String? {
    do {
      await (try await SiteVisit.open(connectionString, schema)).close()
      return nil
    } catch {
      return (error as? SchemaFault)?.description ?? "another error: \(error)"
    }
  }

  @Test(
    "A store whose table lacks what a declaration needs does not open, and says which column of which table",
    arguments: [
      ("SELECT 1", ["no table site_visit,"]),
      ("SELECT create_kind('site_visit', 'visited_on date NOT NULL', '\"group\" text')", ["site_visit", "outcome"]),
      (
        "SELECT create_kind('site_visit', 'visited_on date NOT NULL', '\"group\" text', 'outcome integer')",
        ["site_visit", "outcome", "type text", "has integer"]
      ),
      (
        """
        SELECT create_kind('site_visit', 'visited_on date NOT NULL', '"group" text', 'outcome text');
        ALTER TABLE site_visit_history DROP COLUMN outcome CASCADE
        """, ["site_visit_history", "outcome"]
      ),
      (
        """
        SELECT create_kind('site_visit', 'visited_on date NOT NULL', '"group" text');
        ALTER TABLE site_visit ADD COLUMN outcome text;
        ALTER TABLE site_visit_history ADD COLUMN outcome text
        """, ["site_visit_reportable", "outcome"]
      ),
    ])
  func lacks(script: String, words: [String]) async throws {
    try await TestDatabase.withFresh { connectionString in
      let step = Migration(version: SiteVisit.next, name: "site_visit", script: script)
      let found = try #require(
        try await fault(connectionString, SiteVisit.schema(withOutcome: true, [step])))
      for word in words { #expect(found.contains(word), "\(found)") }
      #expect(found.contains("a migration is missing"))
    }
  }

  @Test("The same of the rows of a part")
  func part() async throws {
    try await TestDatabase.withFresh { connectionString in
      await (try await StoreFixture.open(connectionString)).close()
      try await TestQuery.run(connectionString) {
        try await $0.query("ALTER TABLE participation RENAME COLUMN age_band TO age")
      }
      let found = try #require(try await fault(connectionString, .standard))
      #expect(found.contains("participation") && found.contains("age_band"))
    }
  }

  @Test("A step that was changed after it was applied is refused, and so is one that fails, whole")
  func changed() async throws {
    try await TestDatabase.withFresh { connectionString in
      let first = SiteVisit.schema(withOutcome: false, [SiteVisit.creation])
      #expect(try await fault(connectionString, first) == nil)
      let edited = Migration(version: SiteVisit.next, name: "site_visit", script: SiteVisit.creation.script + " ")
      let refused = try await fault(connectionString, SiteVisit.schema(withOutcome: false, [edited]))
      #expect(refused?.contains("Schema version \(SiteVisit.next) was applied from another text") == true)

      let failing = Migration(
        version: SiteVisit.next + 1, name: "failing", script: SiteVisit.addition.script + "; SELECT 1 / 0")
      let failed = try await fault(
        connectionString, SiteVisit.schema(withOutcome: true, [SiteVisit.creation, failing]))
      #expect(failed?.contains("division by zero") == true)
      #expect(try await fault(connectionString, first) == nil)
      let good = SiteVisit.schema(withOutcome: true, [SiteVisit.creation, SiteVisit.addition])
      #expect(try await fault(connectionString, good) == nil)
    }
  }
}
