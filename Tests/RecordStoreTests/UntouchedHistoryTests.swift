import JSONBytes
import Postgres
import Records
import TestSupport
import Testing

@testable import RecordStore

@Suite("Earlier revisions that have their level already")
struct UntouchedHistoryTests {
  /// Where the rows of a finding's history are, and their levels: a row that is written anew is somewhere else.
  private static func rows(_ fixture: StoreFixture) async throws -> [(place: String, level: Int)] {
    var rows: [(String, Int)] = []
    try await TestQuery.run(fixture.connectionString) { connection in
      let result = try await connection.query(
        "SELECT ctid::text, effective_level::int4 FROM finding_history WHERE key = 'f' ORDER BY revision")
      rows = try result.rows.map { try $0.decode((String, Int).self) }
    }
    return rows
  }

  @Test("Neither a revision nor a review writes them anew; one that changes the level does")
  func untouched() async throws {
    try await StoreFixture.with { fixture in
      for text in ["Un.", "Deux.", "Trois."] {
        try await fixture.submit(finding("f", engagement: nil, ["statement": .string(text)]))
      }
      let before = try await Self.rows(fixture)
      #expect(before.map(\.level) == [0, 0])
      try await fixture.submit(finding("f", engagement: nil, ["statement": "Quatre."]))
      let revised = try await Self.rows(fixture)
      #expect(revised.prefix(2).map(\.place) == before.map(\.place) && revised.count == 3)
      try await fixture.validate(.finding, "f", revision: 4)
      #expect(try await Self.rows(fixture).map(\.place) == revised.map(\.place))

      try await fixture.submit(finding("f", engagement: nil, level: "restricted"))
      let raised = try await Self.rows(fixture)
      #expect(raised.map(\.level) == [2, 2, 2, 2])
      #expect(Set(raised.prefix(3).map(\.place)).isDisjoint(with: revised.map(\.place)))
      try await fixture.submit(finding("f", engagement: nil))
      try await fixture.validate(.finding, "f", revision: 6)
      #expect(try await Self.rows(fixture).map(\.level) == [0, 0, 0, 0, 2])
    }
  }
}
