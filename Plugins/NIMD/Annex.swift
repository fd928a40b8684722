import IATIPublishing
import ReportKit

/// The annex: outputs and activities as planned and carried out, and whether the publication to IATI says the same.
enum Annex {
  static func write(
    _ frameworks: [ResultsFramework], _ results: Results, _ people: CountedCells, _ project: GrantProject,
    _ report: inout ReportBuilder
  ) throws {
    try report.section("annex")
    try report.plan(
      PlanStep.activities(frameworks, withOutputs: true, on: project.asOf),
      [.code, .activity, .responsible, .places, .start, .end, .done, .status, .reason])
    try Consistency.write(results.lines, of: frameworks, people, &report)
    try report.heading("sources.heading")
    try report.sources("sources")
    try report.acronyms("acronyms")
  }
}
