import ReportDocument
import ReportKit

/// A value that lies further from its target than may pass without a word.
struct Deviation {
  /// From how many hundredths of the target on a deviation has to be explained.
  static let threshold = 10.0

  let line: IndicatorLine
  let period: ReportPeriod
  /// Hundredths of the target, above 0 for more than it.
  let difference: Double
  private let scope: ReportScope

  /// nil where the value lies near its target, or either is not known.
  ///
  /// - Parameter period: the days compared, unless they are those of the line.
  init?(_ line: IndicatorLine, _ scope: ReportScope, in period: ReportPeriod? = nil) {
    let period = period ?? line.days.measured
    guard case .percent(let reached, _) = line.reached(in: period).content, abs(reached - 100) > Self.threshold else {
      return nil
    }
    self.line = line
    self.scope = scope
    self.period = period
    difference = reached - 100
  }

  /// Those of an indicator: of each quarter that has ended, and of the year so far, or of the project's life. A year of one
  /// quarter is told once.
  static func all(of line: IndicatorLine, _ scope: ReportScope) -> [Deviation] {
    let quarters = scope.fiscalYear.quarters.filter(scope.hasEnded)
    let whole = quarters.contains(line.days.measured) ? [] : [line.days.measured]
    return (quarters + whole).compactMap { Deviation(line, scope, in: $0) }
  }

  /// What explains it, or that nothing does.
  func explanation(_ words: Words) -> RichText {
    remarks.isEmpty ? [.strong(words["deviation.unexplained"])] : .lines(remarks)
  }

  private var remarks: [RichText] { line.remarks(in: period, yearFrom: scope.fiscalYear.startMonth) }

  /// Tells the requester which comment is missing.
  func diagnose(_ report: ReportBuilder) throws {
    guard remarks.isEmpty else { return }
    let name = "\(line.indicator.code) \(line.indicator.row.text("title") ?? "")"
    try report.diagnose(
      .warning, report.words["deviation.missing", ["indicator": name, "period": scope.name(of: period, report.words)]],
      path: "measurement.comment")
  }

  /// The sheet of all deviations.
  static func write(_ lines: [IndicatorLine], _ scope: ReportScope, _ report: inout ReportBuilder) throws {
    let deviations = lines.filter(\.isFirst).flatMap { all(of: $0, scope) }
    guard !deviations.isEmpty else { return try report.nothing("deviation.none") }
    let words = report.words
    try report.table(
      "deviation", ["threshold": "\(Int(threshold))"], id: "table-deviation", of: deviations, missing: "measurement",
      [
        .text("ref", width: 5) { .text($0.line.indicator.code) },
        .rich("indicator", width: 5) { $0.line.title },
        .text("period", width: 5) { .text(scope.name(of: $0.period, words)) },
        .number("target", width: 3) { $0.line.indicator.target($0.period)?.value ?? .missing },
        .number("actual", width: 3) { $0.line.actual(in: $0.period) },
        .percent("reached", width: 3) { $0.line.reached(in: $0.period) },
        .percent("difference", width: 3) { .percent($0.difference) },
        .rich("explanation", width: 5) { $0.explanation(words) },
      ])
    for deviation in deviations { try deviation.diagnose(report) }
  }
}
