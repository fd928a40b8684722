import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import NIMD

/// Composes the results report over the fixture.
enum ResultsReport {
  static let grant = "MFA-XX-XXX-MLI"

  typealias Inputs = [String: [JSONValue]]

  static func inputs() throws -> Inputs { try FormatFixture("NIMD", "results").inputs() }

  static func run(
    _ language: Language = .english, grant: String = grant, from: String? = nil, to: String? = nil,
    inputs: Inputs? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      NIMDFormat.self, report: "nimd/results", language: language, programme: "nimd-mali", grant: grant,
      period: ReportPeriod(from: from.flatMap { CalendarDate($0) }, to: to.flatMap { CalendarDate($0) }),
      inputs: inputs ?? self.inputs(), snapshotOn: CalendarDate(year: 2025, month: 7, day: 1))
  }

  /// A programme with one framework of one indicator, and measurements of it.
  static func inputs(indicator: JSONObject, _ measurements: [JSONObject], counted: [JSONValue] = []) -> Inputs {
    var indicator = indicator
    if indicator["code"] == nil { indicator["code"] = "A.1" }
    indicator["node"] = "A"
    indicator["title"] = "Agreements signed"
    return [
      "programme": [["key": "p", "grants": [["number": .string(grant)]]]],
      "frameworks": [
        [
          "key": "f", "frameworkType": "donor_results", "confidentiality": "public",
          "nodes": [["code": "A", "level": "outcome", "statement": "Dialogue"]], "indicators": [.object(indicator)],
        ]
      ],
      "measurements": measurements.enumerated().map { index, measurement in
        var row = measurement
        (row["key"], row["framework"], row["indicator"]) = (.string("m\(index + 1)"), "f", "A.1")
        row["measure"] = indicator["measure"]
        if row["confidentiality"] == nil { row["confidentiality"] = "public" }
        return .object(row)
      },
      "counted": counted,
    ]
  }
}

/// A year's first and last day, as a target or a measurement has them.
func days(_ year: String, with members: JSONObject) -> JSONObject {
  var row = members
  (row["periodStart"], row["periodEnd"]) = (.string("\(year)-01-01"), .string("\(year)-12-31"))
  return row
}

extension Rehearsal.Outcome {
  /// The rows of a table whose first or another cell is a text.
  func rows(of caption: String, with text: String) throws -> [[JSONValue]] {
    try rows(of: caption).filter { $0.contains { $0.string == text } }
  }

  /// The texts of the visible placeholders.
  var placeholders: [String] {
    get throws {
      try values("callout").filter { $0["tone"]?.string == "placeholder" }.compactMap { $0["text"]?.string }
    }
  }
}
