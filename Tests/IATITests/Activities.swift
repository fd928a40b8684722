import FormatTestSupport
import Foundation
import FoundationXML
import JSONBytes
import Records
import ReportKit
import Testing

@testable import IATI

/// Composes the report over the fixture: a programme with two grants, and a framework of the first.
enum Activities {
  static let ministryGrant = "MFA-XX-XXX-MLI"
  static let unionGrant = "UE-XX-XXX-MLI"

  static func inputs() throws -> [String: [JSONValue]] { try FormatFixture("IATI", "activities").inputs() }

  static func run(
    _ language: Language = .french, grant: String? = nil, profile: String? = nil, level: ConfidentialityLevel? = nil,
    period: ReportPeriod = ReportPeriod(), on day: String = "2025-06-30", inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      IATIFormat.self, report: "iati/activities", language: language, level: level, programme: "nimd-mali",
      grant: grant, period: period, reportDate: CalendarDate(day),
      parameters: profile.map { ["profile": .string($0)] } ?? [:], inputs: inputs ?? self.inputs(),
      snapshotOn: CalendarDate("2025-05-31"))
  }

  /// The fixture with a member of its programme changed; nil takes it away.
  static func programme(_ member: String, _ value: JSONValue?) throws -> [String: [JSONValue]] {
    var inputs = try inputs()
    var row = try #require(inputs["programme"]?.first?.object)
    row[member] = value
    inputs["programme"] = [.object(row)]
    return inputs
  }
}

extension Rehearsal.Outcome {
  /// The strings that an XPath finds in the document; FoundationXML is a parser that is not ours.
  func found(_ path: String) throws -> [String] {
    let document = try XMLDocument(xmlString: raw)
    // Its nodes are freed with it.
    return try withExtendedLifetime(document) {
      try document.nodes(forXPath: path).map { ($0.stringValue ?? "").trimmed }
    }
  }

  /// The diagnostics of a severity, each as the rule's id, or the whole summary, and the record.
  func told(_ severity: String) -> [String] {
    diagnostics.filter { $0["severity"]?.string == severity }.map { diagnostic in
      let summary = diagnostic["summary"]?.string ?? ""
      return (summary.components(separatedBy: " — ").first ?? "") + " " + (diagnostic["path"]?.string ?? "")
    }
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
