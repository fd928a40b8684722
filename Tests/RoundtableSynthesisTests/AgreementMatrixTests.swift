import FormatTestSupport
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

  /// So many findings of one kind.
  private func row(_ region: String, _ theme: String, _ agreement: JSONValue, _ count: Int) -> [JSONValue] {
    (0..<count).map { number in
      [
        "key": .string("\(region)-\(theme)-\(agreement.text)-\(number)"), "origin": "roundtable",
        "theme": .string(theme),
        "place": ["region": .string(region)], "agreement": agreement,
      ]
    }
  }

  @Test func regionsAndThemesKeepTheOrderOfTheirLists() throws {
    let outcome = try rows(
      row("gao", "shared_concepts", "consensus", 1) + row("bamako", "procurement", "divided", 1)
        + row("tombouctou", "procurement", "majority", 1) + row("nowhere", "procurement", "majority", 1))
    let start = try #require(outcome.blocks.first { $0.contains(#""block":"tableStart""#) })
    let columns = try JSONValue(parsing: start)["columns"]?.array?.compactMap { $0["title"]?.string }
    #expect(columns == ["Theme", "Timbuktu", "Gao", "Bamako", "nowhere"])
    let themes = try outcome.rows(of: "Level of agreement, by theme and region").compactMap { $0.first?.text }
    #expect(themes.count == 2)
    #expect(themes[0].contains("Procurement"))
    #expect(themes[1].contains("Shared concepts"))
  }

  @Test func severalFindingsShowTheirNumbersStrongestFirst() throws {
    let outcome = try rows(
      row("gao", "procurement", .null, 2) + row("gao", "procurement", "divided", 1)
        + row("gao", "procurement", "consensus", 3))
    #expect(outcome.blocks.joined().contains("Consensus (3), Divided (1), Not stated (2)"))
  }

  @Test func aPlaceWithoutFindingsHasADash() throws {
    let outcome = try rows(
      row("gao", "procurement", "consensus", 1) + row("bamako", "personnel_pay", "divided", 1))
    let dashes = try outcome.section(2).joined().components(of: "—")
    #expect(dashes == 2)
  }

  @Test func withoutAnyAgreementFindingsAreCounted() throws {
    let outcome = try rows(row("gao", "procurement", .null, 2) + row("bamako", "shared_concepts", .null, 1))
    let counts = try outcome.rows(of: "Findings, by theme and region").map { Array($0.dropFirst()) }
    #expect(counts == [[["number": 2], "—"], ["—", ["number": 1]]])
    let section = try outcome.section(2).joined()
    #expect(section.contains("level of agreement is not stated") && !section.contains("Not stated"))
    #expect(try outcome.values("tableStart").allSatisfy { $0["figure"] == nil })
  }

  @Test func agreementIsDrawnByThemeAndLeadsToItsRecords() throws {
    let findings =
      row("gao", "procurement", "consensus", 2) + row("bamako", "procurement", "consensus", 1)
      + row("bamako", "procurement", "divided", 1)
    let outcome = try Rehearsal.run(
      RoundtableFormat.self, report: "roundtable/synthesis", language: .english,
      inputs: [
        "matrix": findings,
        "levels": [
          ["theme": "procurement", "agreement": "consensus", "count": 3, "trace": "0.1"],
          // One more than are printed: another origin's is among them, so that it leads elsewhere.
          ["theme": "procurement", "agreement": "divided", "count": 2, "trace": "0.2"],
        ],
      ])
    let rows = try outcome.rows(of: "Findings by theme and level of agreement")
    #expect(rows.count == 1)
    #expect(rows.first?[1] == ["number": 3, "trace": "0.1"] && rows.first?[2] == ["number": 1])
    let figures = try outcome.values("tableStart").compactMap { $0["figure"]?["kind"]?.string }
    #expect(figures == ["stackedBar"])
  }

  @Test("Pages lie across where regions are many, and each section has a sheet", arguments: [(7, 0), (8, 1)])
  func wide(regions: Int, across: Int) throws {
    let codes = CodeLists.region.codes.prefix(regions)
    let outcome = try rows(codes.flatMap { row($0, "procurement", "consensus", 1) })
    let parts = try outcome.values("part")
    #expect(parts.count { $0["orientation"] == "landscape" } == across)
    #expect(Set(parts.compactMap { $0["sheet"]?.string }).count == RoundtableFormat.sections.count)
    let start = try outcome.values("tableStart").first { $0["caption"] == "Level of agreement, by theme and region" }
    #expect(start?["columns"]?.array?.count == regions + 1)
  }
}

extension String {
  fileprivate func components(of part: Character) -> Int { count { $0 == part } }
}
