import Records
import ReportDocument
import ReportKit

/// How the plan is coming along: its activities by status and pillar, drawn, and how many of them are completed.
enum Progress {
  static func write(_ pillars: [Pillar], _ scope: PlanScope, _ report: inout ReportBuilder) throws {
    let active = pillars.filter { !$0.activities.isEmpty }
    guard !active.isEmpty else { return try report.nothing("completion.empty", path: "framework.nodes") }
    let statuses: [String?] = (CodeLists.progressStatus.codes + [nil]).filter { status in
      active.contains { $0.activities(of: status, scope) > 0 }
    }
    let names = statuses.map {
      scope.request.label(CodeLists.progressStatus, $0) ?? report.words["statuses.unknown"]
    }
    let rows = active.map { pillar in
      TableRow([.text(pillar.name)] + statuses.map { .number(pillar.activities(of: $0, scope)) })
    }
    let total = statuses.map { status in
      InlineValue.number(active.reduce(0) { $0 + $1.activities(of: status, scope) })
    }
    try report.drawn(
      "statuses", as: statuses.count > 1 ? .stackedBar : .bar, titles: names,
      rows + [TableRow([.text(report.words["total"])] + total, role: .total)])
    try writeCompletion(active, scope, &report)
    let unknown = active.flatMap(\.activities).filter { scope.status(of: $0) == nil }.map(\.code)
    if !unknown.isEmpty {
      try report.diagnose(
        .warning, report.words["gaps.status", ["codes": unknown.joined(separator: ", ")]], path: "framework.nodes")
    }
  }

  /// Activities that are completed, of all.
  static func completion(_ pillars: [Pillar], _ scope: PlanScope) -> (completed: Int, all: Int) {
    pillars.reduce((0, 0)) { ($0.0 + $1.activities(of: "completed", scope), $0.1 + $1.activities.count) }
  }

  private static func writeCompletion(
    _ pillars: [Pillar], _ scope: PlanScope, _ report: inout ReportBuilder
  ) throws {
    let all = report.words["total"]
    let fields: [TableField<[Pillar]>] = [
      .text("pillar", width: 6) { .text($0.count == 1 ? $0[0].name : all) },
      .number("activities", width: 3) { .number(completion($0, scope).all) },
      .number("completed", width: 3) { .number(completion($0, scope).completed) },
      .percent("share", width: 3) { pillars in
        let (completed, all) = completion(pillars, scope)
        return .share(.number(completed), of: .number(all))
      },
      .number("unknown", width: 3) { .number($0.reduce(0) { $0 + $1.activities(of: nil, scope) }) },
    ]
    let last = pillars.count > 1 ? [try TableRow.total(of: pillars, fields)] : []
    try report.table("completion", of: pillars.map { [$0] }, missing: "framework.nodes", last: last, fields)
  }

  /// What the committee said of each result, quarter by quarter.
  static func writeQuarters(_ pillars: [Pillar], _ scope: PlanScope, _ report: inout ReportBuilder) throws {
    let results = pillars.flatMap { pillar in
      pillar.nodes.filter { !["pillar", "activity"].contains($0.level) }.map { (pillar: pillar, node: $0) }
    }
    func told(_ node: FrameworkNode, _ quarter: ReportPeriod?) -> InlineValue {
      guard let quarter, let from = quarter.from else { return .text("") }
      let row = scope.status(of: node, on: quarter.to).flatMap { row in
        (row.date("periodEnd") ?? row.date("statusOn")).map { $0 >= from } ?? false ? row : nil
      }
      return row == nil && !scope.hasEnded(quarter) ? .text("") : .text(row?.label("status"))
    }
    let quarters = scope.quarters
    try report.table(
      "quarters", of: results, missing: "measurement", grouped: { $0.pillar.name },
      [
        // Code and statement in one cell: on a sheet, the tables above it have but one wide column.
        .text("statement", width: 12) { result in
          .text([result.node.code, result.node.row.text("statement")].compactMap { $0 }.joined(separator: " – "))
        },
        .text("q1", width: 3) { told($0.node, quarters[0]) }, .text("q2", width: 3) { told($0.node, quarters[1]) },
        .text("q3", width: 3) { told($0.node, quarters[2]) }, .text("q4", width: 3) { told($0.node, quarters[3]) },
      ])
  }
}
