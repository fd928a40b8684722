import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import Interpeace

@Suite struct ConsentTests {
  private let caption = "Consent by basis"

  @Test("Without consents that may be counted, the table tells what is printed on which basis") func none() throws {
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

  @Test("Consents are counted by the core alone, which hides small counts, and those taken back nowhere") func counted()
    throws
  {
    let inputs = try InterpeaceReports.fixture(
      "annual", "consents",
      [
        ["basis": "written", "count": 12], ["basis": "group_announcement", "count": ["suppressed": true]],
        ["count": ["suppressed": true]],
      ])
    let outcome = try InterpeaceReports.annual(inputs: inputs)
    #expect(
      try outcome.lines(of: caption) == [
        "Written | 0 | 1 | 12", "Oral, recorded | 0 | 1 | 0", "Oral, witnessed | 1 | 0 | 0",
        "Announced to group | 0 | 0 | [c]", "None stated (nobody is quoted) | 2 | 0 | —", "All | 3 | 2 | [c]",
      ])
    // No report lists them, whose rows could be counted.
    for report in InterpeaceFormat.description.reports {
      #expect(!report.queries.contains { $0.json["from"] == "consent" && $0.json["select"] != nil })
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
