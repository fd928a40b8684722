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
    let plans = try Plans(inputs, named: counts.plans)
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
    _ plans: Plans, _ counts: RecommendationCounts, _ traces: CountTraces, _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    let fields: [TableField<PlanNode>] = [
      .text("node", width: 10) { .text(plans.statement($0, words)) },
      .text("responsible", width: 5) { .text(plans.responsible($0)) },
      .number("count", width: 3) { traces.value(counts.nodes[$0] ?? 0, "", $0.plan, $0.code) },
    ]
    let sum = TableRow(
      [.text(words["themes.total"]), "", .number(counts.nodes.values.reduce(0, +))], role: .total)
    try report.table(
      "plans", of: counts.nodes.keys.sorted(by: Plans.precedes), missing: "framework",
      grouped: { plans.title($0.plan, words) }, last: [sum], fields)
  }

  /// Each recommendation that a plan takes up: a heading and a table for each theme, a group for each node.
  private static func writeList(
    _ inputs: ReportInputs, _ selected: SelectedFindings, _ plans: Plans, _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    let rows = SortedRuns(
      try inputs.rows(of: "planned").lazy.filter { selected.holds($0) && PlanNode($0) != nil },
      of: { $0.string("theme") }, by: precedes)
    let ahead = Ahead(rows)
    while let first = ahead.peek() {
      let theme = first.string("theme")
      try report.heading(Bilingual(verbatim: selected.matrix.name(theme ?? "") ?? words["plans.noTheme"]))
      try report.table(
        "planned", of: ahead.run { $0.string("theme") == theme }, missing: "finding.recommendations",
        grouped: { row in PlanNode(row).map { plans.statement($0, words) } ?? words["plans.noNode"] },
        [
          .text("text", width: 11) { $0.value("text") },
          .text("addressee", width: 5) { .text($0.organisationText("addressee")) },
          .text("priority", width: 3) { .text($0.label("priority")) },
          .date("due", width: 3) { .date($0.date("dueOn")) },
        ])
    }
  }

  private static func precedes(_ left: InputRow, _ right: InputRow) -> Bool {
    guard let one = PlanNode(left), let other = PlanNode(right) else { return false }
    return Plans.precedes(one, other)
  }
}

/// Rows of which the next one can be looked at, so that a run of them can be given to a table.
final class Ahead<Rows: IteratorProtocol> {
  private var rows: Rows
  private var following: Rows.Element?

  init(_ rows: Rows) {
    self.rows = rows
    following = self.rows.next()
  }

  /// The next row, which stays the next one.
  func peek() -> Rows.Element? { following }

  /// The rows as long as they are alike.
  func run(while isAlike: @escaping (Rows.Element) -> Bool) -> AnyIterator<Rows.Element> {
    AnyIterator {
      guard let row = self.following, isAlike(row) else { return nil }
      self.following = self.rows.next()
      return row
    }
  }
}
