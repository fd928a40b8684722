import ReportKit

/// Section 2: the context, and whether the theory of change still holds.
enum TheoryOfChange {
  static let type = "theory_of_change"

  static func write(_ theories: [ResultsFramework], _ period: ReportPeriod, _ report: inout ReportBuilder) throws {
    try report.section("context", prose: "context")
    try report.theoriesOfChange(theories, on: period.to)
    try report.heading("theory.check")
    try report.narrativeOrGap("theory_of_change")
  }
}
