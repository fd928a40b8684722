import Records
import ReportDocument
import ReportKit

/// The monitoring matrix: a row for each node, indented by its level, below it its further money and its indicators.
struct MatrixTable {
  private let scope: PlanScope
  private let isOnPage: Bool
  private let budgetLines: [String: [String]]

  /// - Parameter isOnPage: whether it stands on a page, which has no room for all of the workbook's columns.
  init(_ scope: PlanScope, isOnPage: Bool) {
    self.scope = scope
    self.isOnPage = isOnPage
    let lines = scope.grants.flatMap { $0.rows("budgetLines") }
    budgetLines = Dictionary(grouping: lines) { $0.string("code") ?? "" }.mapValues {
      $0.compactMap { $0.text("label") }.uniqued
    }
  }

  /// The columns under their common titles.
  private static var fields: [TableField<NamedCells>] {
    let groups: KeyValuePairs<String, [TableField<NamedCells>]> = [
      "plan": [.cells("code", width: 5), .cells("statement", width: 12)],
      "indicator": [
        .cells("indicator", width: 10).onSheet, .cells("unit", width: 5), .cells("baseline", .number, width: 5),
        .cells("baselineYear", width: 3),
      ],
      "values": [.cells("target", .number, width: 5)]
        + (1...4).map { .cells("q\($0)", .number, width: 3).onSheet }
        + [.cells("cumulative", .number, width: 7), .cells("reached", .percent, width: 3)],
      "actors": [
        .cells("responsible", width: 5), .cells("partners", width: 9).onSheet, .cells("regions", width: 5).onSheet,
      ],
      "money": [
        .cells("budgetLine", width: 6).onSheet, .cells("planned", .money, width: 5).onSheet,
        .cells("source", width: 5).onSheet, .cells("spent", .money, width: 5).onSheet,
      ],
      "follow": [
        .cells("status", width: 4), .cells("comment", width: 10).onSheet, .cells("verification", width: 7).onSheet,
      ],
    ]
    return groups.flatMap { group, fields in fields.map { $0.under(group) } }
  }

  /// Writes the table of a pillar.
  ///
  /// - Parameter id: the table's name within the report.
  func write(_ pillar: PlanPart, id: String, _ report: inout ReportBuilder) throws {
    try report.table(
      "matrix", ["pillar": pillar.name, "year": scope.year], id: id, of: pillar.nodes.flatMap { rows($0, of: pillar) },
      missing: "framework.nodes", indented: \.indent, isOnPage: isOnPage, Self.fields)
  }

  private func rows(_ node: FrameworkNode, of pillar: PlanPart) -> [NamedCells] {
    // A pillar's own statement stands above the table.
    let isTitle = pillar.root != nil && node.depth == 0 && node.level == "pillar"
    let depth = max(0, node.depth - (pillar.root == nil ? 0 : 1))
    return (isTitle ? [] : nodeRows(node).map { NamedCells($0, indent: depth) })
      + scope.lines(of: scope.plan?.indicators(of: node) ?? []).map {
        NamedCells(indicatorRow($0), indent: isTitle ? depth : depth + 1)
      }
  }

  /// The node, and a row for each source of money after the first one.
  private func nodeRows(_ node: FrameworkNode) -> [[String: RichText]] {
    let row = node.row
    let funding = row.rows("funding").map { source -> [String: RichText] in
      [
        "source": [source.value("source")], "planned": [.money(source.money("planned"))],
        "spent": [.money(source.money("spent"))],
      ]
    }
    var cells: [String: RichText] = [
      "code": RichText(node.code), "statement": [row.value("statement")],
      "responsible": [.text(row.organisationText("responsible"))],
      "partners": RichText(row.organisationTexts("partners", .short).joined(separator: ", ")),
      "regions": RichText(row.labels("regions").joined(separator: ", ")),
      "status": [.text(scope.plan?.status(of: node, on: scope.asOf)?.label("status"))],
      "comment": RichText(row.text("comment") ?? ""),
      "verification": RichText(row.text("meansOfVerification") ?? ""),
    ]
    if node.level == "activity" { cells["budgetLine"] = [budgetLine(row)] }
    let unknown: [String: RichText] = ["source": [.missing], "planned": [.missing], "spent": [.missing]]
    if let first = funding.first ?? (node.level == "activity" ? unknown : nil) { cells.merge(first) { $1 } }
    guard !isOnPage else { return [cells] }
    return [cells] + funding.dropFirst().map { $0.merging(["code": RichText(node.code)]) { $1 } }
  }

  private func budgetLine(_ row: InputRow) -> InlineValue {
    guard let code = row.string("budgetLine") else { return .missing }
    // Grants may use one code for different lines, and the plan does not say whose it means.
    let labels = budgetLines[code] ?? []
    return .text(labels.count == 1 ? "\(code) – \(labels[0])" : code)
  }

  private func indicatorRow(_ line: IndicatorLine) -> [String: RichText] {
    let row = line.indicator.row
    var cells: [String: RichText] = [
      "code": RichText(line.indicator.code), (isOnPage ? "statement" : "indicator"): line.title,
      "unit": [line.indicator.unit], "baseline": [line.baseline],
      "baselineYear": [.text(row.row("baseline")?.integer("year").map { "\($0)" })], "target": [line.target],
      "cumulative": [line.actual], "reached": [line.reached], "comment": line.remarks,
      "verification": RichText(line.isMeasured ? line.sources.joined(separator: "\n") : ""),
    ]
    // An indicator that is measured once a year has no values by quarter, so that none is missing.
    let isQuarterly = ["monthly", "quarterly"].contains(row.string("frequency"))
    for (index, quarter) in scope.fiscalYear.quarters(until: scope.asOf).enumerated() {
      let value = quarter.map { line.actual(in: $0) } ?? .text("")
      let isDue = isQuarterly && quarter == scope.fiscalYear.quarters[index]
      cells["q\(index + 1)"] = value == .missing && !isDue ? "" : [value]
    }
    return cells
  }
}
