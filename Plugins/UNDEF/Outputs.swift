import Records
import ReportDocument
import ReportKit

/// What the report is compared with: the results framework and the milestones.
struct ProjectPlan {
  let frameworks: [ResultsFramework]
  /// By their numbers.
  let milestones: [InputRow]

  /// Reads the inputs `frameworks`, `measurements` and `milestones`.
  init(_ inputs: ReportInputs) throws {
    frameworks = try ResultsFramework.read(inputs)
    milestones = try inputs.collected("milestones").sorted { ($0.integer("number") ?? 0) < ($1.integer("number") ?? 0) }
  }
}

/// Section 5: what was planned and what was carried out.
enum Outputs {
  static func write(
    _ plan: ProjectPlan, _ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    try report.section("outputs")
    try report.narrative("outputs")
    let words = report.words
    if plan.frameworks.isEmpty { try report.nothing("gaps.plan", path: "framework") }
    let steps =
      PlanStep.activities(plan.frameworks, on: project.asOf) + PlanStep.milestones(plan.milestones, on: project.asOf)
    if !steps.isEmpty {
      try report.plan(steps, [.activity, .planned, .done, .places, .status, .daysLate, .reason], grouped: true)
    }
    try Indicators.write("outputIndicators", Indicators.of(plan, ["output", "activity"], project), &report)
    try report.table(
      "outputs", of: try inputs.rows(of: "engagements"), missing: "engagement",
      [
        .text("type", width: 4) { .text(kind(of: $0, words)) }, .engagement(.title, width: 7), .engagement(.date),
        .engagement(.region), .engagement(.problems),
      ])
  }

  /// What kind of activity it was, and the milestone that it belongs to.
  private static func kind(of row: InputRow, _ words: Words) -> String? {
    let type = row.label("engagementType")
    guard let number = row.followed("milestone")?.integer("number") else { return type }
    let mark = words["outputs.milestone", ["number": String(number)]]
    return type.map { "\($0) (\(mark))" } ?? mark
  }
}
