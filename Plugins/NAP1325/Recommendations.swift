import Records
import ReportDocument
import ReportKit

/// Section 10: recommendations made until the last day, but those that were closed before the days reported on.
enum Recommendations {
  /// Answers and follow-ups are of all days: one of an earlier year still says where a recommendation stands.
  static let queries = [InputQuery.responses, .followUps, .recommendations()].map { $0.outside(.period) }

  static func write(_ scope: PlanScope, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("recommendations")
    let known = try FollowedRecommendation.read(inputs, asOf: scope.asOf).filter { recommendation in
      !recommendation.wasClosed(before: scope.days.from)
    }
    let fields = RecommendationFields(report.words)
    try report.table(
      "recommendations", of: known, missing: "finding.recommendations",
      [
        .ordinal("number", width: 1), fields.text(), fields.node(), fields.addressee(.introduced), fields.due(width: 4),
        fields.position(), fields.status(),
      ])
    try report.recommendationStatuses(of: RecommendationGroup(known), as: .donut)
  }
}
