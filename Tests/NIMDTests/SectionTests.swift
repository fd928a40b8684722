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

  @Test("Without a period the report is of the grant's days, and warns of its meetings") func allDays() throws {
    let outcome = try ResultsReport.run(grant: "UE-XX-XXX-MLI")
    let header = try #require(try outcome.values("document").first)
    #expect(header["period"]?["from"]?.string == "2020-12-01" && header["period"]?["to"]?.string == "2022-11-30")
    #expect(outcome.warnings.contains("period"))
    #expect(header["reference"]?.string == "UE-XX-XXX-MLI")
    // The grant ended in 2022; what its programme did is told all the same.
    let sessions = try outcome.rows(of: "Cafés politiques and sessions of dialogue platforms")
    #expect(sessions.last?.first?["date"]?.string == "2023-11-28")
  }

  @Test("Each donor’s number asks for the report, and no other’s")
  func grants() throws {
    guard case .required(let pattern?) = try #require(NIMDFormat.description.reports.first).grant else {
      Issue.record("The report is of no one grant.")
      return
    }
    let regex = try Regex(pattern)
    for (number, isOne) in [
      ("MFA-XX-XXX-MLI", true), ("UE-XX-XXX-MLI", true), ("UDF-XX-XXX-MLI", false), ("NDI-XX-XXX-MLI", false),
      ("IP-XX-XXX-MLI", false), ("UNW-XX-XXX-MLI", false), ("XMFA-XX-XXX-MLI", false), ("MFA-XX-XXX-MLI-2", false),
    ] {
      #expect((number.firstMatch(of: regex) != nil) == isOne, "\(number)")
    }
  }

  @Test("All but prose and money is asked for whatever grant paid for it") func bounds() throws {
    let report = try #require(NIMDFormat.description.reports.first)
    let bounded = report.queries.filter { query in
      !(query.json["outside"]?.array ?? []).contains(.string("grant"))
    }
    #expect(bounded.map(\.name) == ["programme", "narratives", "spentInPeriod", "spentOnAllDays", "expenses"])
  }
}
