import Disclosure
import JSONBytes
import Records
import TestSupport
import Testing

/// What the counts of few people look like from outside; that they cannot be computed from the rest is held by the
/// tests of the suppression itself.
@Suite("Small counts of generated programmes")
struct SuppressedModelTests {
  private static let threshold = 5

  @Test("Small counts are hidden and named small, what is shown is exact, and what is hidden is counted")
  func small() async throws {
    let programme = PlainProgramme(seed: 4, people: 0...14)
    try await StoreFixture.with { fixture in
      try await programme.submit(to: fixture)
      var dice = Dice(seed: 44)
      var (hidden, shown) = (0, 0)
      for _ in 0..<40 {
        var query = PlainQuery(source: dice.pick(["participation", "measurement_cell"]))
        let source = try #require(PlainSource.all[query.source])
        query.groupBy = dice.pick(dice.roll(1...3), of: source.dimensions.keys.filter { $0 != "cercle" }.sorted())
        query.measures = [dice.pick(source.counted.sorted())]
        query.totals = dice.once(in: 2)
        let seen = try await fixture.rows(query.json, level: .restricted)
        let exact = query.answer(programme, at: .restricted)
        let found = query.answer(seen.rows)
        #expect(Set(found.keys) == Set(exact.keys), "\(query.json.text)")
        var withheld = 0
        for (key, measures) in found {
          let (count, wanted) = (measures[query.measures[0]] ?? -1, exact[key]?[query.measures[0]] ?? -1)
          let isSmall = (1..<Self.threshold).contains(wanted)
          if count == -1 { hidden += 1 } else { shown += 1 }
          #expect(count == -1 || count == wanted && !isSmall, "\(key) \(query.json.text)")
          #expect(wanted != 0 || count == 0, "a count of nobody is shown: \(key) \(query.json.text)")
          if count == -1 { withheld += 1 }
        }
        let records = query.withheld(programme, at: .restricted)
        #expect(
          seen.withheld == WithheldTally(records.merging(["small_cell": withheld]) { $1 }), "\(query.json.text)")
        #expect(!seen.rows.contains { $0.text.contains("below") }, "which counts are small is not told")
      }
      #expect(hidden > 60 && shown > 60)
    }
  }
}
