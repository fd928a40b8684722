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
    let lines = scope.lines(frameworks, try CountedCells(inputs, by: CountedCells.Breakdown.allCases))
    let activities = try Activities(inputs)
    try Award.begin(scope, title: "title.indicators", period: scope.toDate, sections: sections, &report)
    if let first = scope.fiscalYear.period.from, scope.asOf < first {
      try report.callout(.warning, "year.ahead")
      try report.diagnose(.warning, report.words["year.ahead"], path: "parameters.year")
    }
    for section in sections {
      try report.part(.landscape, sheet: section)
      try report.section(section)
      switch section {
      case "pitt": try IndicatorTable(scope: scope, isOnPage: false).write(lines, &report)
      case "deviation": try Deviation.write(lines, scope, &report)
      case "pirs": try report.referenceTable(lines, yearFrom: scope.fiscalYear.startMonth)
      case "activities": try write(activities, frameworks, scope, inputs, &report)
      default: try writeReadMe(scope, &report)
      }
    }
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
              TitleText(words["readMe.terms.\(name)"]),
              RichText(words["readMe.\(name)", ["threshold": "\(Int(Deviation.threshold))"]]))
          })))
    try report.sources("sources")
    try report.acronyms("acronyms")
  }
}
