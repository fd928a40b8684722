import Records
public import ReportDocument

/// How many recommendations follow from a report's findings: by theme, and by the node of the plan that takes them up. They
/// are counted finding by finding; where the core has counted the same, a number leads to its records.
public struct PlannedRecommendations: Sendable {
  /// What ``init(_:of:)`` reads, in this order: `asked`, `nodes`.
  public static let queries: [InputQuery] = [
    .tally("asked", from: "recommendation", groupBy: ["finding", "framework", "node"], measures: ["count"]),
    .tally(
      "nodes", from: "recommendation", groupBy: ["theme", "framework", "node"], measures: ["count"], totals: true
    ).traced(),
  ]

  private struct ThemeCount {
    var all = 0
    /// Those that a plan takes up.
    var planned = 0
  }

  private var themes: [String: ThemeCount] = [:]
  private var nodes: [PlanNode: Int] = [:]
  private let traces: CountTraces

  /// Reads what ``queries`` asks for.
  ///
  /// - Parameter findings: the theme of each finding of the report, by the finding's key; empty where none is stated.
  public init(_ inputs: ReportInputs, of findings: [String: String]) throws {
    for row in try inputs.rows(of: "asked") {
      guard let theme = findings[row.string("finding") ?? ""], let count = row.integer("count") else { continue }
      themes[theme, default: ThemeCount()].all += count
      guard let node = PlanNode(row) else { continue }
      themes[theme]?.planned += count
      nodes[node, default: 0] += count
    }
    traces = CountTraces(try inputs.rows(of: "nodes"), by: "theme", "framework", "node")
  }

  private var count: Int { themes.values.reduce(0) { $0 + $1.all } }

  /// Whether there is none.
  public var isEmpty: Bool { count == 0 }

  /// How many there are.
  public var total: InlineValue { traces.value(count, "", "", "") }

  /// Recommendations by theme, and how many of them a plan takes up, drawn; nothing without any. Words are those of a key
  /// that the format gives, or else `recommendationThemes.…`.
  ///
  /// - Parameter name: what the code of a theme is called.
  public func writeThemes(
    _ key: String = "recommendationThemes", named name: (String) -> String?, _ report: inout ReportBuilder
  ) throws {
    func text(_ name: String) -> String { report.text("\(key).\(name)", or: "recommendationThemes.\(name)") }
    let planned = nodes.values.reduce(0, +)
    // Without any that a plan takes up, there is nothing to tell them apart by.
    let columns = planned == 0 ? ["all"] : ["all", "planned"]
    func row(_ title: String?, _ all: InlineValue, _ planned: Int, _ theme: String, _ role: TableRow.Role) -> TableRow {
      TableRow([.text(title), all] + (columns.count == 1 ? [] : [self.planned(planned, theme)]), role: role)
    }
    let rows = CodeLists.theme.ordered(themes.keys).map { theme in
      let count = themes[theme] ?? ThemeCount()
      return row(name(theme), traces.value(count.all, theme, "", ""), count.planned, theme, .body)
    }
    guard !rows.isEmpty else { return }
    let sum = row(text("total"), total, planned, "", .total)
    try report.drawn(key, or: "recommendationThemes", as: .bar, titles: columns.map(text), rows + [sum])
  }

  /// A table of the nodes that take recommendations up, plan by plan, with all of them; that there is none is said, and told
  /// to the requester. Words are `plans.…`.
  ///
  /// - Parameters:
  ///   - inputs: of which ``PlanNodes/query`` is read.
  ///   - numbers: the report's own numbers of what each node takes up.
  public func writeNodes(
    _ inputs: ReportInputs, numbers: [PlanNode: [Int]], _ report: inout ReportBuilder
  ) throws {
    let plans = try PlanNodes(inputs, named: named, report.words)
    guard !nodes.isEmpty else {
      try report.diagnose(.info, report.words["plans.none"], path: "finding.recommendations.framework")
      return try report.nothing("plans.none")
    }
    let sum = planned(nodes.values.reduce(0, +), "")
    try report.table(
      "plans", of: nodes.keys.sorted(by: PlanNode.precedes), missing: "framework", grouped: { plans.title($0.plan) },
      last: [TableRow([.text(report.words["plans.total"]), "", sum, ""], role: .total)],
      [
        .text("node", width: 10) { plans.statement($0) },
        .text("responsible", width: 5) { .text(plans.responsible($0)) },
        .number("count", width: 3) { traces.value(nodes[$0] ?? 0, "", $0.plan, $0.code) },
        .text("numbers", width: 6) { .text((numbers[$0] ?? []).ranges) },
      ])
  }

  /// The keys of the plans.
  private var named: Set<String> { Set(nodes.keys.map(\.plan)) }

  /// How many of a theme a plan takes up, or of all for an empty one. Where there is one plan, the core has counted them too.
  private func planned(_ number: Int, _ theme: String) -> InlineValue {
    guard named.count == 1, let plan = named.first else { return .number(number) }
    return traces.value(number, theme, plan, "")
  }
}
