import FormatTestSupport
import JSONBytes
import Records
import Testing

@testable import ReportKit
@testable import UNDEF

@Suite struct NarrativeExampleTests {
  @Test("The examples of prose for this report name sections that it prints")
  func sections() throws {
    let report = try #require(UNDEFFormat.description.reports.first { $0.id == "undef/narrative" })
    let examples = try RecordKind.narrative.examples.map { try JSONValue(parsing: $0) }
      .filter { $0["report"]?.string == report.id }
    #expect(!examples.isEmpty)
    for example in examples {
      let section = try #require(example["section"]?.string)
      #expect(report.sections.contains(section), "\(section)")
    }
  }
}
