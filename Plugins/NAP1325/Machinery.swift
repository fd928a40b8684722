import Records
import ReportDocument
import ReportKit

/// Section 7: the plan's bodies, which are those that hold the meetings or are in charge of a part of the plan and those
/// around them, and their meetings.
enum Machinery {
  static func write(_ scope: PlanScope, _ activities: Activities, _ report: inout ReportBuilder) throws {
    try report.section("coordination")
    try report.narrative("coordination")
    let responsible = (scope.plan?.nodes ?? []).compactMap { $0.row.string("responsible") }
    try report.steeringBodies(around: activities.hosts.union(responsible), on: scope.asOf)
    try report.table(
      "meetings", of: activities.meetings.listed, missing: "engagement",
      [
        .engagement(.date, width: 4), .engagement(.title, width: 6), .engagement(.region, width: 5),
        .engagement(.topic, width: 7), .engagement(.agreements).unlessEmpty,
      ])
    try report.unlisted(activities.meetings)
  }
}
