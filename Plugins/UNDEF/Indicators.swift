import Records
import ReportDocument
import ReportKit

/// One line of a table of indicators: an indicator, and one series of what was measured of it. Where sources differ, each
/// has a line.
struct IndicatorLine {
  let node: FrameworkNode?
  let indicator: FrameworkIndicator
  let series: MeasuredSeries?

  /// The indicator, with the body or the region that this line is of.
  var name: InlineValue {
    let subject = [series?.body, series?.region].compactMap { $0 }
    guard !subject.isEmpty, let title = indicator.row.text("title") else { return indicator.row.value("title") }
    return .text("\(title) — \(subject.joined(separator: ", "))")
  }

  /// Whether its values can be computed with.
  var isNumeric: Bool { ["unit", "percentage"].contains(indicator.row.string("measure")) }

  /// Where the value comes from, or else how one can tell.
  var verification: InlineValue {
    let sources = series?.sources ?? []
    guard sources.isEmpty else { return .lines(sources) }
    let source = indicator.row.value("dataSource")
    return source == .missing ? node?.row.value("meansOfVerification") ?? .missing : source
  }
}

/// Indicators with their baselines, targets and values.
enum Indicators {
  /// The indicators of the nodes of some levels.
  static func lines(_ plan: ProjectPlan, of levels: Set<String>) -> [IndicatorLine] {
    plan.frameworks.flatMap { framework in
      framework.indicators.flatMap { indicator -> [IndicatorLine] in
        let node = framework.nodes.first { $0.code == indicator.node }
        guard levels.contains(node?.level ?? "") else { return [] }
        let series: [MeasuredSeries?] = indicator.series.isEmpty ? [nil] : indicator.series
        return series.map { IndicatorLine(node: node, indicator: indicator, series: $0) }
      }
    }
  }

  /// Their table; nothing without lines. Each indicator without a value is told to the requester.
  static func write(
    _ key: String, _ lines: [IndicatorLine], _ project: GrantProject, _ report: inout ReportBuilder
  ) throws {
    guard !lines.isEmpty else { return }
    let period = project.period
    try report.table(
      key, of: lines, missing: "framework.indicators", grouped: { $0.node?.row.text("statement") ?? "—" },
      [
        .text("indicator", width: 6) { $0.name },
        .text("baseline", width: 3) { $0.indicator.baseline?.value ?? .missing },
        .text("target", width: 3) { $0.indicator.target(period)?.value ?? .missing },
        .text("achieved", width: 3) { $0.series?.actual(period)?.value ?? .missing },
        .percent("share", width: 2) { line in
          line.isNumeric ? line.indicator.reached(line.series?.actual(period), of: line.indicator.target(period)) : "—"
        },
        .text("verification", width: 5) { $0.verification },
      ])
    for line in lines where line.series?.actual(period) == nil {
      let title = line.indicator.row.text("title") ?? "—"
      try report.diagnose(.warning, report.words["outcomes.unmeasured", ["indicator": title]], path: "measurement")
    }
  }

  /// The values that are numbers, each drawn against its own target.
  static func draw(_ lines: [IndicatorLine], _ project: GrantProject, _ report: inout ReportBuilder) throws {
    let period = project.period
    try DrawnTable(kind: .progress, key: "progress", columns: ["achieved": .number, "target": .number]).write(
      lines.filter(\.isNumeric).compactMap { line in
        guard let actual = line.series?.actual(period), let target = line.indicator.target(period) else { return nil }
        return (line.name, [actual.value, target.value])
      }, &report)
  }
}
