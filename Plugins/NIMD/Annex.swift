import Records
import ReportDocument
import ReportKit

/// The annex: outputs and activities as planned and carried out, and whether the publication to IATI says the same.
enum Annex {
  static func write(
    _ frameworks: [ResultsFramework], _ results: Results, _ project: GrantProject, _ report: inout ReportBuilder
  ) throws {
    try report.section("annex")
    try report.plan(
      PlanStep.activities(frameworks, withOutputs: true, on: project.asOf),
      [.code, .activity, .responsible, .places, .start, .end, .done, .status, .reason])
    try writeConsistency(results.lines.filter { $0.indicator.row.flag("publishToIati") == true }, &report)
    try report.heading("sources.heading")
    try report.sources("sources")
    try report.acronyms("acronyms")
  }

  private static func writeConsistency(
    _ lines: [IndicatorLine], _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    let request = report.request
    try report.table(
      "consistency", of: lines, missing: "framework.indicators.publishToIati",
      [
        .text("indicator", width: 8) { .text($0.codedTitle) },
        .text("days", width: 5) { line in
          guard let from = line.measurements.first?.date("periodStart") ?? line.days.measured.from,
            let to = line.measurements.last?.date("periodEnd") ?? line.days.measured.to
          else { return .missing }
          return .text(words["consistency.span", ["from": request.day(from), "to": request.day(to)]])
        },
        .number("here", width: 4) { $0.actual },
        .number("published", width: 4) { $0.published ?? .text(words["consistency.noPublication"]) },
        .text("equal", width: 3) { .text(words["consistency.\($0.agreement.rawValue)"]) },
      ])
    let differing = lines.filter { [.differs, .unpublished].contains($0.agreement) }.map(\.indicator.code)
    guard !differing.isEmpty else { return }
    let summary = words["consistency.warning", ["names": differing.joined(separator: ", ")]]
    try report.diagnose(.warning, summary, path: "measurement")
  }
}
