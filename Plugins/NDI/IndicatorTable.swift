import Records
import ReportDocument
import ReportKit

/// The performance indicator tracking table: one row for each indicator, below it the people counted by sex and age and what
/// other sources say, indented and with codes of their own.
struct IndicatorTable {
  let scope: ReportScope
  /// Whether it stands on a page, which has no room for all of the workbook's columns.
  let isOnPage: Bool

  /// The actual of the project's life stands on a page where one is compared with its target.
  private func fields(_ lines: [IndicatorLine]) -> [TableField<NamedCells>] {
    let lifeActual = TableField<NamedCells>.cells("lifeActual", .number, width: 3)
    let isCompared = lines.contains { $0.days.measured == scope.award }
    return [
      .cells("ref", width: 4), .cells("indicator", width: 8), .cells("type", width: 4), .cells("unit", width: 4),
      .cells("disaggregation", width: 4).onSheet, .cells("baseline", .number, width: 3),
      .cells("baselineDate", width: 3).onSheet, .cells("lifeTarget", .number, width: 3),
      .cells("yearTarget", .number, width: 3),
    ] + (1...4).map { .cells("q\($0)", .number, width: 3) } + [
      .cells("yearActual", .number, width: 3), isCompared ? lifeActual : lifeActual.onSheet,
      .cells("targetToDate", .number, width: 3), .cells("reached", .percent, width: 3), .cells("deviation", width: 7),
      .cells("source", width: 6),
    ]
  }

  /// Writes the table, or a gap where no indicator is recorded.
  func write(_ lines: [IndicatorLine], _ report: inout ReportBuilder) throws {
    let words = report.words
    try report.table(
      "pitt", ["year": scope.yearName], id: "table-pitt", of: lines.flatMap { rows($0, words) },
      missing: "framework.indicators", indented: \.indent, isOnPage: isOnPage, fields(lines))
  }

  private func rows(_ line: IndicatorLine, _ words: Words) -> [NamedCells] {
    line.isFirst ? [first(line, words)] + parts(line) : [other(line, words)]
  }

  /// The indicator itself, by its first series.
  private func first(_ line: IndicatorLine, _ words: Words) -> NamedCells {
    let (row, indicator) = (line.indicator.row, line.indicator)
    let baseline = row.row("baseline")
    let date = baseline?.date("date").map { InlineValue.date($0) } ?? .text(baseline?.integer("year").map { "\($0)" })
    let cells: [String: RichText] = [
      "ref": RichText(indicator.code), "indicator": line.title, "type": [.text(line.node?.row.label("level"))],
      "unit": [indicator.isNumeric ? indicator.unit : .text("—")],
      "disaggregation": RichText(row.labels("dimensions").joined(separator: ", ")),
      "baseline": [line.baseline], "baselineDate": [date],
      "lifeTarget": [scope.lifeTarget(indicator)?.value ?? .missing],
      "yearTarget": [indicator.target(scope.fiscalYear.period)?.value ?? .missing], "targetToDate": [line.target],
      "reached": [line.reached],
      "deviation": Deviation(line, scope)?.explanation(words) ?? "",
      "source": [.lines(line.sources(in: scope.toDate))],
    ]
    return NamedCells(cells.merging(values(line) { line.actual(in: $0) }) { $1 })
  }

  /// What another source, or another body or place, says of the same indicator.
  private func other(_ line: IndicatorLine, _ words: Words) -> NamedCells {
    let cells: [String: RichText] = [
      "ref": RichText("\(line.indicator.code)-\(line.number)"),
      "indicator": RichText(line.subject ?? words["pitt.otherSource"]),
      "source": [.lines(line.sources(in: scope.toDate))],
    ]
    return NamedCells(cells.merging(values(line) { line.actual(in: $0) }) { $1 }, indent: 1)
  }

  /// The people counted, by sex and then by age; their codes are the places of sex and age in their lists.
  private func parts(_ line: IndicatorLine) -> [NamedCells] {
    CountedCells.Breakdown.allCases.flatMap { breakdown in
      line.codes(breakdown).map { code in
        let place = (breakdown == .sex ? "S" : "A") + "\((breakdown.codes.index(of: code) ?? 0) + 1)"
        let cells: [String: RichText] = [
          "ref": RichText("\(line.indicator.code)-\(place)"),
          "indicator": [.text(scope.project.request.label(breakdown.codes, code))],
        ]
        return NamedCells(cells.merging(values(line) { line.actual(in: $0, breakdown, code) }) { $1 }, indent: 1)
      }
    }
  }

  /// The values of the year, the project's life and the quarters that have ended.
  private func values(_ line: IndicatorLine, _ actual: (ReportPeriod) -> InlineValue) -> [String: RichText] {
    var cells: [String: RichText] = [
      "yearActual": [actual(scope.toDate)], "lifeActual": [actual(scope.award.until(scope.asOf))],
    ]
    for (index, quarter) in scope.fiscalYear.quarters.enumerated() {
      cells["q\(index + 1)"] = [scope.hasEnded(quarter) ? actual(quarter) : .missing]
    }
    return cells
  }
}
