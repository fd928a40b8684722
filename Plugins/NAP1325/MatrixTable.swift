import Records
import ReportDocument
import ReportKit

/// The monitoring matrix: a row for each node, indented by its level, below it its further money and its indicators.
struct MatrixTable {
  /// One column: its label, what it holds, its width beside the others, and whether a page has room for it too.
  private struct Column {
    let name: String
    var kind = TableColumn.Kind.text
    let width: Int
    var isOnPage = false
  }

  /// The columns under a common title.
  private static let groups: [(title: String, columns: [Column])] = [
    ("plan", [Column(name: "code", width: 5, isOnPage: true), Column(name: "statement", width: 12, isOnPage: true)]),
    (
      "indicator",
      [
        Column(name: "indicator", width: 10), Column(name: "unit", width: 5, isOnPage: true),
        Column(name: "baseline", kind: .number, width: 5, isOnPage: true),
        Column(name: "baselineYear", width: 3, isOnPage: true),
      ]
    ),
    (
      "values",
      [
        Column(name: "target", kind: .number, width: 5, isOnPage: true), Column(name: "q1", kind: .number, width: 3),
        Column(name: "q2", kind: .number, width: 3), Column(name: "q3", kind: .number, width: 3),
        Column(name: "q4", kind: .number, width: 3),
        Column(name: "cumulative", kind: .number, width: 7, isOnPage: true),
        Column(name: "reached", kind: .percent, width: 3, isOnPage: true),
      ]
    ),
    (
      "actors",
      [
        Column(name: "responsible", width: 5, isOnPage: true), Column(name: "partners", width: 9),
        Column(name: "regions", width: 5),
      ]
    ),
    (
      "money",
      [
        Column(name: "budgetLine", width: 6), Column(name: "planned", kind: .money, width: 5),
        Column(name: "source", width: 5), Column(name: "spent", kind: .money, width: 5),
      ]
    ),
    (
      "follow",
      [
        Column(name: "status", width: 4, isOnPage: true), Column(name: "comment", width: 10),
        Column(name: "verification", width: 7),
      ]
    ),
  ]

  private typealias Cells = [String: RichText]

  private let scope: PlanScope
  private let isWorkbook: Bool
  private let budgetLines: [String: InputRow]

  /// - Parameter isWorkbook: whether all columns are printed; a page has no room for those of the workbook.
  init(_ scope: PlanScope, isWorkbook: Bool) {
    self.scope = scope
    self.isWorkbook = isWorkbook
    let lines = (scope.programme?.rows("grants") ?? []).flatMap { $0.rows("budgetLines") }
    budgetLines = Dictionary(lines.map { ($0.string("code") ?? "", $0) }) { first, _ in first }
  }

  /// Writes the table of a pillar.
  ///
  /// - Parameter id: the table's name within the report.
  func write(_ pillar: Pillar, id: String, _ report: inout ReportBuilder) throws {
    let words = report.words
    let groups = Self.groups.map { (title: $0.title, columns: $0.columns.filter { isWorkbook || $0.isOnPage }) }
      .filter { !$0.columns.isEmpty }
    let columns = groups.flatMap(\.columns)
    try report.add(
      .tableStart(
        TableStart(
          identifier: id, caption: TitleText(words["matrix.caption", ["pillar": pillar.name, "year": scope.year]]),
          columns: columns.map {
            TableColumn(TitleText(words["matrix.\($0.name)", ["year": scope.year]]), $0.kind, weight: $0.width)
          },
          groups: groups.map {
            HeaderGroup(TitleText(words["matrix.groups.\($0.title)", ["year": scope.year]]), columns: $0.columns.count)
          })))
    for node in pillar.nodes {
      // A pillar's own statement stands above the table.
      let isTitle = pillar.statement != nil && node.depth == 0 && node.level == "pillar"
      let depth = max(0, node.depth - (pillar.statement == nil ? 0 : 1))
      let rows =
        (isTitle ? [] : nodeRows(node).map { (cells: $0, indent: depth) })
        + indicatorRows(node).map { (cells: $0, indent: isTitle ? depth : depth + 1) }
      for row in rows {
        let cells = columns.map { TableCell(row.cells[$0.name] ?? RichText("")) }
        try report.add(.row(TableRow(cells: cells, indent: min(row.indent, DocumentLimits.rowIndent))))
      }
    }
    try report.add(.tableEnd(TableEnd(note: isWorkbook ? RichText(words["matrix.note"]) : nil)))
  }

  /// The node, and a row for each source of money after the first one.
  private func nodeRows(_ node: FrameworkNode) -> [Cells] {
    let row = node.row
    let funding = row.rows("funding").map { source -> Cells in
      [
        "source": [source.value("source")], "planned": [.money(source.money("planned"))],
        "spent": [.money(source.money("spent"))],
      ]
    }
    var cells: Cells = [
      "code": RichText(node.code), "statement": [row.value("statement")],
      "responsible": [.text(row.organisationText("responsible"))],
      "partners": RichText(row.organisationTexts("partners", .short).joined(separator: ", ")),
      "regions": RichText(row.labels("regions").joined(separator: ", ")),
      "status": [.text(scope.status(of: node)?.label("status"))], "comment": RichText(row.text("comment") ?? ""),
      "verification": RichText(row.text("meansOfVerification") ?? ""),
    ]
    if node.level == "activity" { cells["budgetLine"] = [budgetLine(row)] }
    let unknown: Cells = ["source": [.missing], "planned": [.missing], "spent": [.missing]]
    if let first = funding.first ?? (node.level == "activity" ? unknown : nil) { cells.merge(first) { $1 } }
    guard isWorkbook else { return [cells] }
    return [cells] + funding.dropFirst().map { $0.merging(["code": RichText(node.code)]) { $1 } }
  }

  private func budgetLine(_ row: InputRow) -> InlineValue {
    guard let code = row.string("budgetLine") else { return .missing }
    return .text([code, budgetLines[code]?.text("label")].compactMap { $0 }.joined(separator: " – "))
  }

  private func indicatorRows(_ node: FrameworkNode) -> [Cells] {
    (scope.plan?.indicators(of: node) ?? []).flatMap { IndicatorLine.lines($0, scope) }.map { line in
      let row = line.indicator.row
      var cells: Cells = [
        "code": RichText(line.indicator.code), (isWorkbook ? "indicator" : "statement"): line.title,
        "unit": [line.unit], "baseline": [line.indicator.baseline?.value ?? .missing],
        "baselineYear": [.text(row.row("baseline")?.integer("year").map { "\($0)" })], "target": [line.target],
        "cumulative": [line.actual], "reached": [line.reached], "comment": [line.remarks],
        "verification": [line.sources],
      ]
      for name in ["comment", "verification"] where cells[name] == [.missing] { cells[name] = RichText("") }
      // An indicator that is measured once a year has no values by quarter, so that none is missing.
      let isQuarterly = ["monthly", "quarterly"].contains(row.string("frequency"))
      for (index, quarter) in scope.quarters.enumerated() {
        let value = quarter.map { line.actual($0) } ?? .text("")
        cells["q\(index + 1)"] = value == .missing && !isQuarterly ? RichText("") : [value]
      }
      return cells
    }
  }
}
