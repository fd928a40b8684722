import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import Interpeace

@Suite struct ConsentTests {
  private let caption = "Consent by basis"

  @Test("The table tells what is printed on which basis") func none() throws {
    let outcome = try InterpeaceReports.annual()
    #expect(
      try outcome.lines(of: caption) == [
        "Written | 0 | 1", "Oral, recorded | 0 | 1", "Oral, witnessed | 1 | 0",
        "None stated (nobody is quoted) | 2 | 0",
      ])
    let texts = try outcome.values("paragraph").compactMap { $0["text"]?.plain }
    #expect(texts.contains { $0.hasPrefix("Consents on record are not counted here") })
    #expect(!outcome.warnings.contains("consent"))
  }

  @Test(
    "How many records of consent or stories were read is told nowhere, at no level",
    arguments: ConfidentialityLevel.allCases)
  func uncounted(_ level: ConfidentialityLevel) throws {
    let sources = try InterpeaceReports.annual(level: level).rows(of: "Records read for this report")
      .compactMap { $0[0].string }
    #expect(sources.contains("Findings"))
    #expect(!sources.contains { $0.hasPrefix("Consent") || $0.hasPrefix("Stor") })
  }

  @Test("No report reads consents: their rows could be counted, and a public report may not group them") func unread() {
    for report in InterpeaceFormat.description.reports {
      #expect(!report.queries.contains { $0.json["from"] == "consent" })
    }
  }

  @Test("A story of which the core holds back what changed is not told, and a remark says so") func stories() throws {
    let outcome = try InterpeaceReports.annual()
    let section = try outcome.section(6)
    #expect(section.filter { $0.hasPrefix(#"{"block":"form""#) }.count == 2)
    #expect(try outcome.callouts("info").contains("Stories without a consent that holds are withheld."))
    #expect(!section.joined().contains("undisclosed"))
    let told = try InterpeaceReports.fixture("annual")["stories"]?.filter { $0["withheld"] == nil } ?? []
    let whole = try InterpeaceReports.annual(inputs: InterpeaceReports.fixture("annual", "stories", told))
    #expect(!(try whole.callouts("info")).contains { $0.hasPrefix("Stories") })
  }

  @Test func allStoriesWithheldIsAGap() throws {
    let hidden = try InterpeaceReports.fixture("annual")["stories"]?.filter { $0["withheld"] != nil } ?? []
    let outcome = try InterpeaceReports.annual(inputs: InterpeaceReports.fixture("annual", "stories", hidden))
    #expect(outcome.warnings == ["story"])
  }
}
