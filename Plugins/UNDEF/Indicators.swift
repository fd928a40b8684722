import ReportDocument
import ReportKit

/// An indicator, and one series of what was measured of it: where sources differ, each has a line.
struct MeasuredIndicator {
  let node: FrameworkNode?
  let indicator: FrameworkIndicator
  let series: MeasuredSeries?

  /// The indicator, with the body, the region or else the source that tells this line from its others.
  var name: InlineValue {
    let subject = [series?.body, series?.region].compactMap { $0 }
    let mark = subject.isEmpty && indicator.series.count > 1 ? series?.sources ?? [] : subject
    guard !mark.isEmpty, let title = indicator.row.text("title") else { return indicator.row.value("title") }
    return .text("\(title) — \(mark.joined(separator: ", "))")
  }

  /// What is to be reached in the period, or else in the project's whole time.
  func target(_ period: ReportPeriod) -> MeasuredValue? {
    indicator.target(period) ?? indicator.target(indicator.lifetime)
  }

  /// Whether its values can be computed with.
  var isNumeric: Bool { ["unit", "percentage"].contains(indicator.row.string("measure")) }

  /// Where the value comes from, or else how one can tell.
  var verification: InlineValue {
    let sources = series?.sources ?? []
    guard sources.isEmpty else { return .lines(sources) }
    let planned = [indicator.row.value("dataSource"), node?.row.value("meansOfVerification")].compactMap { $0 }
    return planned.first { $0 != .missing } ?? .missing
  }
}

/// Indicators with their baselines, targets and values.
enum Indicators {
  /// The indicators of the nodes of some levels.
  static func of(_ plan: ProjectPlan, _ levels: Set<String>) -> [MeasuredIndicator] {
    plan.frameworks.flatMap { framework in
      framework.indicators.flatMap { indicator -> [MeasuredIndicator] in
        let node = framework.nodes.first { $0.code == indicator.node }
        guard levels.contains(node?.level ?? "") else { return [] }
        let series: [MeasuredSeries?] = indicator.series.isEmpty ? [nil] : indicator.series
        return series.map { MeasuredIndicator(node: node, indicator: indicator, series: $0) }
      }
    }
  }

  /// Their table; nothing without lines. Each indicator without a value is told to the requester.
  static func write(
    _ key: String, _ lines: [MeasuredIndicator], _ project: GrantProject, _ report: inout ReportBuilder
  ) throws {
    guard !lines.isEmpty else { return }
    let period = project.period
    try report.table(
      key, of: lines, missing: "framework.indicators", grouped: { $0.node?.row.text("statement") ?? "—" },
      [
        .text("indicator", width: 6) { $0.name },
        .text("baseline", width: 3) { $0.indicator.baseline?.value ?? .missing },
        .text("target", width: 3) { $0.target(period)?.value ?? .missing },
        .text("achieved", width: 3) { $0.series?.actual(period)?.value ?? .missing },
        .percent("share", width: 2) { line in
          line.isNumeric ? line.indicator.reached(line.series?.actual(period), of: line.target(period)) : "—"
        },
        .text("verification", width: 5) { $0.verification },
      ])
    for line in lines where line.series?.actual(period) == nil {
      let title = line.indicator.row.text("title") ?? "—"
      try report.diagnose(.warning, report.words["outcomes.unmeasured", ["indicator": title]], path: "measurement")
    }
  }

  /// The values that are numbers, each drawn against its own target.
  static func draw(_ lines: [MeasuredIndicator], _ project: GrantProject, _ report: inout ReportBuilder) throws {
    let period = project.period
    try report.drawn(
      "progress", as: .progress, titles: [report.words["progress.achieved"], report.words["progress.target"]],
      lines.filter(\.isNumeric).compactMap { line in
        guard let actual = line.series?.actual(period), let target = line.target(period) else { return nil }
        return TableRow([line.name, actual.value, target.value])
      })
  }
}
