import Records
import ReportDocument
import ReportKit

/// Section 8: what differs from the project document as it was signed.
enum Changes {
  /// What the Fund agreed to, then what was changed in the budget, the targets, the milestones and the framework.
  static func lines(_ plan: ProjectPlan, _ project: GrantProject, _ words: Words) -> [Line] {
    func line(
      _ group: String, _ item: InlineValue, _ signed: InlineValue, _ revised: InlineValue, _ row: InputRow,
      approved: InlineValue = "—"
    ) -> Line { Line(item, signed, revised, row.reason, approved, group: words["changes.groups.\(group)"]) }
    let grant = project.grant
    let agreed = project.programme.rows("changes").filter {
      $0.string("grant") == nil || $0.string("grant") == grant.string("number")
    }
    let amount = grant.money("revisedAmount").map {
      line("budget", .text(words["grantBalance.amount"]), .money(grant.money("amount")), .money($0), grant)
    }
    let budget = grant.rows("budgetLines").filter { $0["revised"] != nil }
    let targets = project.programme.rows("targets").filter { $0["revised"] != nil }
    let milestones = plan.milestones.filter { $0["revisedOn"] != nil }
    let nodes = plan.frameworks.flatMap(\.nodes).flatMap { node in
      ["Start", "End"].filter { node.row["revised\($0)"] != nil }.map { (node.row, $0) }
    }
    let indicators = plan.frameworks.flatMap(\.indicators).map(\.row).flatMap { row in
      row.rows("periods").compactMap { target -> Line? in
        guard let before = target.number("target"), let after = target.number("revisedTarget") else { return nil }
        let values = [before, after].map { MeasuredValue($0, of: row).value }
        return line("indicators", row.value("title"), values[0], values[1], target)
      }
        + row.rows("changes").map {
          line("indicators", row.value("title"), "—", $0.value("change"), $0, approved: .date($0.date("changedOn")))
        }
    }
    return agreed.map {
      line(
        "agreed", $0.value("item"), $0.value("signed"), $0.value("revised"), $0, approved: .date($0.date("approvedOn")))
    } + [amount].compactMap { $0 }
      + budget.map {
        line("budget", $0.value("label"), .money($0.money("planned")), .money($0.money("revised")), $0)
      } + targets.map { line("targets", $0.value("label"), $0.count("planned"), $0.count("revised"), $0) }
      + milestones.map {
        line("milestones", $0.value("title"), .date($0.date("plannedOn")), .date($0.date("revisedOn")), $0)
      }
      + nodes.map { row, end in
        line(
          "activities", row.value("statement"), .date(row.date("planned\(end)")), .date(row.date("revised\(end)")), row)
      } + indicators
  }

  static func write(_ lines: [Line], _ report: inout ReportBuilder) throws {
    try report.table(
      "changes", of: lines, missing: "programme.changes", grouped: { $0.group },
      [
        .text("item", width: 6) { $0[0] }, .text("signed", width: 4) { $0[1] }, .text("revised", width: 4) { $0[2] },
        .text("reason", width: 7) { $0[3] }, .date("approved", width: 3) { $0[4] },
      ])
    if lines.contains(where: { $0[4] == .missing }) {
      try report.diagnose(.warning, report.words["changes.incomplete"], path: "programme.changes.approvedOn")
    }
  }
}
