import ReportDocument
import ReportKit

/// A value that lies further from its target than may pass without a word.
struct Deviation {
  /// From how many hundredths of the target on a deviation has to be explained.
  static let threshold = 10.0

  let line: IndicatorLine
  /// The quarter's number; nil for the fiscal year so far, or the project's life.
  let quarter: Int?
  let period: ReportPeriod
  /// Hundredths of the target, above 0 for more than it.
  let difference: Double

  /// nil where the value lies near its target, or either is not known.
  init?(_ line: IndicatorLine, _ period: ReportPeriod, quarter: Int? = nil) {
    guard case .percent(let reached, _) = line.reached(line.indicator.series.first, period).content,
      abs(reached - 100) > Self.threshold
    else { return nil }
    self.line = line
    self.quarter = quarter
    self.period = period
    difference = reached - 100
  }

  /// Those of an indicator: of each quarter that has ended, and of the year so far, or of the project's life.
  static func all(of line: IndicatorLine) -> [Deviation] {
    let quarters = line.scope.fiscalYear.quarters.enumerated()
    return quarters.compactMap { line.scope.hasEnded($1) ? Deviation(line, $1, quarter: $0 + 1) : nil }
      + [Deviation(line, line.compared)].compactMap { $0 }
  }

  /// What explains it, or that nothing does.
  func explanation(_ words: Words) -> RichText {
    let remarks = line.remarks(period)
    guard !remarks.isEmpty else { return RichText([.strong(words["deviation.unexplained"])]) }
    return RichText(Array(remarks.joined(separator: [.text("\n")])))
  }

  /// Tells the requester which comment is missing.
  func diagnose(_ report: ReportBuilder) throws {
    guard line.remarks(period).isEmpty else { return }
    try report.diagnose(
      .warning,
      report.words[
        "deviation.missing",
        ["indicator": "\(line.indicator.code) \(line.indicator.row.text("title") ?? "")", "period": name(report.words)]],
      path: "measurement.comment")
  }

  /// The name of its period.
  func name(_ words: Words) -> String {
    let year = line.scope.yearName(words)
    if let quarter { return words["year.quarter", ["number": "\(quarter)", "year": year]] }
    if period == line.scope.fiscalYear.period { return year }
    return period == line.scope.toDate ? words["year.toDate", ["year": year]] : words["year.life"]
  }
}
