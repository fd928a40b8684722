import FormatTestSupport
import JSONBytes
import Records
import ReportKit

@testable import NDI

/// Composes the two reports over their fixtures.
enum NDIReports {
  static let grant = "NDI-XX-XXX-MLI"
  /// The second quarter of the fiscal year 2024.
  static let secondQuarter = ReportPeriod(from: CalendarDate("2024-01-01"), to: CalendarDate("2024-03-31"))
  static let fiscalYear2024 = ReportPeriod(from: CalendarDate("2023-10-01"), to: CalendarDate("2024-09-30"))

  static func fixture(_ name: String) throws -> [String: [JSONValue]] { try FormatFixture("NDI", name).inputs() }

  static func quarterly(
    _ language: Language = .english, level: ConfidentialityLevel? = nil, period: ReportPeriod = secondQuarter,
    parameters: JSONObject = [:], inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      NDIFormat.self, report: "ndi/quarterly", language: language, level: level, programme: "ndi-mali", grant: grant,
      period: period, reportDate: CalendarDate("2024-04-30"), parameters: parameters,
      inputs: inputs ?? fixture("quarterly"), snapshotOn: CalendarDate("2024-04-29"))
  }

  static func workbook(
    _ language: Language = .english, period: ReportPeriod = fiscalYear2024, parameters: JSONObject = [:],
    inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      NDIFormat.self, report: "ndi/indicators", language: language, programme: "ndi-mali", grant: grant,
      period: period, reportDate: CalendarDate("2024-10-30"), parameters: parameters,
      inputs: inputs ?? fixture("indicators"), snapshotOn: CalendarDate("2024-10-29"))
  }

  /// A programme with the grant of these days.
  static func programme(from: String, to: String) -> [JSONValue] {
    let grant: JSONObject = ["number": .string(grant), "startsOn": .string(from), "endsOn": .string(to)]
    return [["key": "p", "fiscalYearStartMonth": 10, "grants": [.object(grant)]]]
  }

  /// A programme whose framework has one indicator with targets and values by quarter of the fiscal year 2024.
  ///
  /// - Parameters:
  ///   - indicator: members of the indicator beside its code, node and targets.
  ///   - values: one measurement each: the quarter, 1 to 4, and its members.
  static func oneIndicator(
    _ indicator: JSONObject = ["measure": "unit", "unit": "forums", "aggregation": "sum"],
    targets: [Int: Double], values: [(quarter: Int, members: JSONObject)]
  ) -> [String: [JSONValue]] {
    let quarters = FiscalYear(2024, startMonth: 10).quarters
    func days(_ quarter: Int) -> JSONObject {
      let period = quarters[quarter - 1]
      return [
        "periodStart": .string(period.from?.description ?? ""), "periodEnd": .string(period.to?.description ?? ""),
      ]
    }
    var described = indicator
    (described["code"], described["node"], described["title"]) = ("P1.a", "P1", "Forums")
    described["periods"] = .array(
      targets.sorted { $0.key < $1.key }.map { quarter, target in
        var period = days(quarter)
        (period["label"], period["target"]) = (.string("T\(quarter)"), .number(target))
        return .object(period)
      })
    let measurements = values.enumerated().map { index, value in
      var row = days(value.quarter)
      (row["key"], row["framework"], row["indicator"]) = (.string("m\(index + 1)"), "f", "P1.a")
      (row["measure"], row["source"]) = ("unit", "Reports")
      for member in value.members.members { row[member.key] = member.value }
      return JSONValue.object(row)
    }
    return [
      "programme": [["key": "p", "fiscalYearStartMonth": 10, "grants": [["number": .string(grant)]]]],
      "frameworks": [
        [
          "key": "f", "frameworkType": "donor_results", "title": "Framework",
          "nodes": [["code": "P1", "level": "output", "statement": "Forums are held."]],
          "indicators": [.object(described)],
        ]
      ],
      "measurements": measurements,
    ]
  }
}

extension JSONValue {
  /// A cell as a reader sees it, near enough for a test.
  var plain: String {
    if let text = string { return text }
    if let parts = array { return parts.map(\.plain).joined() }
    for member in ["cell", "text", "date"] {
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
  /// The cells of a table by the titles of its columns, row by row.
  func table(_ caption: String) throws -> [[String: String]] {
    let start = try values("tableStart").first { $0["caption"]?.string == caption }
    let titles = (start?["columns"]?.array ?? []).compactMap { $0["title"]?.string }
    return try rows(of: caption).map { row in
      Dictionary(zip(titles, row.map(\.plain))) { first, _ in first }
    }
  }
}
