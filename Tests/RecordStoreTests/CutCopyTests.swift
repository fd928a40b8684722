import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

/// Batches whose COPY ends in its middle: the findings are sent already, and their recommendations wait for a lock.
@Suite("COPY that is cut")
struct CutCopyTests {
  private static let count = 400

  private static func records() -> [JSONValue] {
    (0..<count).map { number in
      finding(
        "f-\(number)", engagement: nil,
        [
          "recommendations": [
            ["key": "r0", "text": "Agir.", "addressee": "mdac"], ["key": "r1", "text": "Suivre.", "addressee": "igas"],
          ]
        ])
    }
  }

  /// Submits all while nobody may write recommendations, has this done to the backends that wait in their COPY, and lets
  /// recommendations be written again.
  private static func outcomes(
    of fixture: StoreFixture, cutting: SQL
  ) async throws -> [Result<IntakeAnswer, IntakeFault>] {
    try await withThrowingTaskGroup(of: Result<IntakeAnswer, IntakeFault>.self) { group in
      let holder = try await Connection.connect(ConnectionConfiguration(fixture.connectionString))
      try await holder.execute(script: "BEGIN; LOCK TABLE recommendation IN ACCESS EXCLUSIVE MODE")
      for (number, json) in records().enumerated() {
        let record = try StoreFixture.reader.read(json.bytes)
        group.addTask {
          await fixture.store.intake.submit(
            record, sender: Sender(name: "amina", team: "team"), requestID: "r-\(number)")
        }
      }
      try await TestQuery.run(fixture.connectionString) { watching in
        let waiting: SQL = """
          SELECT count(*) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'COPY%recommendation%'
          """
        while try await watching.query(waiting).first?.value(at: 0, as: Int.self) == 0 { await Task.yield() }
        try await watching.query(cutting)
      }
      try await holder.execute(script: "ROLLBACK")
      await holder.close()
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private static func cutting(by function: String) -> SQL {
    SQL(
      unsafe: """
        SELECT \(function)(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'COPY%recommendation%'
        """, parameters: [])
  }

  private static func stored(_ fixture: StoreFixture) async throws -> (findings: Int, recommendations: Int, alone: Int)
  {
    var counts: (Int, Int, Int) = (-1, -1, -1)
    let connection = try await Connection.connect(ConnectionConfiguration(fixture.connectionString))
    let row = try await connection.query(
      """
      SELECT (SELECT count(*) FROM finding), (SELECT count(*) FROM recommendation),
        (SELECT count(*) FROM finding AS f WHERE 2 <>
          (SELECT count(*) FROM recommendation AS r WHERE r.record_key = f.key))
      """
    ).first
    counts = try #require(row).decode((Int, Int, Int).self)
    await connection.close()
    return counts
  }

  @Test("A backend that ends meanwhile costs nothing: the batch is taken in whole, and once")
  func terminated() async throws {
    try await StoreFixture.with { fixture in
      let outcomes = try await Self.outcomes(of: fixture, cutting: Self.cutting(by: "pg_terminate_backend"))
      for outcome in outcomes { #expect(try outcome.get().outcome == .created) }
      #expect(outcomes.count == Self.count)
      #expect(try await Self.stored(fixture) == (Self.count, 2 * Self.count, 0))
    }
  }

  @Test("A COPY that somebody cancels stores nothing of its batch, says so, and can be sent again")
  func cancelled() async throws {
    try await StoreFixture.with { fixture in
      let outcomes = try await Self.outcomes(of: fixture, cutting: Self.cutting(by: "pg_cancel_backend"))
      let refused = outcomes.compactMap { outcome in
        if case .failure(let fault) = outcome { fault } else { nil }
      }
      #expect(!refused.isEmpty)
      for fault in refused { #expect(fault.code == .database && fault.cause?.sqlstate == "57014") }
      let taken = Self.count - refused.count
      #expect(try await Self.stored(fixture) == (taken, 2 * taken, 0))
      for json in Self.records() { try await fixture.submit(json) }
      #expect(try await Self.stored(fixture) == (Self.count, 2 * Self.count, 0))
    }
  }
}
