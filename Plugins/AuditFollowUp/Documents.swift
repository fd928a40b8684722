import Records
import ReportDocument
import ReportKit

/// Section 7: the documents on which the latest looks rest, numbered by the report.
struct Documents {
  private let rows: [InputRow]
  private let numbers: [String: Int]

  /// Reads the input `evidence` and keeps what is cited.
  init(_ inputs: ReportInputs, cited: Set<String>) throws {
    var rows: [InputRow] = []
    var numbers: [String: Int] = [:]
    for row in try inputs.rows(of: "evidence") {
      guard let key = row.string("key"), cited.contains(key) else { continue }
      rows.append(row)
      numbers[key] = rows.count
    }
    self.rows = rows
    self.numbers = numbers
  }

  /// A document's number and title; nil for one that the report may not name.
  func reference(_ key: String) -> String? {
    numbers[key].map { number in rows[number - 1].text("title").map { "[\(number)] \($0)" } ?? "[\(number)]" }
  }

  func write(_ report: inout ReportBuilder) throws {
    try report.add(.part(Part(.portrait, sheet: TitleText(report.words["sheets.documents"]))))
    try report.section("documents")
    if rows.isEmpty { return try report.paragraph(label: "documents.empty") }
    try report.evidence(rows)
  }
}
