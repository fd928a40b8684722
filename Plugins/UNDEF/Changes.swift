import Records
import ReportDocument
import ReportKit

/// Section 8: one change against the project document.
struct Change {
  /// What kind of thing was changed, by the name of the label.
  let group: String
  let item: InlineValue
  let signed: InlineValue
  let revised: InlineValue
  let reason: InlineValue
  let approved: InlineValue

  private init(
    _ group: String, _ item: InlineValue, _ signed: InlineValue, _ revised: InlineValue, _ row: InputRow,
    approved: InlineValue = "—"
  ) {
    (self.group, self.item, self.signed, self.revised, self.approved) = (group, item, signed, revised, approved)
    reason = row.value(row["changeReason"] == nil ? "reason" : "changeReason")
  }

  /// What the Fund agreed to, then what was changed in the budget, the targets, the milestones and the framework.
  static func all(_ plan: ProjectPlan, _ project: GrantProject, _ words: Words) -> [Change] {
    let grant = project.grant
    let agreed = project.programme.rows("changes").filter {
      $0.string("grant") == nil || $0.string("grant") == grant.string("number")
    }.map {
      Change(
        "agreed", $0.value("item"), $0.value("signed"), $0.value("revised"), $0, approved: .date($0.date("approvedOn")))
    }
    let amount = grant.money("revisedAmount").map {
      Change("budget", .text(words["finance.amount"]), .money(grant.money("amount")), .money($0), grant)
    }
    let lines = grant.rows("budgetLines").filter { $0.money("revised") != nil }.map {
      Change("budget", $0.value("label"), .money($0.money("planned")), .money($0.money("revised")), $0)
    }
    let targets = project.programme.rows("targets").filter { $0["revised"] != nil }.map {
      Change("targets", $0.value("label"), $0.count("planned"), $0.count("revised"), $0)
    }
    let milestones = plan.milestones.filter { $0.date("revisedOn") != nil }.map {
      Change("milestones", $0.value("title"), .date($0.date("plannedOn")), .date($0.date("revisedOn")), $0)
    }
    return agreed + [amount].compactMap { $0 } + lines + targets + milestones + plan.frameworks.flatMap(all)
  }

  /// The activities with other days, then the indicators with other targets or another definition.
  private static func all(_ framework: ResultsFramework) -> [Change] {
    let nodes = framework.nodes.flatMap { node in
      ["Start", "End"].filter { node.row.date("revised\($0)") != nil }.map { end in
        Change(
          "activities", node.row.value("statement"), .date(node.row.date("planned\(end)")),
          .date(node.row.date("revised\(end)")), node.row)
      }
    }
    let indicators = framework.indicators.flatMap { indicator in
      let row = indicator.row
      return row.rows("periods").compactMap { target -> Change? in
        guard let before = target.number("target"), let after = target.number("revisedTarget") else { return nil }
        return Change(
          "indicators", row.value("title"), MeasuredValue(before, of: row).value, MeasuredValue(after, of: row).value,
          target)
      }
        + row.rows("changes").map {
          Change("indicators", row.value("title"), "—", $0.value("change"), $0, approved: .date($0.date("changedOn")))
        }
    }
    return nodes + indicators
  }

  static func write(_ changes: [Change], _ report: inout ReportBuilder) throws {
    let words = report.words
    try report.table(
      "changes", of: changes, missing: "programme.changes", grouped: { words["changes.groups.\($0.group)"] },
      [
        .text("item", width: 6) { $0.item }, .text("signed", width: 4) { $0.signed },
        .text("revised", width: 4) { $0.revised }, .text("reason", width: 7) { $0.reason },
        .date("approved", width: 3) { $0.approved },
      ])
    for change in changes where change.approved == .missing || change.reason == .missing {
      try report.diagnose(.warning, words["changes.incomplete"], path: "programme.changes")
    }
  }
}
