import JSONBytes
import Postgres
import RecordStore
import Records
import Synchronization
import TestSupport
import Testing

@Suite("Levels that change while others arrive")
struct LevelRaceTests {
  /// Whether a writer of the test's database waits for what another connection holds.
  private func writerWaits(for holder: Connection, _ watcher: Connection) async throws -> Bool {
    let process = try await holder.query("SELECT pg_backend_pid()").first?.value(at: 0, as: Int32.self)
    return try await watcher.query(
      """
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%intake'
        AND \(process) = ANY(pg_blocking_pids(pid))
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
          while try await !writerWaits(for: raiser, watcher), !isAnswered.load(ordering: .relaxed) {}
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
          while try await !writerWaits(for: raiser, watcher), !isAnswered.load(ordering: .relaxed) {}
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
          while try await !writerWaits(for: raiser, watcher), !isAnswered.load(ordering: .relaxed) {}
          try await raiser.query("COMMIT")
          #expect(try await answer.effectiveLevel == .confidential)
          #expect(try await fixture.stored(.finding, "f")?.effectiveLevel == .confidential)
        }
      }
    }
  }

  @Test("What arrived below a finding while its engagement waited to be raised has the highest level of all above it")
  func arrivedMeanwhile() async throws {
    try await StoreFixture.with { fixture in
      let kind = try #require(KindCatalogue.standard.kind("response"))
      func response(below finding: String) -> JSONValue {
        LevelledKind.record(kind, "r", own: .public, parents: [("finding", finding)], note: finding)
      }
      try await fixture.submit(engagement("e"))
      for key in ["f1", "f2"] { try await fixture.submit(finding(key)) }
      try await fixture.submit(finding("other", engagement: nil))
      try await fixture.submit(response(below: "other"))
      let second = StoreFixture(
        store: try await StoreFixture.open(fixture.connectionString), connectionString: fixture.connectionString)
      try await TestQuery.run(fixture.connectionString) { raiser in
        try await TestQuery.run(fixture.connectionString) { watcher in
          try await TestQuery.run(fixture.connectionString) { holder in
            try await holder.query("BEGIN")
            try await holder.query("SELECT FROM finding WHERE key = 'f1' FOR UPDATE")
            let isAnswered = Atomic(false)
            async let answer = Task {
              defer { isAnswered.store(true, ordering: .relaxed) }
              return try await fixture.submit(engagement("e", level: "restricted", ["ifRevision": 1]))
            }.value
            while try await !writerWaits(for: holder, watcher), !isAnswered.load(ordering: .relaxed) {}
            try await second.submit(response(below: "f2"))
            // As a writer does that takes a confidential revision of the finding that the response hung on before.
            try await raiser.query("BEGIN")
            try await raiser.query("UPDATE finding SET effective_level = 3 WHERE key = 'other'")
            try await raiser.query("UPDATE response SET effective_level = 3")
            try await holder.query("COMMIT")
            while try await !writerWaits(for: raiser, watcher), !isAnswered.load(ordering: .relaxed) {}
            try await raiser.query("COMMIT")
            #expect(try await answer.effectiveLevel == .restricted)
            #expect(try await fixture.stored(kind, "r")?.effectiveLevel == .confidential)
          }
        }
      }
      await second.store.close()
    }
  }
}
