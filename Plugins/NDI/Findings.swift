import Records
import ReportDocument
import ReportKit

/// Section 6: what was found in the period, and what was found before and still waits to be carried out.
enum Findings {
  private static let selected = [
    "title", "statement", "theme", "programmeArea", "observedOn", "severity", "institutions", "recommendations",
    "language",
  ]

  /// The gravest findings of the period, for the summary: an earlier one is no highlight of it.
  static let gravest = InputQuery.listing(
    "gravest", from: "finding", where: ["severity": ["critical", "high", "medium"]],
    select: ["title", "severity", "observedOn", "language"],
    orderBy: ["severity", "-observedOn", "key"],
    limit: Highlights.most
  ).labelled()

  /// What ``write(_:_:_:)`` reads, in this order.
  static let queries: [InputQuery] = [
    InputQuery.followUps.outside(.period),
    .listing("findings", from: "finding", select: selected, orderBy: ["severity", "key"]).labelled(),
    .listing("earlierFindings", from: "finding", select: selected, orderBy: ["severity", "key"])
      .following("engagement", select: ["startsOn"]).outside(.period).labelled(),
  ]

  static func write(_ scope: ReportScope, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    let followUps = try FollowUps(inputs, asOf: scope.asOf)
    try report.section("findings")
    let own = FindingFields(report.words)
    let fields = [
      .ordinal("ref", width: 2), own.finding(), own.area(), own.institutions(), own.severity(), own.recommendations(),
      own.statuses(followUps),
    ]
    try report.heading("findings.heading")
    // A period may have none, which is no gap that somebody has to fill.
    let current = PeekedRows(try inputs.rows(of: "findings"))
    if current.next == nil {
      try report.nothing("findings.empty")
    } else {
      try report.table("findings", of: current.run(), missing: "finding", fields)
    }
    guard let from = scope.project.request.period.from else { return try inputs.skip("earlierFindings") }
    try report.heading("earlier.heading")
    let earlier = PeekedRows(
      try inputs.rows(of: "earlierFindings").lazy.filter { row in
        (row.findingDay.map { $0 < from } ?? true)
          && row.recommendations.contains { !followUps.followed($0, of: row).isClosed }
      })
    guard earlier.next != nil else { return try report.nothing("earlier.none") }
    try report.table("findings", of: earlier.run(), missing: "finding", fields)
  }
}
