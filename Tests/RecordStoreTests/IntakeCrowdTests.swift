import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

/// Many at once, and several servers over one database.
@Suite("Crowds of submissions")
struct IntakeCrowdTests {
  /// Submits all at once, in this order, and returns what became of each.
  private static func submit(
    _ records: [JSONValue], to store: Store, as prefix: String
  ) async throws -> [Result<IntakeAnswer, IntakeFault>] {
    try await withThrowingTaskGroup(of: (Int, Result<IntakeAnswer, IntakeFault>).self) { group in
      for (number, json) in records.enumerated() {
        let record = try StoreFixture.reader.read(json.bytes)
        group.addTask {
          let sender = Sender(name: "amina", team: "team")
          return (number, await store.intake.submit(record, sender: sender, requestID: "\(prefix)-\(number)"))
        }
      }
      return try await group.reduce(into: [(Int, Result<IntakeAnswer, IntakeFault>)]()) { $0.append($1) }
        .sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private static func count(_ fixture: StoreFixture, _ sql: SQL) async throws -> Int {
    let count = Collected()
    try await TestQuery.run(fixture.connectionString) { connection in
      count.append(.integer(try await connection.query(sql).first?.value(at: 0, as: Int64.self) ?? -1))
    }
    return Int(count.values.first?.integer ?? -1)
  }

  @Test("Of ten thousand, the one that PostgreSQL refuses is the only one refused")
  func oneBad() async throws {
    try await StoreFixture.with { fixture in
      try await TestQuery.run(fixture.connectionString) {
        try await $0.execute(script: "ALTER TABLE finding ADD CONSTRAINT not_this_one CHECK (key <> 'f-7321')")
      }
      let records = (0..<10_000).map { finding("f-\($0)", engagement: nil) }
      let outcomes = try await Self.submit(records, to: fixture.store, as: "r")
      for (number, outcome) in outcomes.enumerated() where number != 7_321 {
        guard case .success(let answer) = outcome, answer.outcome == .created else {
          Issue.record("f-\(number): \(outcome)")
          break
        }
      }
      guard case .failure(let fault) = outcomes[7_321] else {
        Issue.record("It was taken.")
        return
      }
      #expect(fault.code == .refused)
      #expect(fault.cause?.constraint == "not_this_one")
      #expect(try await Self.count(fixture, "SELECT count(*) FROM finding") == 9_999)
    }
  }

  @Test("Two servers that take the same records in opposite orders neither fail nor store any twice")
  func oppositeOrders() async throws {
    try await StoreFixture.with { fixture in
      let other = try await StoreFixture.open(fixture.connectionString)
      let parents = (0..<40).map { engagement("e-\($0)") }
      let findings = (0..<2_000).map { finding("f-\($0)", engagement: "e-\($0 % 40)") }
      // Every record twice from each, its parent somewhere among them.
      let records = parents + findings + findings + parents
      async let first = Self.submit(records, to: fixture.store, as: "first")
      async let second = Self.submit(records.reversed(), to: other, as: "second")
      let outcomes = try await (first + second).map { try $0.get() }
      await other.close()
      #expect(outcomes.filter { $0.outcome == .created }.count == 2_040)
      #expect(outcomes.filter { $0.outcome == .duplicate }.count == 3 * 2_040)
      #expect(try await Self.count(fixture, "SELECT count(*) FROM finding WHERE effective_level = 0") == 2_000)
      #expect(try await Self.count(fixture, "SELECT count(*) FROM finding_history") == 0)
    }
  }
}
