import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NIMD

@Suite struct SectionTests {
  @Test func descriptionIsSound() throws {
    #expect(Rehearsal.faults(in: NIMDFormat.self) == [])
    let report = try #require(NIMDFormat.description.reports.first)
    #expect(report.id == "nimd/results")
    #expect(report.level == .internal)
    #expect(report.parameters.isEmpty)
    #expect(report.grant == .optional)
    #expect(report.cadences == [.year, .grantPhase])
  }

  @Test("Twelve sections in one order in both languages, each listed in the contents")
  func sections() throws {
    let english = try ResultsReport.run(.english)
    let french = try ResultsReport.run(.french)
    #expect(!english.isRejected && !french.isRejected)
    #expect(
      try english.headings(level: 1) == [
        "Summary", "Context and theory of change", "Results by programme line", "Democracy schools",
        "Cafés politiques and dialogue platforms", "Agreements and reforms influenced", "Inclusion",
        "Stories of change", "Partners and consortium shares", "Risks, learning and adaptation", "Finance",
        "Annex: outputs and IATI",
      ])
    #expect(try french.headings(level: 1).count == 12)
    #expect(try french.headings(level: 1).contains("Écoles de la démocratie"))
    for outcome in [english, french] {
      let listed = try outcome.values("contents").flatMap { $0["entries"]?.array ?? [] }
      #expect(try listed.compactMap { $0["text"]?.string } == outcome.headings(level: 1))
    }
    #expect(try english.values("tableStart").count == french.values("tableStart").count)
  }

  @Test func eachSheetOfTheWorkbookHasItsOwnName() throws {
    let sheets = try ResultsReport.run().values("part").compactMap { $0["sheet"]?.string }
    #expect(sheets == ["Results", "Schools and sessions", "Analysis", "Finance", "Annex"])
  }

  @Test func sameInputsGiveTheSameBytes() throws {
    #expect(try ResultsReport.run(.french).blocks == ResultsReport.run(.french).blocks)
  }

  @Test func differsNotFromTheGoldenBlocks() throws {
    #expect(try GoldenBlocks.differences(ResultsReport.run(.french), "NIMDTests", "results") == [])
  }

  @Test("No record's key and no code is printed, not even an organisation's that has no name") func keys() throws {
    var inputs = try ResultsReport.inputs()
    let keys = Set(inputs.values.joined().compactMap { $0["key"]?.string }.filter { $0.contains("-") })
    #expect(keys.count > 10)
    let codes = [
      "theory_of_change\"", "donor_results", "not_applicable", "political_party", "dialogue_platform", "on_track",
    ]
    for organisations in [inputs["organisations"], []] {
      inputs["organisations"] = organisations
      for language in [Language.french, .english] {
        let text = try ResultsReport.run(language, inputs: inputs).blocks.joined()
        #expect(keys.union(codes).filter(text.contains) == [])
      }
    }
  }

  @Test(
    "The title tells what the period is",
    arguments: [
      ("2023-01-01", "2023-12-31", "Annual results report"), ("2023-01-01", "2023-06-30", "Half-yearly results report"),
      ("2023-07-01", "2023-12-31", "Half-yearly results report"), ("2023-02-01", "2023-07-31", "Results report"),
      ("2023-07-01", "2024-06-30", "Results report"), ("2023-01-01", "2023-12-30", "Results report"),
      ("2024-01-01", "2024-12-31", "Annual results report"),
    ])
  func titles(from: String, to: String, title: String) throws {
    let header = try #require(try ResultsReport.run(from: from, to: to).values("document").first)
    #expect(header["title"]?.string == title)
    #expect(header["period"]?["from"]?.string == from)
  }

  @Test("Without a period the report is of all days of its grants, or of the one asked for")
  func wholePeriod() throws {
    for (grant, from, to) in [(nil, "2020-12-01", "2025-12-31"), ("UE-XX-XXX-MLI", "2020-12-01", "2022-11-30")] {
      let header = try #require(try ResultsReport.run(grant: grant).values("document").first)
      #expect(header["period"]?["from"]?.string == from)
      #expect(header["period"]?["to"]?.string == to)
    }
  }

  @Test("A report of one grant has the money of that one alone") func oneGrant() throws {
    let grants = try ResultsReport.run(grant: "UE-XX-XXX-MLI").rows(of: "Grants to the period’s end")
    #expect(grants.compactMap { $0.first?.string } == ["UE-XX-XXX-MLI"])
  }
}
