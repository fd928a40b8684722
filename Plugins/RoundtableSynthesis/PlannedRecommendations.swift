import Records
import ReportDocument
import ReportKit

/// Section 5: recommendations by theme and by the node of the plan that takes them up.
enum PlannedRecommendations {
  /// Reads the inputs `plans` and `planned`.
  static func write(
    _ inputs: ReportInputs, _ selected: SelectedFindings, _ counts: RecommendationCounts, _ traces: CountTraces,
    _ report: inout ReportBuilder
  ) throws {
    guard counts.total > 0 else {
      try inputs.skip("plans")
      try inputs.skip("planned")
      return try report.placeholder("themes.empty", path: "finding.recommendations")
    }
    try writeThemes(selected, counts, traces, &report)
    let plans = try PlanNodes(inputs, named: counts.plans, report.words)
    guard !counts.nodes.isEmpty else {
      try inputs.skip("planned")
      try report.diagnose(.info, report.words["plans.none"], path: "finding.recommendations.framework")
      return try report.paragraph(label: "plans.none")
    }
    try writeNodes(plans, counts, traces, &report)
    try writeList(inputs, selected, plans, &report)
  }

  private static func writeThemes(
    _ selected: SelectedFindings, _ counts: RecommendationCounts, _ traces: CountTraces, _ report: inout ReportBuilder
  ) throws {
    let planned = counts.themes.values.reduce(0) { $0 + $1.planned }
    /// Without any that a plan takes up, there is nothing to tell them apart by.
    func row(_ cells: [InlineValue], _ planned: Int, of all: Int) -> [InlineValue] {
      all == 0 ? cells : cells + [.number(planned)]
    }
    let rows = CodeLists.theme.ordered(counts.themes.keys).map { theme in
      let count = counts.themes[theme] ?? (0, 0)
      let cells = [.text(selected.matrix.name(theme)), traces.value(count.all, theme, "", "")]
      return TableRow(row(cells, count.planned, of: planned))
    }
    let cells = [.text(report.words["themes.total"]), traces.value(counts.total, "", "", "")]
    let sum = TableRow(row(cells, planned, of: planned), role: .total)
    let columns = planned == 0 ? ["all"] : ["all", "planned"]
    try report.drawn("themes", as: .bar, titles: columns.map { report.words["themes.\($0)"] }, rows + [sum])
  }

  private static func writeNodes(
    _ plans: PlanNodes, _ counts: RecommendationCounts, _ traces: CountTraces, _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    let fields: [TableField<PlanNode>] = [
      .text("node", width: 10) { .text(plans.statement($0)) },
      .text("responsible", width: 5) { .text(plans.responsible($0)) },
      .number("count", width: 3) { traces.value(counts.nodes[$0] ?? 0, "", $0.plan, $0.code) },
    ]
    let sum = TableRow(
      [.text(words["themes.total"]), "", .number(counts.nodes.values.reduce(0, +))], role: .total)
    try report.table(
      "plans", of: counts.nodes.keys.sorted(by: PlanNode.precedes), missing: "framework",
      grouped: { plans.title($0.plan) }, last: [sum], fields)
  }

  /// Each recommendation that a plan takes up: a heading and a table for each theme, a group for each node.
  private static func writeList(
    _ inputs: ReportInputs, _ selected: SelectedFindings, _ plans: PlanNodes, _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    let fields = RecommendationFields<InputRow>(words) { FollowedRecommendation($0) }
    let rows = SortedRuns(
      try inputs.rows(of: "planned").lazy.filter { selected.holds($0) && PlanNode($0) != nil },
      of: { $0.string("theme") }, by: precedes)
    let planned = PeekedRows(rows)
    while let first = planned.next {
      let theme = first.string("theme")
      try report.heading(Bilingual(verbatim: selected.matrix.name(theme ?? "") ?? words["finding.noTheme"]))
      try report.table(
        "planned", of: planned.run { $0.string("theme") == theme }, missing: "finding.recommendations",
        grouped: { row in PlanNode(row).map(plans.statement) ?? words["plans.noNode"] },
        [fields.text(width: 11), fields.addressee(), fields.priority(), fields.due()])
    }
  }

  private static func precedes(_ left: InputRow, _ right: InputRow) -> Bool {
    guard let one = PlanNode(left), let other = PlanNode(right) else { return false }
    return PlanNode.precedes(one, other)
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
}
