import Disclosure
import JSONBytes
import Records
import TestSupport
import Testing

@testable import RecordStore

/// What reports count is what a plain program counts over the same records.
@Suite("Counts of generated programmes")
struct QueryModelTests {
  @Test("Generated queries, at every level, with what they withhold", arguments: [1, 2] as [UInt64])
  func counts(seed: UInt64) async throws {
    let programme = PlainProgramme(seed: seed)
    try await StoreFixture.with { fixture in
      try await programme.submit(to: fixture)
      for record in programme.records {
        let kind = try #require(KindCatalogue.standard.kind(record.kind))
        #expect(try await fixture.stored(kind, record.key)?.effectiveLevel == record.level, "\(record.key)")
      }
      var dice = Dice(seed: seed + 100)
      var filled = 0
      for _ in 0..<80 {
        let query = PlainQuery.make(&dice, of: programme)
        let level = dice.pick(ConfidentialityLevel.allCases)
        guard query.level <= level else {
          await #expect(throws: SnapshotFault.levelTooLow) { try await fixture.rows(query.json, level: level) }
          continue
        }
        let seen = try await fixture.rows(query.json, level: level)
        let wanted = query.answer(programme, at: level)
        #expect(query.answer(seen.rows) == wanted, "\(level) \(query.json.text)")
        #expect(seen.rows.count == wanted.count, "\(query.json.text)")
        #expect(seen.withheld == WithheldTally(query.withheld(programme, at: level)), "\(level) \(query.json.text)")
        if wanted.count > 1 { filled += 1 }
      }
      #expect(filled > 30)
    }
  }
}
