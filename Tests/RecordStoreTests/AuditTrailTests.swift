import Logging
import Postgres
import TestSupport
import Testing

@testable import RecordStore

@Suite("The audit trail") struct AuditTrailTests {
  private static func event(_ number: Int, outcome: String = AuditEvent.done) -> AuditEvent {
    AuditEvent(
      principal: number % 2 == 0 ? "amina" : nil, role: number % 2 == 0 ? "reviewer" : nil, address: "127.0.0.1:1",
      method: number % 3 == 0 ? "kurukan.v1.Records/Get" : "kurukan.v1.Reports/Render", outcome: outcome,
      requestID: "r\(number)", milliseconds: number, details: ["key": "f\"\(number)", "kind": "finding"])
  }

  @Test("What is added is there when the call returns, in order, and is read in pages") func pages() async throws {
    try await StoreFixture.with { fixture in
      let trail = fixture.store.audit
      let count = AuditTrail.pageSize + 50
      for number in 0..<count { await trail.add(Self.event(number)) }
      let first = try await trail.entries(AuditFilter())
      #expect(first.map(\.event) == (50..<count).reversed().map { Self.event($0) })
      let second = try await trail.entries(AuditFilter(before: first.last?.number))
      #expect(second.map(\.event) == (0..<50).reversed().map { Self.event($0) })
      #expect(zip(first, first.dropFirst()).allSatisfy { $0.number > $1.number })
    }
  }

  @Test("Many at once are all there") func crowd() async throws {
    try await StoreFixture.with { fixture in
      let trail = fixture.store.audit
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<900 {
          group.addTask { number % 2 == 0 ? await trail.add(Self.event(number)) : await trail.note(Self.event(number)) }
        }
      }
      await trail.finish()
      try await TestQuery.run(fixture.connectionString) { connection in
        let row = try await connection.query("SELECT count(DISTINCT request_id), count(*) FROM audit_event").first
        let (different, all) = try #require(try row?.decode((Int, Int).self))
        #expect(different == 900 && all == 900)
      }
    }
  }

  @Test("Filters keep what they name") func filters() async throws {
    try await StoreFixture.with { fixture in
      let trail = fixture.store.audit
      for number in 0..<30 { await trail.add(Self.event(number, outcome: number < 10 ? "NOT_FOUND" : "OK")) }
      let cases: [(AuditFilter, (Int) -> Bool)] = [
        (AuditFilter(principal: "amina"), { $0 % 2 == 0 }),
        (AuditFilter(method: "kurukan.v1.Records/Get"), { $0 % 3 == 0 }),
        (AuditFilter(refusedOnly: true), { $0 < 10 }),
        (
          AuditFilter(principal: "amina", method: "kurukan.v1.Records/Get", refusedOnly: true),
          { $0 % 6 == 0 && $0 < 10 }
        ),
      ]
      for (filter, keeps) in cases {
        let found = try await trail.entries(filter).map(\.event.milliseconds)
        #expect(found == (0..<30).filter(keeps).reversed())
      }
    }
  }

  @Test("Nothing in it is changed or taken away, by whatever statement") func appendOnly() async throws {
    try await StoreFixture.with { fixture in
      await fixture.store.audit.add(Self.event(0))
      try await TestQuery.run(fixture.connectionString) { connection in
        let statements: [SQL] = [
          "UPDATE audit_event SET principal = 'nobody'", "DELETE FROM audit_event", "TRUNCATE audit_event",
        ]
        for statement in statements {
          await #expect(throws: DatabaseError.self) { try await connection.query(statement) }
        }
        let row = try await connection.query("SELECT count(*) FROM audit_event WHERE principal = 'amina'").first
        #expect(try row?.value(at: 0, as: Int.self) == 1)
      }
    }
  }

  @Test("While the database takes none, callers go on and are not lost sight of; later events are written again")
  func failing() async throws {
    try await StoreFixture.with { fixture in
      let trail = fixture.store.audit
      try await TestQuery.run(fixture.connectionString) { connection in
        try await connection.query("ALTER TABLE audit_event RENAME TO gone")
        await trail.add(Self.event(1))
        try await connection.query("ALTER TABLE gone RENAME TO audit_event")
      }
      await trail.add(Self.event(2))
      #expect(try await trail.entries(AuditFilter()).map(\.event) == [Self.event(2)])
    }
  }

  @Test("Of refusals beyond what may wait, the number is kept") func overflow() async throws {
    try await StoreFixture.with { fixture in
      let trail = fixture.store.audit
      let beyond = 25
      try await TestQuery.run(fixture.connectionString) { connection in
        try await connection.query("BEGIN")
        try await connection.query("LOCK TABLE audit_event")
        // The first is being written, and waits for the table with the others behind it.
        await trail.note(Self.event(0))
        try await TestQuery.run(fixture.connectionString) { watcher in
          while try await watcher.query(
            "SELECT FROM pg_locks WHERE relation = 'audit_event'::regclass AND NOT granted"
          ).first == nil {}
        }
        for number in 1...AuditTrail.waitingLimit + beyond { await trail.note(Self.event(number)) }
        try await connection.query("COMMIT")
      }
      await trail.finish()
      try await TestQuery.run(fixture.connectionString) { connection in
        let row = try await connection.query(
          """
          SELECT count(*), sum((details->>'refusals')::int8) FILTER (WHERE outcome = 'TRAIL_OVERFLOW')::int8
          FROM audit_event
          """
        ).first
        let (all, told) = try #require(try row?.decode((Int, Int).self))
        #expect(all == AuditTrail.waitingLimit + 2 && told == beyond)
      }
    }
  }
}
