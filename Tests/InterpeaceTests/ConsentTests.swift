import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import Interpeace

@Suite struct ConsentTests {
  private let caption = "Consent by basis"

  @Test("Without records of consent that may be shown, the table tells what is printed on which basis") func none()
    throws
  {
    let outcome = try InterpeaceReports.annual()
    #expect(
      try outcome.lines(of: caption) == [
        "Written | 0 | 1 | ? | ?", "Oral, recorded | 0 | 1 | ? | ?", "Oral, witnessed | 1 | 0 | ? | ?",
        "None stated (nobody is quoted) | 2 | 0 | ? | ?",
      ])
    #expect(try outcome.callouts("info").contains { $0.hasPrefix("Records of consent are not counted here") })
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

  @Test("Consents are counted by basis, with those taken back") func counted() throws {
    let inputs = try InterpeaceReports.fixture(
      "annual", "consents",
      [
        ["key": "c1", "basis": "written", "withdrawnOn": "2025-01-10"], ["key": "c2", "basis": "written"],
        ["key": "c3", "basis": "oral_witnessed", "withdrawnOn": "2024-09-02"],
        ["key": "c4", "basis": "group_announcement"],
      ])
    let lines = try InterpeaceReports.annual(inputs: inputs).lines(of: caption)
    #expect(
      lines == [
        "Written | 0 | 1 | 2 | 1", "Oral, recorded | 0 | 1 | 0 | 0", "Oral, witnessed | 1 | 0 | 1 | 1",
        "Announced to group | 0 | 0 | 1 | 0", "None stated (nobody is quoted) | 2 | 0 | 0 | 0",
      ])
  }

  @Test("Whether a consent was taken back, and what it rests on, stays withheld where it is") func withheld() throws {
    let inputs = try InterpeaceReports.fixture(
      "annual", "consents",
      [
        ["key": "c1", "basis": "written", "withheld": ["withdrawnOn"]],
        ["key": "c2", "withheld": ["basis", "withdrawnOn"]],
      ])
    let lines = try InterpeaceReports.annual(inputs: inputs).lines(of: caption)
    #expect(lines.contains("Written | 0 | 1 | 1 | withheld"))
    #expect(lines.contains("withheld | 0 | 0 | 1 | withheld"))
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
