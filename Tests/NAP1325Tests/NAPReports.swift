import FormatTestSupport
import JSONBytes
import Records
import ReportKit

@testable import NAP1325

/// Composes the two reports over their fixtures, and over plans made up for one question.
enum NAPReports {
  static let year2023 = ReportPeriod(from: CalendarDate("2023-01-01"), to: CalendarDate("2023-12-31"))

  static func fixture(_ name: String) throws -> [String: [JSONValue]] { try FormatFixture("NAP1325", name).inputs() }

  static func matrix(
    _ language: Language = .french, period: ReportPeriod = ReportPeriod(), on day: String = "2024-02-15",
    parameters: JSONObject = [:], inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      NAP1325Format.self, report: "nap1325/matrix", language: language, programme: "nap-1325", period: period,
      reportDate: CalendarDate(day), parameters: parameters, inputs: inputs ?? fixture("matrix"),
      snapshotOn: CalendarDate("2024-02-14"))
  }

  static func annual(
    _ language: Language = .french, level: ConfidentialityLevel? = nil, grant: String? = nil,
    period: ReportPeriod = year2023, on day: String = "2024-02-15",
    inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      NAP1325Format.self, report: "nap1325/annual", language: language, level: level, programme: "nap-1325",
      grant: grant, period: period, reportDate: CalendarDate(day), inputs: inputs ?? fixture("annual"),
      snapshotOn: CalendarDate("2024-02-14"))
  }

  /// A plan of one pillar with one result and one activity, and what a test adds to them.
  static func plan(
    result: JSONObject = [:], activity: JSONObject = [:], indicators: [JSONValue] = [], plan members: JSONObject = [:],
    measurements: [JSONValue] = [], counted: [JSONValue] = []
  ) -> [String: [JSONValue]] {
    func merged(_ base: JSONObject, _ more: JSONObject) -> JSONValue {
      var object = base
      for member in more.members { object[member.key] = member.value }
      return .object(object)
    }
    let nodes: [JSONValue] = [
      ["code": "1", "level": "pillar", "pillar": "prevention", "statement": "Prévenir"],
      merged(["code": "1.1", "parent": "1", "level": "result", "statement": "Résultat"], result),
      merged(["code": "1.1.A1", "parent": "1.1", "level": "activity", "statement": "Activité"], activity),
    ]
    let plan: JSONObject = [
      "key": "plan", "frameworkType": "nap_1325", "title": "Plan", "status": "adopted", "validFrom": "2019",
      "validUntil": "2023", "language": "fr", "nodes": .array(nodes), "indicators": .array(indicators),
    ]
    return ["frameworks": [merged(plan, members)], "measurements": measurements, "counted": counted]
  }

  /// A measurement of the indicator `1.1.a`.
  static func measured(_ key: String, _ from: String, _ to: String, _ members: JSONObject) -> JSONValue {
    var row: JSONObject = [
      "key": .string(key), "framework": "plan", "indicator": "1.1.a", "periodStart": .string(from),
      "periodEnd": .string(to), "source": "Registre", "language": "fr",
    ]
    for member in members.members { row[member.key] = member.value }
    return .object(row)
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
    if let money = self["money"]?.string { return "\(money) \(self["currency"]?.string ?? "")" }
    if let number = self["number"]?.double { return number == number.rounded() ? "\(Int(number))" : "\(number)" }
    if let percent = self["percent"]?.double { return "\((percent * 10).rounded() / 10) %" }
    if let below = self["suppressed"]?.integer { return "<\(below)" }
    for (member, sign) in [("missing", "ND"), ("withheld", "[s]"), ("undisclosed", "NC")] where self[member] != nil {
      return sign
    }
    return ""
  }
}

extension Rehearsal.Outcome {
  /// The cells of a table by the titles of its columns, row by row; names of groups are left out.
  func table(_ caption: String) throws -> [[String: String]] {
    let start = try values("tableStart").first { $0["caption"]?.string == caption }
    let titles = (start?["columns"]?.array ?? []).compactMap { $0["title"]?.string }
    return try rows(of: caption).filter { $0.count == titles.count }.map { row in
      Dictionary(zip(titles, row.map(\.plain))) { first, _ in first }
    }
  }

  /// The table's only row whose column has a value.
  func row(_ caption: String, _ column: String, _ value: String) throws -> [String: String] {
    try table(caption).first { $0[column] == value } ?? [:]
  }
}
