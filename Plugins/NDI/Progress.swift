import Records
import ReportDocument
import ReportKit

/// Section 4: under each objective what was planned and what was carried out, then who was reached.
enum Progress {
  static func write(
    _ scope: ReportScope, _ frameworks: [ResultsFramework], _ activities: Activities, _ engagements: [InputRow],
    _ reached: PeopleTally, _ report: inout ReportBuilder
  ) throws {
    try report.section("progress", prose: "progress")
    if frameworks.isEmpty { try report.nothing("progress.noFramework", path: "framework") }
    let objectives = Objectives(frameworks)
    let served = Dictionary(grouping: engagements) { objectives.place(of: $0) }
    for (place, objective) in objectives.all.enumerated() {
      try report.heading(objective.node.row, "statement", or: "progress.untitled")
      let planned = PlanStep.activities([objective.framework], on: scope.asOf).filter {
        $0.top == objective.node.code
      }
      if !planned.isEmpty { try report.plan(planned, [.activity, .partners, .planned, .revised, .status, .reason]) }
      try write(served[place] ?? [], activities, &report)
    }
    let others = served[nil] ?? []
    if !others.isEmpty {
      try report.heading("progress.others")
      try write(others, activities, &report)
    }
    try report.heading("reached.heading")
    try report.people(drawn: "peopleByGroup", reached, by: CodeLists.stakeholderGroup)
  }

  private static func write(
    _ engagements: [InputRow], _ activities: Activities, _ report: inout ReportBuilder
  ) throws {
    guard !engagements.isEmpty else { return try report.nothing("activities.none") }
    try report.table("activities", of: engagements, missing: "engagement", activities.pageFields)
  }
}
