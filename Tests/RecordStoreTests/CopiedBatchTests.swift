import Disclosure
import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

/// Whether new records go by COPY or as arrays is nothing that anybody can tell afterwards.
@Suite("Batches taken in by COPY")
struct CopiedBatchTests {
  /// What a store answered to batches, and what its tables hold.
  private struct Outcome: Equatable {
    var answers: [[String]] = []
    var tables: [String: [String]] = [:]
  }

  /// Takes batches in, one after the other, each sorted as a writer has it.
  private static func outcome(of batches: [[JSONValue]], copiedRecords: Int) async throws -> Outcome {
    try await TestDatabase.withFresh { connectionString in
      let store = try await StoreFixture.open(connectionString)
      await store.close()
      let session = try await WriterSession(
        ConnectionConfiguration(connectionString), tables: KindTables(.standard), programmes: ProgrammeDirectory(),
        copiedRecords: copiedRecords)
      var outcome = Outcome()
      for (number, batch) in batches.enumerated() {
        let submissions = try batch.map {
          Submission(
            record: try StoreFixture.reader.read($0.bytes), sender: Sender(name: "amina", team: "team"),
            requestID: "batch-\(number)"
          ) { _, _ in }
        }.sorted { $0.identity < $1.identity }
        let answers = try await session.write(submissions)
        outcome.answers.append(zip(submissions, answers).map { "\($0.identity.kind.name) \($0.identity.key): \($1)" })
      }
      await session.close()
      try await TestQuery.run(connectionString) { outcome.tables = try await tables($0) }
      return outcome
    }
  }

  /// All rows of all tables of records, without what chance and the clock decide.
  private static func tables(_ connection: Connection) async throws -> [String: [String]] {
    let names = KindCatalogue.standard.kinds.flatMap { [$0.name, $0.name + "_history"] + $0.parts.map(\.name) }
    var tables: [String: [String]] = [:]
    for name in names {
      let rows = try await connection.query(
        "SELECT (to_jsonb(r) - 'salt' - 'submitted_at' - 'xid')::text FROM \(identifier: name) AS r ORDER BY 1")
      tables[name] = try rows.rows.map { try $0.value(at: 0, as: String.self) }
    }
    return tables
  }

  private func expectSame(_ batches: [[JSONValue]], _ comment: Comment? = nil) async throws -> Outcome {
    let copied = try await Self.outcome(of: batches, copiedRecords: 1)
    let arrays = try await Self.outcome(of: batches, copiedRecords: .max)
    for (number, (one, other)) in zip(copied.answers, arrays.answers).enumerated() {
      #expect(one == other, "batch \(number)")
    }
    for (name, rows) in arrays.tables { #expect(copied.tables[name] == rows, "\(name)") }
    return copied
  }

  @Test("Every kind's examples are stored alike, with all columns and parts")
  func kinds() async throws {
    let examples = try LonelyExample.all()
    let programmes = Set(examples.map(\.programme)).sorted().map {
      merged(programme().object!, ["programme": .string($0), "key": .string($0)])
    }
    var batches = [programmes]
    for kind in KindCatalogue.standard.kinds {
      let own = examples.filter { $0.kind == kind && kind != .programme }
      let copies = own.flatMap { example in
        ["", "-2", "-3"].map { merged(example.json.object!, ["key": .string(example.json["key"]!.string! + $0)]) }
      }
      if !copies.isEmpty { batches.append(copies) }
    }
    let outcome = try await expectSame(batches)
    for kind in KindCatalogue.standard.kinds { #expect(outcome.tables[kind.name]?.isEmpty == false, "\(kind.name)") }
    #expect(outcome.answers.joined().allSatisfy { $0.contains("created") })
  }

  @Test(
    "Generated batches: duplicates, revisions, parents, what waits for them, what is missing", arguments: 1...6)
  func generated(seed: UInt64) async throws {
    var dice = Dice(seed: seed)
    var sent: [String: JSONValue] = [:]
    var batches: [[JSONValue]] = [[programme()]]
    for number in 0..<12 {
      var batch: [String: JSONValue] = [:]
      // Mostly of one kind, as bulk is.
      let common = dice.pick(LevelledKind.all)
      for _ in 0..<dice.roll(5...60) {
        let kind = dice.once(in: 3) ? dice.pick(LevelledKind.all) : common
        let key = "\(dice.roll(1...80))"
        let name = "\(kind.name) \(key)"
        if let old = sent[name], dice.once(in: 2) {
          batch[name] = old
          continue
        }
        let parents = kind.levelReferences.filter { $0.isRequired || !dice.once(in: 3) }
          .map { (field: $0.name, key: "\(dice.roll(1...80))") }
        let record = LevelledKind.record(
          kind, key, own: dice.once(in: 2) ? .public : dice.pick(ConfidentialityLevel.allCases), parents: parents,
          note: "\(number)")
        let expected =
          dice.once(in: 8) ? merged(record.object!, ["ifRevision": .integer(Int64(dice.roll(0...2)))]) : record
        batch[name] = expected
        sent[name] = record
      }
      batches.append(batch.sorted { $0.key < $1.key }.map(\.value))
    }
    let outcome = try await expectSame(batches)
    let said = outcome.answers.joined().joined()
    for word in ["created", "revised", "duplicate", "revisionConflict"] { #expect(said.contains(word), "\(word)") }
  }

  @Test("A record that another server stores meanwhile is no fault of the batch's")
  func race() async throws {
    try await StoreFixture.with { fixture in
      let session = try await WriterSession(
        ConnectionConfiguration(fixture.connectionString), tables: KindTables(.standard),
        programmes: ProgrammeDirectory(), copiedRecords: 1)
      let batch = try (1...30).map { number in
        Submission(
          record: try StoreFixture.reader.read(finding("f\(number)", engagement: nil).bytes),
          sender: Sender(name: "amina", team: "team"), requestID: "batch"
        ) { _, _ in }
      }.sorted { $0.identity < $1.identity }
      try await TestQuery.run(fixture.connectionString) { other in
        // Held until the batch waits for it: it was not seen when the batch looked, and is there when it stores.
        try await other.execute(script: "BEGIN")
        try await other.query(
          """
          INSERT INTO finding (programme_id, key, revision, body, body_hash, own_level, effective_level, principal,
            request_id, team, origin, region, theme)
          SELECT id, 'f7', 1, '{}', '', 0, 0, 'x', 'other', 'team', 'desk_review', 'gao', 'external_audit'
          FROM programme_identity WHERE name = 'p'
          """)
        async let answers = session.write(batch)
        try await TestQuery.run(fixture.connectionString) { watching in
          let waiting: SQL = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"
          while try await watching.query(waiting).first?.value(at: 0, as: Int.self) == 0 { await Task.yield() }
        }
        try await other.execute(script: "COMMIT")
        let outcomes = try await answers.map { try $0.get().outcome }
        #expect(outcomes.filter { $0 == .created }.count == 29)
        #expect(outcomes.filter { $0 == .revised }.count == 1)
      }
      await session.close()
    }
  }
}
