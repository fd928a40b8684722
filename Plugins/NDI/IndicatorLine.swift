import Records
import ReportDocument
import ReportKit

/// An indicator over the fiscal year of a report: its targets, its values and how far they lie apart.
struct IndicatorLine {
  let indicator: FrameworkIndicator
  let node: FrameworkNode?
  let scope: ReportScope
  let cells: CountedCells

  /// The indicators of frameworks, in the order of their nodes.
  static func lines(_ frameworks: [ResultsFramework], _ cells: CountedCells, _ scope: ReportScope) -> [IndicatorLine] {
    frameworks.flatMap { framework in
      framework.indicators.map { indicator in
        IndicatorLine(
          indicator: indicator, node: framework.nodes.first { $0.code == indicator.node }, scope: scope, cells: cells)
      }
    }
  }

  /// The time for which targets are set, as far as the report goes; without targets, all days until then.
  var life: ReportPeriod {
    ReportPeriod(from: indicator.lifetime.from, to: min(indicator.lifetime.to ?? scope.asOf, scope.asOf))
  }

  /// The time over which the table compares values with targets: the fiscal year so far, or the life of the project where
  /// nothing but that has a target and it has come to its end in this year.
  var compared: ReportPeriod {
    let (year, whole) = (scope.toDate, indicator.lifetime)
    guard indicator.target(year) == nil, indicator.target(whole) != nil, let last = whole.to, let first = year.from,
      first <= last, scope.hasEnded(whole)
    else { return year }
    return whole
  }

  /// The series that have a value by the report's last day; the first one in any case, since it is the indicator's own.
  var shown: [MeasuredSeries] {
    indicator.series.enumerated().filter { index, series in
      index == 0 || !series.measurements(within: ReportPeriod(to: scope.asOf)).isEmpty
    }.map(\.element)
  }

  /// Where the values of a series by the report's last day come from: those of the fiscal year, or else those before.
  func sources(of series: MeasuredSeries) -> [String] {
    let until = series.measurements(within: ReportPeriod(to: scope.asOf))
    let within = series.measurements(within: scope.toDate)
    return (within.isEmpty ? until : within).compactMap { $0.text("source") }.reduce(into: []) { sources, source in
      if !sources.contains(source) { sources.append(source) }
    }
  }

  /// Whether people are counted one by one, so that their cells tell the number.
  var countsPeople: Bool {
    indicator.row.string("measure") == "unit" && indicator.row.string("counts") == "people"
  }

  /// The value of a series in a period; missing where there is none, or the period has not ended.
  func actual(_ series: MeasuredSeries?, _ period: ReportPeriod) -> InlineValue {
    guard let series, scope.hasEnded(period) else { return .missing }
    let value = series.actual(period)?.value ?? .missing
    guard countsPeople, value == .undisclosed else { return value }
    return series.counted(period) { cells.total($0) } ?? value
  }

  /// The people of one sex or age in a period.
  func actual(
    _ series: MeasuredSeries, _ period: ReportPeriod, _ breakdown: CountedCells.Breakdown, _ code: String
  ) -> InlineValue {
    guard scope.hasEnded(period) else { return .missing }
    return series.counted(period) { cells.count($0, breakdown, code) } ?? .missing
  }

  /// How much of the target of a period was reached; hidden where the number of people is.
  func reached(_ series: MeasuredSeries?, _ period: ReportPeriod) -> InlineValue {
    let (actual, target) = (actual(series, period), indicator.target(period))
    guard countsPeople else { return indicator.reached(series?.actual(period), of: target) }
    if let series, series.isIncomplete(period), series.actual(period)?.value == .undisclosed { return .missing }
    if case .integer(let people) = actual.content {
      return indicator.reached(MeasuredValue(Double(people), of: indicator.row), of: target)
    }
    if actual == .undisclosed { return .undisclosed }
    return target.map { .share(actual, of: $0.value) } ?? .missing
  }

  /// What is said about the values of the first series in a period, each remark behind the name of its own period.
  func remarks(_ period: ReportPeriod) -> [[InlineValue]] {
    (indicator.series.first?.measurements(within: period) ?? []).compactMap { row in
      guard row.isWithheld("comment") || row.text("comment") != nil else { return nil }
      return [row.text("periodLabel").map { .text("\($0) – ") }, row.value("comment")].compactMap { $0 }
    }
  }
}
