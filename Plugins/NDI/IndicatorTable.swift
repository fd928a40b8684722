import Records
import ReportDocument
import ReportKit

/// The performance indicator tracking table: one row for each indicator, below it what other sources say and the people
/// counted by sex and age, indented and with codes of their own.
struct IndicatorTable {
  /// One column: its label, what it holds, its width beside the others, and whether it is printed on a page too.
  private struct Column {
    let name: String
    let kind: TableColumn.Kind
    let width: Int
    var isOnPage = true
  }

  private let scope: ReportScope
  private let isWorkbook: Bool

  /// - Parameter isWorkbook: whether all columns are printed; a page has no room for those of the workbook.
  init(_ scope: ReportScope, isWorkbook: Bool) {
    self.scope = scope
    self.isWorkbook = isWorkbook
  }

  private static let columns: [Column] = [
    Column(name: "ref", kind: .text, width: 4), Column(name: "indicator", kind: .text, width: 8),
    Column(name: "type", kind: .text, width: 4), Column(name: "unit", kind: .text, width: 4),
    Column(name: "disaggregation", kind: .text, width: 4, isOnPage: false),
    Column(name: "baseline", kind: .number, width: 3),
    Column(name: "baselineDate", kind: .text, width: 3, isOnPage: false),
    Column(name: "lifeTarget", kind: .number, width: 3), Column(name: "yearTarget", kind: .number, width: 3),
    Column(name: "q1", kind: .number, width: 3), Column(name: "q2", kind: .number, width: 3),
    Column(name: "q3", kind: .number, width: 3), Column(name: "q4", kind: .number, width: 3),
    Column(name: "yearActual", kind: .number, width: 3),
    Column(name: "lifeActual", kind: .number, width: 3, isOnPage: false),
    Column(name: "reached", kind: .percent, width: 3), Column(name: "deviation", kind: .text, width: 7),
    Column(name: "source", kind: .text, width: 6),
  ]

  /// Writes the table, or a gap where no indicator is recorded.
  func write(_ lines: [IndicatorLine], _ report: inout ReportBuilder) throws {
    guard !lines.isEmpty else { return try report.placeholder("pitt.empty", path: "framework.indicators") }
    let words = report.words
    let columns = Self.columns.filter { isWorkbook || $0.isOnPage }
    try report.add(
      .tableStart(
        TableStart(
          identifier: "table-pitt", caption: TitleText(words["pitt.caption", ["year": scope.yearName(words)]]),
          columns: columns.map { column in
            TableColumn(
              TitleText(words["pitt.\(column.name)", ["year": scope.yearName(words)]]), column.kind,
              weight: column.width)
          })))
    func add(_ cells: [String: RichText], indent: Int = 0) throws {
      let cells = columns.map { TableCell(cells[$0.name] ?? RichText("")) }
      try report.add(.row(TableRow(cells: cells, indent: indent)))
    }
    for line in lines {
      try add(lead(line, words))
      for (index, series) in line.shown.enumerated().dropFirst() {
        try add(other(line, series, code: "\(line.indicator.code)-\(index + 1)", words), indent: 1)
      }
      for part in parts(line) { try add(part, indent: 1) }
    }
    try report.add(.tableEnd(TableEnd(note: RichText(words["pitt.note"]))))
  }

  /// The indicator itself, by its first series.
  private func lead(_ line: IndicatorLine, _ words: Words) -> [String: RichText] {
    let (row, series) = (line.indicator.row, line.indicator.series.first)
    let baseline = row.row("baseline")
    let date = baseline?.date("date").map { InlineValue.date($0) } ?? .text(baseline?.integer("year").map { "\($0)" })
    let deviation = Deviation(line, line.compared)
    var cells = values(line, actual: { line.actual(series, $0) })
    cells.merge(
      [
        "ref": RichText(line.indicator.code), "indicator": title(row, series),
        "type": [.text(line.node?.row.label("level"))], "unit": [Self.unit(row)],
        "disaggregation": RichText(row.labels("dimensions").joined(separator: ", ")),
        "baseline": [line.indicator.baseline?.value ?? .missing], "baselineDate": [date],
        "lifeTarget": [line.indicator.target(line.indicator.lifetime)?.value ?? .missing],
        "yearTarget": [line.indicator.target(scope.fiscalYear.period)?.value ?? .missing],
        "reached": [line.reached(series, line.compared)], "deviation": deviation?.explanation(words) ?? RichText(""),
        "source": [.lines(series.map { line.sources(of: $0) } ?? [])],
      ]
    ) { $1 }
    return cells
  }

  /// What is measured, behind it the body and region where the first series is not of the whole.
  private func title(_ row: InputRow, _ series: MeasuredSeries?) -> RichText {
    let subject = [series?.body, series?.region].compactMap { $0 }.joined(separator: ", ")
    return .joined([row.value("title"), subject.isEmpty ? nil : .text(subject)], by: " – ")
  }

  /// What another source, or another body or place, says of the same indicator.
  private func other(_ line: IndicatorLine, _ series: MeasuredSeries, code: String, _ words: Words) -> [String:
    RichText]
  {
    var cells = values(line, actual: { line.actual(series, $0) })
    let subject = [series.body, series.region].compactMap { $0 }.joined(separator: ", ")
    cells["ref"] = RichText(code)
    cells["indicator"] = RichText(subject.isEmpty ? words["pitt.otherSource"] : subject)
    cells["source"] = [.lines(line.sources(of: series))]
    return cells
  }

  /// The people counted, by sex and then by age; their codes are the places of sex and age in their lists.
  private func parts(_ line: IndicatorLine) -> [[String: RichText]] {
    guard line.countsPeople, let series = line.indicator.series.first else { return [] }
    let keys = series.measurements.compactMap { $0.string("key") }
    return CountedCells.Breakdown.allCases.flatMap { breakdown in
      line.cells.codes(breakdown, in: keys).map { code in
        var cells = values(line, actual: { line.actual(series, $0, breakdown, code) })
        let letter = breakdown == .sex ? "S" : "A"
        let place = (breakdown.codes.index(of: code) ?? 0) + 1
        cells["ref"] = RichText("\(line.indicator.code)-\(letter)\(place)")
        cells["indicator"] = [.text(scope.project.request.label(breakdown.codes, code))]
        return cells
      }
    }
  }

  private func values(_ line: IndicatorLine, actual: (ReportPeriod) -> InlineValue) -> [String: RichText] {
    var cells: [String: RichText] = ["yearActual": [actual(scope.toDate)], "lifeActual": [actual(line.life)]]
    for (index, quarter) in scope.fiscalYear.quarters.enumerated() { cells["q\(index + 1)"] = [actual(quarter)] }
    return cells
  }

  /// What is counted, or how it is measured where nothing is.
  static func unit(_ row: InputRow) -> InlineValue {
    row.string("measure") == "percentage" ? .text("%") : .text(row.string("unit") ?? row.label("measure"))
  }
}
