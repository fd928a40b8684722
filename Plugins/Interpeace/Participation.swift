import Records
import ReportDocument
import ReportKit

/// Section 3: who took part, at which activities, and with which families of actors these were held.
enum Participation {
  /// What the section reads, in this order.
  static let queries: [InputQuery] =
    Attendance.queries() + [
      .people(by: "ageBand", "sex"), .people(by: "group", "sex"), activities("families", by: "actorFamily"),
      activities("regions", by: "region"),
      .listing(
        "engagements", from: "engagement", select: ["title", "startsOn", "place", "language"],
        orderBy: ["startsOn", "key"]
      ).labelled(),
    ]

  private static func activities(_ name: String, by dimension: String) -> InputQuery {
    .tally(name, from: "engagement", groupBy: [dimension], measures: ["count"]).labelled().traced()
  }

  /// - Parameter published: what sources have published of the same people.
  static func write(
    _ published: [PublishedReach], _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    try report.section("participation")
    try report.narrative("participation")
    let attendance = try Attendance(inputs)
    let ages = try PeopleTally(inputs, by: "ageBand", "sex")
    let groups = try PeopleTally(inputs, by: "group", "sex")
    let families = try inputs.collected("families")
    let regions = try inputs.collected("regions")
    try report.reach(attendance, published)
    try writeActivities(attendance, inputs, &report)
    try report.people(drawn: "peopleByAge", ages, by: CodeLists.ageBand)
    try report.people(drawn: "peopleByGroup", groups, by: CodeLists.stakeholderGroup)
    try report.drawn(
      "families", as: .bar, families, by: "actorFamily", CodeLists.actorFamily, missing: "engagement.actorFamily")
    try report.drawn("regions", as: .map, regions, by: "region", CodeLists.region, missing: "engagement.region")
  }

  /// Table A, activity by activity as they come.
  private static func writeActivities(
    _ attendance: Attendance, _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    var uncounted = 0
    let rows = try inputs.rows(of: "engagements").lazy.map { row in
      if !attendance.isCounted(row.string("key")) { uncounted += 1 }
      return row
    }
    let codes = [nil] + attendance.sexes + ["youth"]
    let all = [.text(report.words["headcount.all"]), "", ""] + codes.map { attendance.people(at: nil, $0) }
    try report.table(
      "activities", of: rows, missing: "engagement", last: [TableRow(all, role: .total)],
      [.engagement(.title), .engagement(.date), .engagement(.region)] + codes.map { .people(attendance, $0) })
    try report.warn("activities.uncounted", count: uncounted, path: "engagement.participation")
  }
}
