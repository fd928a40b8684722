import Records
import ReportDocument
import ReportKit

/// Section 10: what the work plan has for the three months after the report.
enum NextQuarter {
  static func write(
    _ scope: ReportScope, _ frameworks: [ResultsFramework], _ report: inout ReportBuilder
  ) throws {
    try report.section("nextQuarter")
    try report.narrativeOrGap("next_quarter")
    let quarter = FiscalYear.quarter(after: scope.asOf)
    let planned = frameworks.flatMap { framework in
      framework.nodes("activity").filter { isPlanned($0, framework, in: quarter, after: scope.asOf) }.map(\.row)
    }
    try report.table(
      "nextQuarter", of: planned, missing: "framework.nodes",
      [
        .text("activity", width: 8) { $0.value("statement") },
        .date("start", width: 3) { .date($0.date("revisedStart") ?? $0.date("plannedStart")) },
        .date("end", width: 3) { .date($0.date("revisedEnd") ?? $0.date("plannedEnd")) },
        .text("place", width: 4) { .lines($0.labels("regions")) },
        .text("lead", width: 6) { row in
          row.organisationText("responsible").map { .text($0) } ?? .lines(row.organisationTexts("partners", .short))
        },
      ])
  }

  /// Whether an activity is to go on or begin in a quarter: its days meet it, and it is neither done nor given up.
  static func isPlanned(
    _ node: FrameworkNode, _ framework: ResultsFramework, in quarter: ReportPeriod, after day: CalendarDate
  ) -> Bool {
    let row = node.row
    guard let first = quarter.from, let last = quarter.to,
      let end = row.date("revisedEnd") ?? row.date("plannedEnd"), end >= first,
      (row.date("revisedStart") ?? row.date("plannedStart")).map({ $0 <= last }) ?? true
    else { return false }
    if let done = row.date("actualEnd"), done <= day { return false }
    let status = framework.status(of: node, on: day)?.string("status")
    return !["completed", "cancelled"].contains(status)
  }
}
