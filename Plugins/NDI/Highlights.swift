import Records
import ReportDocument
import ReportKit

/// Section 2: the summary that was written, then what the records propose for it.
enum Highlights {
  /// How many findings, and how many deviations, are proposed: together as many as a summary has bullets.
  static let most = 4

  static func write(
    _ scope: ReportScope, _ lines: [IndicatorLine], _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    try report.section("summary", prose: "summary")
    try report.heading("highlights.heading")
    let findings = try inputs.collected("gravest").prefix(most)
    let deviations = lines.filter(\.isFirst).compactMap { Deviation($0, scope) }
      .sorted { abs($0.difference) > abs($1.difference) }.prefix(most)
    guard !findings.isEmpty || !deviations.isEmpty else { return try report.nothing("highlights.none") }
    let words = report.words
    try report.list(
      findings.map { row in
        .joined(
          [
            .strong(words["highlights.finding", ["severity": row.label("severity")?.lowercased() ?? ""]]),
            row.value("title"),
          ], by: " ")
      }
        + deviations.map { deviation in
          let line = deviation.line
          return .joined(
            [
              .strong(words[deviation.difference < 0 ? "highlights.below" : "highlights.above"]),
              line.indicator.row.value("title"), .text("–"), line.actual, .text(words["highlights.of"]), line.target,
              .text("–"), line.reached,
            ], by: " ")
        })
  }
}
