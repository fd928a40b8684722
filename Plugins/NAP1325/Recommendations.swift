import Records
import ReportDocument
import ReportKit

/// Section 10: recommendations made until the last day, but those that were closed before the days reported on.
enum Recommendations {
  /// Answers and follow-ups are of all days: one of an earlier year still says where a recommendation stands. Of a finding
  /// without a day of its own the core knows that of its engagement.
  static let queries = [
    .tally("findingYears", from: "recommendation", groupBy: ["finding", "year"], measures: ["count"]),
    InputQuery.responses, .followUps, .recommendations(),
  ].map { $0.outside(.period) }

  static func write(_ scope: PlanScope, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("recommendations")
    let later = Set(
      try inputs.rows(of: "findingYears").filter { row in
        Int(row.code("year")).map { $0 > scope.asOf.year } ?? false
      }.compactMap { $0.string("finding") })
    let made = try FollowedRecommendation.read(inputs, asOf: scope.asOf).filter { recommendation in
      !later.contains(recommendation.row.string("finding") ?? "")
    }
    let known = made.filter { !$0.wasClosed(before: scope.days.from) }
    let fields = RecommendationFields(report.words)
    try report.table(
      "recommendations", of: known, missing: "finding.recommendations",
      [
        .ordinal("number", width: 1), fields.text(), fields.node(), fields.addressee(.introduced), fields.due(width: 4),
        fields.position(), fields.status(),
      ])
    if known.count < made.count {
      try report.paragraph(label: "recommendations.closed", ["count": "\(made.count - known.count)"])
    }
    try report.recommendationStatuses(of: RecommendationGroup(known), as: .donut)
  }
}
