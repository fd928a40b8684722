import FormatTestSupport
import JSONBytes
import Records
import ReportKit

@testable import AuditFollowUp

/// Composes the register over the fixture, or over rows of a test's own.
enum RegisterFixture {
  static let day = CalendarDate(year: 2025, month: 10, day: 15)

  static func inputs() throws -> [String: [JSONValue]] { try FormatFixture("AuditFollowUp", "register").inputs() }

  static func run(
    _ language: Language = .english, origin: String? = nil, level: ConfidentialityLevel? = nil,
    period: ReportPeriod = ReportPeriod(), on day: CalendarDate? = day, inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      AuditFormat.self, report: "audit/register", language: language, level: level, programme: "cri2002-undef",
      period: period, reportDate: day, parameters: origin.map { ["origin": .string($0)] } ?? [:],
      inputs: inputs ?? self.inputs())
  }

  /// Inputs of recommendations that are of one finding each, unless they say otherwise.
  static func inputs(
    _ recommendations: [JSONValue], responses: [JSONValue] = [], followUps: [JSONValue] = [], evidence: [JSONValue] = []
  ) -> [String: [JSONValue]] {
    [
      "entries": recommendations, "register": recommendations, "responses": responses, "followUps": followUps,
      "evidence": evidence,
    ]
  }

  static func recommendation(_ finding: String, _ members: JSONObject = [:]) -> JSONValue {
    var row: JSONObject = [
      "key": "R1", "finding": .string(finding), "origin": "audit", "addressee": "bvg", "title": "T", "text": "Do it.",
      "criterion": "c", "condition": "c", "cause": "c", "effect": "e", "dueOn": "2025-12-31",
    ]
    for member in members.members { row[member.key] = member.value }
    return .object(row)
  }

  static func followUp(_ finding: String, _ status: String, on day: String = "2025-09-30", _ members: JSONObject = [:])
    -> JSONValue
  {
    var row: JSONObject = [
      "finding": .string(finding), "recommendation": "R1", "asOf": .string(day), "status": .string(status),
    ]
    for member in members.members { row[member.key] = member.value }
    return .object(row)
  }

  static func response(_ finding: String, _ position: String, _ members: JSONObject = [:]) -> JSONValue {
    var row: JSONObject = [
      "finding": .string(finding), "recommendation": "R1", "organisation": "bvg", "position": .string(position),
    ]
    for member in members.members { row[member.key] = member.value }
    return .object(row)
  }
}

extension Rehearsal.Outcome {
  /// A value of the overview, by its label.
  func overview(_ label: String) throws -> JSONValue? {
    try values("form").first?["rows"]?.array?.first { $0["label"]?.string == label }?["value"]
  }

  /// A number of the overview.
  func number(_ label: String) throws -> Int64? { try overview(label)?["number"]?.integer }

  /// The rows of the register.
  var register: [[JSONValue]] {
    get throws {
      let rows = try rows(of: "Recommendations and what became of them")
      return rows.isEmpty ? try self.rows(of: "Recommandations et suites données") : rows
    }
  }
}
