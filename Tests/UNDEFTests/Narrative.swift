import FormatTestSupport
import JSONBytes
import Records
import ReportKit

@testable import UNDEF

/// Composes the narrative report over the fixture.
enum Narrative {
  static let grant = "UDF-XX-XXX-MLI"

  static func inputs() throws -> [String: [JSONValue]] { try FormatFixture("UNDEF", "narrative").inputs() }

  static func run(
    _ language: Language = .french, grant: String = grant, period: ReportPeriod = ReportPeriod(),
    phase: String? = nil, reportDate: CalendarDate? = CalendarDate("2025-05-28"),
    inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      UNDEFFormat.self, report: "undef/narrative", language: language, programme: "cri2002-undef",
      grant: grant, period: period, reportDate: reportDate,
      parameters: phase.map { ["phase": .string($0)] } ?? [:], inputs: inputs ?? self.inputs(),
      snapshotOn: CalendarDate(year: 2025, month: 2, day: 14))
  }
}

/// A cell as a person would jot it down.
enum CellText {
  static func plain(_ cell: JSONValue) -> String {
    if let text = cell.string { return text }
    if let values = cell.array { return values.map(plain).joined() }
    if let inner = cell["cell"] { return plain(inner) }
    if let text = cell["text"]?.string { return text }
    if let number = cell["number"]?.double { return number == number.rounded() ? "\(Int(number))" : "\(number)" }
    if let amount = cell["money"]?.string { return "\(amount) \(cell["currency"]?.string ?? "")" }
    if let percent = cell["percent"]?.double { return "\((percent * 10).rounded() / 10) %" }
    if let date = cell["date"]?.string { return date }
    if let threshold = cell["suppressed"]?.integer { return "<\(threshold)" }
    for (sign, text) in [("withheld", "[c]"), ("undisclosed", "withheld"), ("missing", "?")]
    where cell[sign]?.bool == true { return text }
    return cell.text
  }
}

extension Rehearsal.Outcome {
  /// The rows of the table with a caption, their cells beside each other.
  func lines(of caption: String) throws -> [String] {
    try rows(of: caption).map { $0.map(CellText.plain).joined(separator: " | ") }
  }

  /// The values of the first form with a label, by their labels.
  func form(with label: String, number: Int = 0) throws -> [String: String] {
    let forms = try values("form").map { $0["rows"]?.array ?? [] }.filter { rows in
      rows.contains { $0["label"]?.string == label }
    }
    guard forms.indices.contains(number) else { return [:] }
    return Dictionary(
      forms[number].map { ($0["label"]?.string ?? "", CellText.plain($0["value"] ?? .null)) }
    ) { first, _ in first }
  }
}
