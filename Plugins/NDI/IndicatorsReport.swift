import Records
import ReportDocument
import ReportKit

/// The workbook of indicators: a sheet for the tracking table, the deviations, the reference sheets, the activities and how
/// to read them.
enum IndicatorsReport {
  static let name = "ndi/indicators"
  static let sections = ["pitt", "deviation", "pirs", "activities", "readMe"]

  static let queries: [InputQuery] = [NDIFormat.programme] + NDIFormat.indicators + Activities.queries

  static func compose(_ scope: ReportScope, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    let frameworks = try ResultsFramework.read(inputs)
    let lines = IndicatorLine.lines(frameworks, try CountedCells(inputs, by: CountedCells.Breakdown.allCases), scope)
    let activities = try Activities(inputs)
    try Award.begin(scope, title: "title.indicators", period: scope.toDate, sections: sections, &report)
    if let first = scope.fiscalYear.period.from, scope.asOf < first {
      try report.callout(.warning, "year.ahead")
      try report.diagnose(.warning, report.words["year.ahead"], path: "parameters.year")
    }
    for section in sections {
      try report.add(.part(Part(.landscape, sheet: TitleText(report.words["sheets.\(section)"]))))
      try report.section(section)
      switch section {
      case "pitt": try IndicatorTable(scope, isWorkbook: true).write(lines, &report)
      case "deviation": try writeDeviations(lines, &report)
      case "pirs": try ReferenceSheet.writeTable(lines, &report)
      case "activities": try write(activities, frameworks, scope, inputs, &report)
      default: try writeReadMe(scope, &report)
      }
    }
  }

  private static let threshold = "\(Int(Deviation.threshold))"

  private static func writeDeviations(_ lines: [IndicatorLine], _ report: inout ReportBuilder) throws {
    let deviations = lines.flatMap(Deviation.all)
    guard !deviations.isEmpty else { return try report.paragraph(label: "deviation.none") }
    let words = report.words
    let names = ["ref", "indicator", "period", "target", "actual", "reached", "difference", "explanation"]
    let kinds: [TableColumn.Kind] = [.text, .text, .text, .number, .number, .percent, .percent, .text]
    try report.add(
      .tableStart(
        TableStart(
          identifier: "table-deviation", caption: TitleText(words["deviation.caption", ["threshold": threshold]]),
          columns: zip(names, kinds).map { name, kind in
            TableColumn(TitleText(words["deviation.\(name)"]), kind, weight: kind == .text ? 5 : 3)
          })))
    for deviation in deviations {
      let (line, series) = (deviation.line, deviation.line.indicator.series.first)
      let cells: [RichText] = [
        RichText(line.indicator.code), [line.indicator.row.value("title")], RichText(deviation.name(words)),
        [line.indicator.target(deviation.period)?.value ?? .missing], [line.actual(series, deviation.period)],
        [line.reached(series, deviation.period)], [.percent(deviation.difference)], deviation.explanation(words),
      ]
      try report.add(.row(TableRow(cells: cells.map { TableCell($0) })))
    }
    try report.add(.tableEnd(TableEnd()))
    for deviation in deviations { try deviation.diagnose(report) }
  }

  /// Activities that began in the fiscal year, row by row as they arrive.
  private static func write(
    _ activities: Activities, _ frameworks: [ResultsFramework], _ scope: ReportScope, _ inputs: ReportInputs,
    _ report: inout ReportBuilder
  ) throws {
    let objectives = Objectives(frameworks)
    let rows = try inputs.rows(of: "engagements").lazy.filter {
      scope.fiscalYear.period.covers($0.date("startsOn"), nil)
    }
    try report.table(
      "activities", of: rows, missing: "engagement", activities.workbookFields(objective: objectives.statement))
  }

  private static func writeReadMe(_ scope: ReportScope, _ report: inout ReportBuilder) throws {
    let words = report.words
    try Award.writeForm(scope, &report)
    try report.add(
      .definitions(
        DefinitionList(
          ["pitt", "deviation", "pirs", "activities", "codes", "people", "missing"].map { name in
            Definition(
              TitleText(words["readMe.terms.\(name)"]), RichText(words["readMe.\(name)", ["threshold": threshold]]))
          })))
    try report.sources("sources")
    try report.acronyms("acronyms")
  }
}
