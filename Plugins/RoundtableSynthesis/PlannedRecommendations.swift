import Records
import ReportDocument
import ReportKit

/// Section 5: recommendations by theme and by the node of the plan that takes them up.
enum PlannedRecommendations {
  /// Reads the input `plans`.
  ///
  /// - Parameter numbers: the report's own numbers of what each node takes up.
  static func write(
    _ inputs: ReportInputs, _ selected: SelectedFindings, _ counts: RecommendationCounts, _ traces: CountTraces,
    _ numbers: [PlanNode: [Int]], _ report: inout ReportBuilder
  ) throws {
    guard counts.total > 0 else {
      try inputs.skip("plans")
      return try report.nothing("themes.empty", path: "finding.recommendations")
    }
    try writeThemes(selected, counts, traces, &report)
    let plans = try PlanNodes(inputs, named: counts.plans, report.words)
    guard !counts.nodes.isEmpty else {
      try report.diagnose(.info, report.words["plans.none"], path: "finding.recommendations.framework")
      return try report.nothing("plans.none")
    }
    try writeNodes(plans, counts, traces, numbers, &report)
  }

  private static func writeThemes(
    _ selected: SelectedFindings, _ counts: RecommendationCounts, _ traces: CountTraces, _ report: inout ReportBuilder
  ) throws {
    let planned = counts.themes.values.reduce(0) { $0 + $1.planned }
    /// Without any that a plan takes up, there is nothing to tell them apart by.
    func row(_ cells: [InlineValue], _ number: Int, _ theme: String) -> [InlineValue] {
      planned == 0 ? cells : cells + [counts.planned(number, theme, traces)]
    }
    let rows = CodeLists.theme.ordered(counts.themes.keys).map { theme in
      let count = counts.themes[theme] ?? (0, 0)
      let cells = [.text(selected.matrix.name(theme)), traces.value(count.all, theme, "", "")]
      return TableRow(row(cells, count.planned, theme))
    }
    let cells = [.text(report.words["themes.total"]), traces.value(counts.total, "", "", "")]
    let sum = TableRow(row(cells, planned, ""), role: .total)
    let columns = planned == 0 ? ["all"] : ["all", "planned"]
    try report.drawn("themes", as: .bar, titles: columns.map { report.words["themes.\($0)"] }, rows + [sum])
  }

  private static func writeNodes(
    _ plans: PlanNodes, _ counts: RecommendationCounts, _ traces: CountTraces, _ numbers: [PlanNode: [Int]],
    _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    let fields: [TableField<PlanNode>] = [
      .text("node", width: 10) { plans.statement($0) },
      .text("responsible", width: 5) { .text(plans.responsible($0)) },
      .number("count", width: 3) { traces.value(counts.nodes[$0] ?? 0, "", $0.plan, $0.code) },
      .text("numbers", width: 6) { .text((numbers[$0] ?? []).ranges) },
    ]
    let all = counts.nodes.values.reduce(0, +)
    let sum = TableRow([.text(words["themes.total"]), "", counts.planned(all, "", traces), ""], role: .total)
    try report.table(
      "plans", of: counts.nodes.keys.sorted(by: PlanNode.precedes), missing: "framework",
      grouped: { plans.title($0.plan) }, last: [sum], fields)
  }
}

/// How many recommendations there are by theme, and by the node of the plan that takes them up.
struct RecommendationCounts {
  private(set) var total = 0
  /// By theme: all, and those that a plan takes up.
  private(set) var themes: [String: (all: Int, planned: Int)] = [:]
  private(set) var nodes: [PlanNode: Int] = [:]

  /// Reads the input `asked`, which counts by finding, plan and node.
  init(_ inputs: ReportInputs, _ selected: SelectedFindings) throws {
    for row in try inputs.rows(of: "asked") {
      guard let theme = selected.themes[row.string("finding") ?? ""], let count = row.integer("count") else { continue }
      total += count
      themes[theme, default: (0, 0)].all += count
      guard let node = PlanNode(row) else { continue }
      themes[theme]?.planned += count
      nodes[node, default: 0] += count
    }
  }

  var plans: Set<String> { Set(nodes.keys.map(\.plan)) }

  /// How many of a theme a plan takes up, or of all for an empty one. Where there is one plan, the core has counted them too.
  func planned(_ number: Int, _ theme: String, _ traces: CountTraces) -> InlineValue {
    guard plans.count == 1, let plan = plans.first else { return .number(number) }
    return traces.value(number, theme, plan, "")
  }
}
