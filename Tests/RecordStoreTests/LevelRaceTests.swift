import JSONBytes
import Postgres
import RecordStore
import Records
import Synchronization
import TestSupport
import Testing

@Suite("Levels that change while others arrive")
struct LevelRaceTests {
  /// Whether a writer of the test's database waits for a lock.
  private func writerWaits(_ connection: Connection) async throws -> Bool {
    try await connection.query(
      """
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%intake'
        AND wait_event_type = 'Lock'
      """
    ).first != nil
  }

  @Test("What arrives below a finding waits for whoever raises it with its engagement")
  func grandchild() async throws {
    try await StoreFixture.with { fixture in
      let kind = try #require(KindCatalogue.standard.kind("response"))
      try await fixture.submit(engagement("e"))
      try await fixture.submit(finding("f"))
      try await TestQuery.run(fixture.connectionString) { raiser in
        try await TestQuery.run(fixture.connectionString) { watcher in
          // As a writer does that takes a confidential revision of the engagement.
          try await raiser.query("BEGIN")
          for table in ["engagement", "finding"] {
            try await raiser.query("UPDATE \(identifier: table) SET effective_level = 3")
          }
          let isAnswered = Atomic(false)
          async let level = Task {
            let record = LevelledKind.record(kind, "r", own: .public, parents: [("finding", "f")], note: "Réponse.")
            defer { isAnswered.store(true, ordering: .relaxed) }
            return try await fixture.submit(record).effectiveLevel
          }.value
          while try await !writerWaits(watcher), !isAnswered.load(ordering: .relaxed) {}
          try await raiser.query("COMMIT")
          #expect(try await level == .confidential)
        }
      }
    }
  }

  @Test("A finding below two records that are raised at once has the higher level")
  func twoParents() async throws {
    try await StoreFixture.with { fixture in
      let assignment = try #require(KindCatalogue.standard.kind("assignment"))
      try await fixture.submit(LevelledKind.record(assignment, "a", own: .public, parents: [], note: "Audit."))
      try await fixture.submit(engagement("e"))
      try await fixture.submit(finding("f", ["assignment": "a"]))
      #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .public)
      try await TestQuery.run(fixture.connectionString) { raiser in
        try await TestQuery.run(fixture.connectionString) { watcher in
          // As a writer does that takes a confidential revision of the assignment.
          try await raiser.query("BEGIN")
          for table in ["assignment", "finding"] {
            try await raiser.query("UPDATE \(identifier: table) SET effective_level = 3")
          }
          let isAnswered = Atomic(false)
          async let answer = Task {
            defer { isAnswered.store(true, ordering: .relaxed) }
            return try await fixture.submit(engagement("e", level: "restricted"))
          }.value
          while try await !writerWaits(watcher), !isAnswered.load(ordering: .relaxed) {}
          try await raiser.query("COMMIT")
          #expect(try await answer.effectiveLevel == .restricted)
          #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .confidential)
        }
      }
    }
  }

  @Test("A revision that replaces one below an engagement which arrives just then keeps the engagement's level")
  func replacedParentArrives() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(engagement("e"))
      try await fixture.submit(finding("f", engagement: "late"))
      try await TestQuery.run(fixture.connectionString) { raiser in
        try await TestQuery.run(fixture.connectionString) { watcher in
          // As a writer does that takes a confidential engagement.
          try await raiser.query("BEGIN")
          try await raiser.query(
            """
            INSERT INTO engagement SELECT (jsonb_populate_record(e, '{"key": "late", "effective_level": 3}')).*
            FROM engagement AS e
            """)
          try await raiser.query("UPDATE finding SET effective_level = 3")
          let isAnswered = Atomic(false)
          async let answer = Task {
            defer { isAnswered.store(true, ordering: .relaxed) }
            return try await fixture.submit(finding("f", engagement: "e", ["ifRevision": 1]))
          }.value
          while try await !writerWaits(watcher), !isAnswered.load(ordering: .relaxed) {}
          try await raiser.query("COMMIT")
          #expect(try await answer.effectiveLevel == .confidential)
          #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .confidential)
        }
      }
    }
  }
}
