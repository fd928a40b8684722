import Records
import ReportDocument
import Testing

@testable import ReportKit

@Suite struct RemarkTests {
  @Test("A remark is told with its values; a caution to the requester too") func remarks() throws {
    let (lines, paths) = try PeopleFormat.run { _, report in
      try report.callout(.info, "finding.number", ["number": "7"])
      try report.caution("finding.number", ["number": "8"], path: "finding")
    }
    #expect(lines == ["Finding 7", "Finding 8"] && paths == ["finding"])
  }

  @Test("Of none there is nothing to warn", arguments: [(0, []), (2, ["finding.duplicateOf"])] as [(Int, [String])])
  func warnings(_ count: Int, _ expected: [String]) throws {
    let (lines, paths) = try PeopleFormat.run { _, report in
      try report.warn("finding.duplicates", count: count, path: "finding.duplicateOf")
    }
    #expect(lines == [] && paths == expected)
  }
}
