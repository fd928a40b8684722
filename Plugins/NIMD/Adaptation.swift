import Records
import ReportDocument
import ReportKit

/// Section 10: risks, what was learned, and what was changed because of it.
enum Adaptation {
  static func write(_ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("adaptation")
    try report.risks(try inputs.collected("risks").known(on: project.request.period.to))
    try report.lessons(try inputs.collected("lessons"))
    try report.narrativeOrGap("adaptation")
    let grant = project.request.grant
    let changes = project.programme.rows("changes").filter { ($0.string("grant") ?? grant) == grant }
    guard !changes.isEmpty else { return try report.paragraph(label: "changes.none") }
    try report.table(
      "changes", of: changes, missing: "programme.changes",
      [
        .text("item", width: 5) { $0.value("item") }, .text("signed", width: 4) { $0.value("signed") },
        .text("revised", width: 4) { $0.value("revised") }, .text("reason", width: 6) { $0.value("reason") },
        .date("approved", width: 3) { .date($0.date("approvedOn")) },
      ])
  }
}
