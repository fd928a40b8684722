import Records
import ReportDocument
import ReportKit

/// Section 7: what came of it and who carries it on, with the framework's indicators.
enum Outcomes {
  /// An indicator as one source, body and place tells of it.
  private struct Line {
    let group: String
    let indicator: FrameworkIndicator
    let series: MeasuredSeries?
    let isFirst: Bool
    let period: ReportPeriod

    var actual: MeasuredValue? { series?.actual(period) }
    var target: MeasuredValue? { indicator.target(period) }
    var reached: InlineValue { indicator.reached(actual, of: target) }

    /// Of whom or where the value is, and who says so.
    var source: String? {
      let parts = [series?.body, series?.region].compactMap { $0 } + (series?.sources ?? [])
      return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }
  }

  static func write(
    _ project: GrantProject, _ frameworks: [ResultsFramework], _ report: inout ReportBuilder
  ) throws {
    try report.section("outcomes")
    try report.narrativeOrGap("ownership")
    let lines = frameworks.flatMap { Self.lines(of: $0, project, report.words) }
    for line in lines where line.actual == nil {
      let title = line.indicator.row.text("title") ?? "—"
      try report.diagnose(.warning, report.words["outcomes.noValue", ["indicator": title]], path: "measurement")
    }
    try report.table(
      "outcomes", of: lines, missing: "framework.indicators", grouped: { $0.group },
      [
        .text("indicator", width: 6) { $0.indicator.row.value("title") },
        .text("source", width: 6) { .text($0.source) },
        .text("baseline", width: 4) { $0.indicator.baseline?.value ?? .missing },
        .text("target", width: 4) { $0.target?.value ?? .missing },
        .text("actual", width: 5) { $0.actual?.value ?? .missing },
        .percent("reached", width: 2) { line in line.reached == .missing ? .text("—") : line.reached },
      ])
    // A bar for each indicator: what its first source says.
    let drawn = lines.filter { line in
      guard line.isFirst, case .percent = line.reached.content else { return false }
      return true
    }
    guard !drawn.isEmpty else { return }
    try report.drawn(
      "reached", as: .bar, titles: [report.words["outcomes.reached"]], holding: .percent,
      drawn.map { TableRow([$0.indicator.row.value("title"), $0.reached]) })
  }

  /// An indicator without any value has one line, which says that it is missing.
  private static func lines(of framework: ResultsFramework, _ project: GrantProject, _ words: Words) -> [Line] {
    let nodes = Dictionary(framework.nodes.map { ($0.code, $0) }) { first, _ in first }
    return framework.indicators.flatMap { indicator in
      let node = nodes[indicator.node]?.row
      let group = [node?.label("level"), node?.text("statement")].compactMap { $0 }
      let name = group.isEmpty ? words["outcomes.noNode"] : group.joined(separator: " – ")
      let series = indicator.series.isEmpty ? [nil] : indicator.series.map(Optional.some)
      return series.enumerated().map { place, series in
        Line(group: name, indicator: indicator, series: series, isFirst: place == 0, period: project.period)
      }
    }
  }
}
