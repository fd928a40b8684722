import JSONBytes
import Postgres
import Records
import Synchronization
import TestSupport
import Testing

@testable import RecordStore

@Suite("Intake")
struct IntakeTests {
  @Test("The first body is created, the same body in any spelling is a duplicate, another one a revision")
  func revisions() async throws {
    try await StoreFixture.with { fixture in
      let first = finding("f", engagement: nil)
      let bodies = [first, first, reversed(first), finding("f", engagement: nil, ["title": "Autre"])]
      var answers: [IntakeAnswer] = []
      for body in bodies { answers.append(try await fixture.submit(body)) }
      let duplicate = IntakeAnswer(.duplicate, revision: 1, level: 0)
      #expect(
        answers == [
          IntakeAnswer(.created, revision: 1, level: 0), duplicate, duplicate,
          IntakeAnswer(.revised, revision: 2, level: 0),
        ])
      let revision = try await fixture.stored(.finding, "f")?.revision
      #expect(revision == 2)
    }
  }

  @Test("A late retry of an earlier body never reverts; an intended revert names the revision it replaces")
  func lateRetry() async throws {
    try await StoreFixture.with { fixture in
      let first = finding("f", engagement: nil)
      let second = finding("f", engagement: nil, ["title": "Autre"])
      try await fixture.submit(first)
      try await fixture.submit(second)
      #expect(try await fixture.submit(first) == IntakeAnswer(.duplicate, revision: 2, level: 0, isSuperseded: true))
      let revert = merged(first.object!, ["ifRevision": 2])
      #expect(try await fixture.submit(revert) == IntakeAnswer(.revised, revision: 3, level: 0))
      #expect(try await fixture.submit(revert) == IntakeAnswer(.duplicate, revision: 3, level: 0))
    }
  }

  @Test("ifRevision that names another revision, or a record that does not exist, is a conflict and stores nothing")
  func conflict() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("f", engagement: nil))
      await #expect {
        try await fixture.submit(finding("f", engagement: nil, ["title": "Autre", "ifRevision": 7]))
      } throws: {
        ($0 as? IntakeFault)?.code == .revisionConflict && ($0 as? IntakeFault)?.currentRevision == 1
      }
      await #expect { try await fixture.submit(finding("new", engagement: nil, ["ifRevision": 1])) } throws: {
        ($0 as? IntakeFault)?.currentRevision == 0
      }
      #expect(try await fixture.stored(.finding, "new") == nil)
    }
  }

  @Test("A programme that does not exist is refused and named")
  func unknownProgramme() async throws {
    try await StoreFixture.with { fixture in
      let stray = merged(finding("f", engagement: nil).object!, ["programme": "nowhere"])
      await #expect { try await fixture.submit(stray) } throws: { ($0 as? IntakeFault)?.code == .programmeUnknown }
    }
  }

  @Test("Thousands at once are each answered once, and each is there")
  func many() async throws {
    try await StoreFixture.with { fixture in
      let count = 3_000
      try await fixture.submit(engagement("e"))
      let outcomes = try await withThrowingTaskGroup(of: IntakeAnswer.self) { group in
        for index in 0..<count {
          group.addTask {
            try await fixture.submit(
              finding(
                "f\(index)",
                ["recommendations": [["key": "r", "text": "Agir.", "addressee": "cnt"]]]))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count == count)
      #expect(outcomes.allSatisfy { $0.outcome == .created && $0.revision == 1 })
      try await TestQuery.run(fixture.connectionString) { connection in
        let rows = try await connection.query(
          "SELECT (SELECT count(*) FROM finding), (SELECT count(*) FROM recommendation)")
        #expect(try #require(rows.first).decode((Int, Int).self) == (count, count))
      }
    }
  }

  @Test("Revisions of one record that are queued at once are taken in the order in which they came")
  func order() async throws {
    try await StoreFixture.with { fixture in
      let revisions = 40
      let records = try (1...revisions).map { number in
        try RecordReader().read(finding("f", engagement: nil, ["title": .string("Constat \(number)")]).bytes)
      }
      let answers = Mutex<[Int]>([])
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        for (index, record) in records.enumerated() {
          fixture.store.intake.submit(
            Submission(record: record, sender: Sender(name: "amina"), requestID: "order-\(index)") { _, result in
              let isLast = answers.withLock { answers in
                answers.append((try? result.get())?.revision ?? -1)
                return answers.count == revisions
              }
              if isLast { continuation.resume() }
            })
        }
      }
      #expect(answers.withLock { $0 } == Array(1...revisions))
    }
  }

  @Test("Writers that lose their connections lose nothing and double nothing")
  func lostConnections() async throws {
    try await StoreFixture.with { fixture in
      let count = 1_500
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<count {
          group.addTask {
            let answer = try await fixture.submit(finding("f\(index)", engagement: nil))
            #expect(answer == IntakeAnswer(.created, revision: 1, level: 0))
          }
        }
        group.addTask {
          try await TestQuery.run(fixture.connectionString) { connection in
            for _ in 0..<5 {
              try await connection.query(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name LIKE '%intake'
                """)
            }
          }
        }
        try await group.waitForAll()
      }
      try await TestQuery.run(fixture.connectionString) { connection in
        let row = try await connection.query(
          "SELECT (SELECT count(*) FROM finding), (SELECT count(*) FROM finding_history)"
        ).first
        #expect(try #require(row).decode((Int, Int).self) == (count, 0))
      }
    }
  }

  @Test("A submission whose deadline has passed is not stored")
  func deadline() async throws {
    try await StoreFixture.with { fixture in
      let record = try RecordReader().read(finding("f", engagement: nil).bytes)
      let result = await withCheckedContinuation { continuation in
        fixture.store.intake.submit(
          Submission(record: record, sender: Sender(name: "amina"), requestID: "late", deadline: .now - .seconds(1)) {
            continuation.resume(returning: $1)
          })
      }
      #expect(throws: IntakeFault.self) { try result.get() }
      #expect(try await fixture.stored(.finding, "f") == nil)
    }
  }
}
