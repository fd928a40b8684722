import JSONBytes
import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite struct PeopleTallyTests {
  private func tally(_ rows: [JSONValue]) -> PeopleTally {
    PeopleTally(
      rows.map { InputRow($0.object ?? [:], language: .english) }, rows: "group", columns: "sex")
  }

  @Test("People of whom something is not stated are not taken for all") func unstated() {
    let tally = tally([
      ["group": "cso", "sex": "female", "people": 8], ["group": .null, "sex": "female", "people": 5],
      ["group": "cso", "people": 9], ["group": .null, "people": 6], ["sex": "female", "people": 13], ["people": 15],
      ["group": "cso", "sex": .null, "people": 1],
    ])
    #expect(tally.rows == ["cso"])
    #expect(tally.count(nil, nil) == .number(15))
    #expect(tally.count(nil, "female") == .number(13))
    #expect(tally.count("cso", nil) == .number(9))
    #expect(tally.count(PeopleTally.unstated, nil) == .number(6))
    #expect(tally.count(PeopleTally.unstated, "female") == .number(5))
    #expect(tally.count("cso", PeopleTally.unstated) == .number(1))
  }

  @Test("What did not occur is 0 in a row that occurs, and not known in another") func zeros() {
    let tally = tally([["group": "cso", "sex": "female", "people": ["suppressed": true, "below": 5]]])
    #expect(tally.count("cso", "female") == .suppressed(below: 5))
    #expect(tally.count("cso", "male") == .number(0))
    #expect(tally.count("media", "male") == .missing && tally.count(nil, "male") == .missing)
    // Where all are counted, a column that does not occur has nobody.
    #expect(self.tally([["people": 8], ["sex": "female", "people": 8]]).count(nil, "male") == .number(0))
    #expect(tally.count("cso", nil) == .missing)
    #expect(self.tally([]).isEmpty && !tally.isEmpty)
  }

  @Test("Thousands of rows are read in their order") func many() {
    let rows = (0..<20_000).map { number -> JSONValue in
      ["group": .string("g\(number)"), "sex": "female", "people": .integer(Int64(number))]
    }
    let tally = tally(rows)
    #expect(tally.rows.count == 20_000 && tally.rows.first == "g0" && tally.rows.last == "g19999")
    #expect(tally.count("g19999", "female") == .number(19_999))
  }
}
