import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NAP1325

@Suite struct DescriptionTests {
  @Test("The description is sound, and both reports are internal until somebody asks for another level") func faults() {
    let description = NAP1325Format.description
    #expect(Rehearsal.faults(in: NAP1325Format.self).isEmpty)
    #expect(description.reports.map(\.id) == ["nap1325/matrix", "nap1325/annual"])
    #expect(description.reports.allSatisfy { $0.level == .internal && $0.languages.first == .french })
    #expect(description.reports.map(\.media.first) == ["xlsx", "docx"])
    #expect(description.reports.allSatisfy { !$0.parameters.contains(where: \.isRequired) })
  }

  @Test("The fixture's prose is for sections that the annual report prints") func sections() throws {
    let report = try #require(NAP1325Format.description.reports.last)
    let narratives = try NAPReports.fixture("annual")["narratives"] ?? []
    #expect(!narratives.isEmpty)
    for narrative in narratives {
      let section = try #require(narrative["section"]?.string)
      #expect(report.sections.contains(section), "\(section)")
    }
  }
}
