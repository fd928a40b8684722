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

  /// The activities under their outputs, then the milestones, each planned and achieved.
  func steps(on day: CalendarDate, _ words: Words) -> [Line] {
    func line(_ title: InlineValue, _ row: InputRow, place: String, status: String?, group: String) -> Line {
      let planned = row.date("plannedEnd") ?? row.date("plannedStart") ?? row.date("plannedOn")
      // What was done later was not done yet.
      let done = (row.date("actualEnd") ?? row.date("actualOn")).flatMap { $0 <= day ? $0 : nil }
      let isAhead = done == nil && planned.map { $0 >= day } ?? false
      return Line(
        title, .date(planned), isAhead ? "—" : .date(done), .text(place.isEmpty ? "—" : place),
        isAhead && status == nil ? .text(words["plan.ahead"]) : .text(status),
        isAhead ? "—" : .number(Self.daysLate(planned: planned, done: done, on: day)), row.reason, group: group)
    }
    let activities = frameworks.flatMap { framework in
      framework.nodes("activity").map { node in
        let output = framework.nodes.first { $0.code == node.ancestors.last }
        return line(
          node.row.value("statement"), node.row, place: node.row.labels("regions").joined(separator: ", "),
          status: framework.status(of: node, on: day)?.label("status"),
          group: output?.row.text("statement") ?? words["plan.noOutput"])
      }
    }
    return activities
      + milestones.map {
        line(
          $0.value("title"), $0, place: $0.label("place.region") ?? "",
          status: words[
            $0.flag("verified") == true && $0.date("verifiedOn").map { $0 <= day } ?? true
              ? "plan.verified" : "plan.notVerified"],
          group: words["plan.milestones"])
      }
  }

  /// Days by which something was done later than signed, negative if earlier; of what is not done, the days by which it is
  /// late, and nil before that.
  static func daysLate(planned: CalendarDate?, done: CalendarDate?, on day: CalendarDate) -> Int? {
    guard let planned, let end = done ?? (planned < day ? day : nil) else { return nil }
    return end.days(since: planned)
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
    let steps = plan.steps(on: project.asOf, words)
    if !steps.isEmpty {
      try report.table(
        "plan", of: steps, missing: "framework", grouped: { $0.group },
        [
          .text("activity", width: 7) { $0[0] }, .date("planned", width: 3) { $0[1] },
          .date("done", width: 3) { $0[2] }, .text("place", width: 3) { $0[3] }, .text("status", width: 3) { $0[4] },
          .number("variance", width: 2) { $0[5] }, .text("reason", width: 6) { $0[6] },
        ])
    }
    try Indicators.write("outputIndicators", Indicators.of(plan, ["output", "activity"]), project, &report)
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
