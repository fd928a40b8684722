import Records
import ReportDocument
import ReportKit

/// What was done in the days reported on: meetings of committees, and the other engagements by pillar. Of thousands the
/// first are listed, and all are counted.
struct Activities {
  static let query = InputQuery.listing(
    "engagements", from: "engagement",
    select: [
      "engagementType", "title", "startsOn", "place", "host", "framework", "node", "topic", "agreements", "problems",
      "language",
    ], orderBy: ["startsOn", "key"]
  ).labelled()

  /// The meetings of committees.
  private(set) var meetings = BoundedRows()
  /// All that was done, meetings among it.
  private(set) var count = 0
  /// The organisations that held meetings.
  private(set) var hosts: Set<String> = []
  /// The others, by pillar.
  private var done: [BoundedRows]
  /// What names no node of the plan and is no meeting of a committee.
  private var unplaced = 0

  init(_ inputs: ReportInputs, _ pillars: [PlanPart], _ scope: PlanScope) throws {
    done = pillars.map { _ in BoundedRows() }
    let places = Dictionary(
      pillars.enumerated().flatMap { index, pillar in pillar.nodes.map { ($0.code, index) } }
    ) { first, _ in first }
    let plan = scope.plan?.row.string("key")
    // The core has bound them by the days asked for, as it has the counts by region.
    for row in try inputs.rows(of: "engagements") {
      count += 1
      if row.string("engagementType") == "committee_meeting" {
        if let host = row.string("host") { hosts.insert(host) }
        meetings.add(row)
      } else if row.string("framework") == plan, let place = row.string("node").flatMap({ places[$0] }) {
        done[place].add(row)
      } else {
        unplaced += 1
      }
    }
  }

  /// Each pillar with what it wants, where its results stand, and what was done for it.
  func write(_ pillars: [PlanPart], _ scope: PlanScope, _ report: inout ReportBuilder) throws {
    for (index, pillar) in pillars.enumerated() {
      try report.heading(Bilingual(verbatim: pillar.name))
      if let statement = pillar.root?.row { try report.prose(statement, "statement") }
      try report.table(
        "results", of: pillar.nodes.filter { $0.level != "pillar" }, missing: "framework.nodes",
        [
          .text("code", width: 3) { .text($0.code) }, .text("statement", width: 10) { $0.row.value("statement") },
          .text("responsible", width: 4) { .text($0.row.organisationText("responsible")) },
          .text("status", width: 3) { .text(pillar.framework.status(of: $0, on: scope.asOf)?.label("status")) },
          .text("comment", width: 6) { .text($0.row.text("comment") ?? $0.row.text("changeReason") ?? "—") },
        ])
      // There may have been nothing to do for a pillar, so that nobody has to mend anything.
      guard done[index].count > 0 else {
        try report.paragraph(label: "done.empty")
        continue
      }
      try report.table(
        "done", of: done[index].listed, missing: "engagement",
        [
          .engagement(.date, width: 4), .engagement(.type), .engagement(.title), .engagement(.region, width: 4),
          .text("node", width: 3) { .text($0.string("node")) },
        ])
      try report.unlisted(done[index])
    }
    guard unplaced > 0 else { return }
    try report.paragraph(label: "done.unplaced", ["count": "\(unplaced)"])
    try report.diagnose(.warning, report.words["done.unplaced", ["count": "\(unplaced)"]], path: "engagement.node")
  }
}
