import Records
import ReportDocument
import ReportKit

/// A step of the plan: an activity of the results framework, or a milestone of the grant.
struct PlannedStep {
  /// The output that it leads to.
  let output: String
  let title: InlineValue
  let plannedOn: CalendarDate?
  let doneOn: CalendarDate?
  let place: String?
  let status: InlineValue
  let reason: InlineValue

  /// Days by which it was done later than signed, negative if earlier; of what is not done, the days by which it is late.
  func variance(on day: CalendarDate) -> Int? {
    guard let plannedOn, let end = doneOn ?? (plannedOn < day ? day : nil) else { return nil }
    return Int(end.daysSince2000 - plannedOn.daysSince2000)
  }

  /// The steps in the order of their outputs, milestones last.
  static func all(_ plan: ProjectPlan, on day: CalendarDate, _ words: Words) -> [PlannedStep] {
    plan.frameworks.flatMap { framework in
      framework.nodes("activity").map { node in
        let parent = framework.nodes.first { $0.code == node.ancestors.last }
        return PlannedStep(
          output: parent?.row.text("statement") ?? words["plan.noOutput"], title: node.row.value("statement"),
          plannedOn: node.row.date("plannedEnd") ?? node.row.date("plannedStart"), doneOn: node.row.date("actualEnd"),
          place: joined(node.row.labels("regions")),
          status: .text(framework.status(of: node, on: day)?.label("status")), reason: reason(node.row))
      }
    }
      + plan.milestones.map { row in
        PlannedStep(
          output: words["plan.milestones"], title: row.value("title"), plannedOn: row.date("plannedOn"),
          doneOn: row.date("actualOn"), place: row.label("place.region"),
          status: .text(words[row.flag("verified") == true ? "plan.verified" : "plan.notVerified"]),
          reason: reason(row))
      }
  }

  private static func joined(_ places: [String]) -> String? { places.isEmpty ? nil : places.joined(separator: ", ") }

  private static func reason(_ row: InputRow) -> InlineValue {
    ["changeReason", "comment"].map(row.value).first { $0 != .missing } ?? .text("—")
  }
}

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
    if plan.frameworks.isEmpty { try report.placeholder("gaps.plan", path: "framework") }
    let steps = PlannedStep.all(plan, on: project.asOf, words)
    if !steps.isEmpty {
      try report.table(
        "plan", of: steps, missing: "framework", grouped: { $0.output },
        [
          .text("activity", width: 7) { $0.title }, .date("planned", width: 3) { .date($0.plannedOn) },
          .date("done", width: 3) { .date($0.doneOn) }, .text("place", width: 3) { $0.place.map { .text($0) } ?? "—" },
          .text("status", width: 3) { $0.status },
          .number("variance", width: 2) { .number($0.variance(on: project.asOf)) },
          .text("reason", width: 6) { $0.reason },
        ])
    }
    try Indicators.write("outputIndicators", Indicators.lines(plan, of: ["output", "activity"]), project, &report)
    try report.table(
      "outputs", of: try inputs.rows(of: "engagements"), missing: "engagement",
      [
        .text("output", width: 4) { .text(output($0, words)) }, .text("activity", width: 7) { $0.value("title") },
        .date("date", width: 3) { .date($0.date("startsOn")) },
        .text("place", width: 3) { .text($0.label("place.region")) },
        .text("problems", width: 7) { $0.problems(words) },
      ])
  }

  private static func output(_ row: InputRow, _ words: Words) -> String? {
    let type = row.label("engagementType")
    guard let number = row.followed("milestone")?.integer("number") else { return type }
    let mark = words["outputs.milestone", ["number": String(number)]]
    return type.map { "\($0) (\(mark))" } ?? mark
  }
}
