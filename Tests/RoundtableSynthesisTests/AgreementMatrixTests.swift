import JSONBytes
import Records
import ReportKit
import Testing

@testable import RoundtableSynthesis

@Suite struct AgreementMatrixTests {
  private func rows(_ rows: [JSONValue]) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      RoundtableFormat.self, report: "roundtable/synthesis", language: .english, inputs: ["matrix": rows])
  }

  private func row(_ region: String, _ theme: String, _ agreement: JSONValue, _ count: Int64) -> JSONValue {
    ["region": .string(region), "theme": .string(theme), "agreement": agreement, "count": .integer(count)]
  }

  @Test func regionsAndThemesKeepTheOrderOfTheirLists() throws {
    let outcome = try rows([
      row("gao", "shared_concepts", "consensus", 1), row("bamako", "procurement", "divided", 1),
      row("tombouctou", "procurement", "majority", 1), row("nowhere", "procurement", "majority", 1),
    ])
    let start = try #require(outcome.blocks.first { $0.contains(#""block":"tableStart""#) })
    let columns = try JSONValue(parsing: start)["columns"]?.array?.compactMap { $0["title"]?.string }
    #expect(columns == ["Theme", "Timbuktu", "Gao", "Bamako", "nowhere"])
    let themes = try outcome.blocks.map { try JSONValue(parsing: $0) }.filter { $0["block"]?.string == "row" }
      .compactMap { $0["cells"]?.array?.first?.text }
    #expect(themes.count == 2)
    #expect(themes[0].contains("Procurement"))
    #expect(themes[1].contains("Shared concepts"))
  }

  @Test func severalFindingsShowTheirNumbersStrongestFirst() throws {
    let outcome = try rows([
      row("gao", "procurement", .null, 2), row("gao", "procurement", "divided", 1),
      row("gao", "procurement", "consensus", 3),
    ])
    #expect(outcome.blocks.joined().contains("Consensus (3), Divided (1), Not stated (2)"))
  }

  @Test func aPlaceWithoutFindingsHasADash() throws {
    let outcome = try rows([
      row("gao", "procurement", "consensus", 1), row("bamako", "personnel_pay", "divided", 1),
      row("bamako", "economy", "divided", 0),
    ])
    let dashes = outcome.blocks.joined().components(of: "—")
    #expect(dashes == 2)
  }
}

extension String {
  fileprivate func components(of part: Character) -> Int { count { $0 == part } }
}
