import JSONBytes
import Records
import Testing

@testable import ReportKit

@Suite struct BoundedRowsTests {
  @Test(
    "The first rows are listed, all are counted, and what is left out is said", arguments: [(0, 0), (2, 2), (5, 3)])
  func bounded(_ count: Int, _ listed: Int) throws {
    let (lines, _) = try SubjectFormat.run([]) { _, report in
      var rows = BoundedRows(limit: 3)
      for number in 0..<count { rows.add(InputRow(["number": .integer(Int64(number))], language: .english)) }
      #expect(rows.count == count)
      #expect(rows.listed.map { $0.integer("number") } == Array(0..<listed))
      try report.unlisted(rows)
    }
    #expect(lines == (count > listed ? ["2 more are recorded and not listed here."] : []))
  }
}
