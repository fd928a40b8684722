import ReportKit

/// Section 6: the reforms that recommendations led to in the period, and what was agreed.
enum Reforms {
  static func write(_ inputs: ReportInputs, _ period: ReportPeriod, _ report: inout ReportBuilder) throws {
    try report.section("reforms", prose: "reforms")
    let known = try FollowedRecommendation.read(inputs, asOf: period.to)
    if known.isEmpty {
      try report.nothing("gaps.recommendations", path: "finding.recommendations")
    } else {
      try writeStatus(of: known, &report)
    }
    try report.actionItems(try inputs.collected("actionItems"))
  }

  private static func writeStatus(of known: [FollowedRecommendation], _ report: inout ReportBuilder) throws {
    try report.recommendationStatuses(of: RecommendationGroup(known))
    let implemented = known.filter { $0.status == "implemented" }
    guard !implemented.isEmpty else { return try report.nothing("reforms.none") }
    let fields = RecommendationFields(report.words)
    try report.table(
      "reforms", of: implemented, missing: "follow_up",
      [fields.text(width: 8), fields.addressee(width: 4), fields.type(), fields.checkedOn(), fields.seen()])
  }
}
