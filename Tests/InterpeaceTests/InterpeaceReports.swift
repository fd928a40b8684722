import FormatTestSupport
import JSONBytes
import Records
import ReportKit

@testable import Interpeace

/// Composes the two reports over their fixtures.
enum InterpeaceReports {
  static let grant = "IP-XX-XXX-MLI"
  static let year2024 = ReportPeriod(from: CalendarDate("2024-01-01"), to: CalendarDate("2024-12-31"))
  /// The engagement of the note's fixture.
  static let engagement = "IP-2024-03"

  static func fixture(_ name: String) throws -> [String: [JSONValue]] { try FormatFixture("Interpeace", name).inputs() }

  static func annual(
    _ language: Language = .english, level: ConfidentialityLevel? = nil, inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      InterpeaceFormat.self, report: "interpeace/annual", language: language, level: level,
      programme: "interpeace-mali-2024", grant: grant, period: year2024, reportDate: CalendarDate("2025-03-15"),
      inputs: inputs ?? fixture("annual"), snapshotOn: CalendarDate("2025-03-14"))
  }

  static func note(
    _ language: Language = .english, engagement: String? = engagement, level: ConfidentialityLevel? = nil,
    inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      InterpeaceFormat.self, report: "interpeace/event_note", language: language, level: level,
      programme: "interpeace-mali-2024", grant: grant, reportDate: CalendarDate("2024-06-30"),
      parameters: engagement.map { ["engagement": .string($0)] } ?? [:], inputs: inputs ?? fixture("event_note"))
  }

  /// A programme with its grant and nothing else.
  static let bare: [String: [JSONValue]] = ["programme": [["key": "p", "grants": [["number": .string(grant)]]]]]

  /// The fixture of a report with the rows of one input replaced.
  static func fixture(_ name: String, _ input: String, _ rows: [JSONValue]) throws -> [String: [JSONValue]] {
    var inputs = try fixture(name)
    inputs[input] = rows
    return inputs
  }
}

extension JSONValue {
  /// A cell as a reader sees it, near enough for a test.
  var plain: String {
    if let text = string { return text }
    if let parts = array { return parts.map(\.plain).joined() }
    for member in ["cell", "text", "date", "label"] {
      if let inner = self[member] { return inner.plain }
    }
    if let number = self["number"]?.double { return number == number.rounded() ? "\(Int(number))" : "\(number)" }
    if let percent = self["percent"]?.double { return "\((percent * 10).rounded() / 10) %" }
    if let below = self["suppressed"]?.integer { return "<\(below)" }
    for (member, sign) in [("missing", "?"), ("withheld", "[c]"), ("undisclosed", "withheld")] where self[member] != nil
    {
      return sign
    }
    return text
  }
}

extension Rehearsal.Outcome {
  /// The rows of a table as a reader sees them.
  func lines(of caption: String) throws -> [String] {
    try rows(of: caption).map { $0.map(\.plain).joined(separator: " | ") }
  }

  /// The texts of callouts of a tone.
  func callouts(_ tone: String) throws -> [String] {
    try values("callout").filter { $0["tone"]?.string == tone }.compactMap { $0["text"]?.plain }
  }
}
