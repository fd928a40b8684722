import ReportDocument
import ReportKit

/// Indicators with their baselines, targets and values.
enum Indicators {
  /// The indicators of the nodes of some levels.
  static func of(_ plan: ProjectPlan, _ levels: Set<String>, _ project: GrantProject) -> [IndicatorLine] {
    plan.frameworks.flatMap { $0.lines(over: project.period) }.filter { levels.contains($0.node?.level ?? "") }
  }

  /// Their table by node; nothing without lines.
  static func write(_ key: String, _ lines: [IndicatorLine], _ report: inout ReportBuilder) throws {
    guard !lines.isEmpty else { return }
    try report.indicators(lines, key: key) { $0.node?.row.text("statement") ?? "—" }
  }

  /// The values that are numbers, each drawn against its own target.
  static func draw(_ lines: [IndicatorLine], _ report: inout ReportBuilder) throws {
    try report.drawn(
      "progress", as: .progress,
      of: lines.filter { $0.indicator.isNumeric && $0.isMeasured && $0.target != .missing },
      [
        .rich("group", width: 6) { $0.fullTitle }, .number("achieved", width: 3) { $0.actual },
        .number("target", width: 3) { $0.target },
      ])
  }
}
