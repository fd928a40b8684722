import Records
import ReportDocument
import ReportKit

/// Section 6: the reforms that recommendations led to in the period, and what was agreed.
enum Reforms {
  static func write(_ inputs: ReportInputs, _ period: ReportPeriod, _ report: inout ReportBuilder) throws {
    try report.section("reforms")
    try report.narrativeOrGap("reforms")
    let known = try FollowedRecommendation.read(inputs).filter { followed in
      followed.row.date("observedOn").flatMap { day in period.to.map { day <= $0 } } ?? true
    }
    if known.isEmpty {
      try report.placeholder("gaps.recommendations", path: "finding.recommendations")
    } else {
      try writeStatus(of: known, &report)
    }
    try report.actionItems(try inputs.collected("actionItems"))
  }

  private static func writeStatus(of known: [FollowedRecommendation], _ report: inout ReportBuilder) throws {
    let words = report.words
    let statuses = Dictionary(grouping: known) { $0.status ?? "" }
    try report.lines(
      "followed", [("status", .text, 7), ("number", .number, 3)],
      CodeLists.followUpStatus.ordered(statuses.keys).map { status in
        let name = statuses[status]?.first?.latest?.label("status") ?? words["followed.unseen"]
        return TableRow([.text(name), .number(statuses[status]?.count)])
      })
    let implemented = statuses["implemented"] ?? []
    guard !implemented.isEmpty else { return try report.paragraph(label: "reforms.none") }
    try report.table(
      "reforms", of: implemented, missing: "follow_up",
      [
        .text("reform", width: 8) { $0.row.value("text") },
        .text("addressee", width: 4) { .text($0.row.organisationText("addressee")) },
        .text("type", width: 3) { .text($0.row.label("type")) },
        .date("seenOn", width: 3) { .date($0.latest?.date("asOf")) },
        .text("seen", width: 6) { $0.latest?.value("text") ?? .missing },
      ])
  }
}
