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
    phase: String = "final", inputs: [String: [JSONValue]]? = nil
  ) throws -> Rehearsal.Outcome {
    try Rehearsal.run(
      UNDEFFormat.self, report: "undef/narrative", language: language, programme: "cri2002-undef",
      grant: grant, period: period, parameters: ["phase": .string(phase)], inputs: inputs ?? self.inputs(),
      snapshotOn: CalendarDate(year: 2025, month: 2, day: 14))
  }
}
