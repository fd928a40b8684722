import Records
import ReportDocument
import ReportKit

/// An indicator in one series of values: those of one body and place. Series are set side by side and never averaged.
struct IndicatorLine {
  let scope: PlanScope
  let indicator: FrameworkIndicator
  /// Nil where nothing was measured in the days reported on.
  let series: MeasuredSeries?

  /// A line for each series with a value in the days reported on; one without a series where there is none.
  static func lines(_ indicator: FrameworkIndicator, _ scope: PlanScope) -> [IndicatorLine] {
    let known = indicator.series.filter { $0.actual(scope.days) != nil }
    return (known.isEmpty ? [nil] : known.map { $0 }).map {
      IndicatorLine(scope: scope, indicator: indicator, series: $0)
    }
  }

  /// What is measured, behind it the body and place where several are told apart.
  var title: RichText {
    let subject = [series?.body, series?.region].compactMap { $0 }.joined(separator: ", ")
    return .joined([indicator.row.value("title"), subject.isEmpty ? nil : .text(subject)], by: " — ")
  }

  /// What is counted, or how it is measured where nothing is.
  var unit: InlineValue {
    let row = indicator.row
    return row.string("measure") == "percentage" ? .text("%") : .text(row.string("unit") ?? row.label("measure"))
  }

  /// The value of the days reported on.
  var actual: InlineValue { actual(scope.days) }
  /// The target that it is compared with.
  var target: InlineValue { indicator.target(scope.targeted)?.value ?? .missing }

  /// The value in a period: that of the measurements, or the people counted in their cells where it is withheld.
  func actual(_ period: ReportPeriod) -> InlineValue {
    guard let value = series?.actual(period)?.value else { return .missing }
    return value == .undisclosed ? series?.counted(period) { scope.counted.total($0) } ?? value : value
  }

  /// How much of its target the value reaches; hidden where the value is, and a dash where it is none to divide.
  var reached: InlineValue {
    guard ["unit", "percentage"].contains(indicator.row.string("measure")) else { return .text("—") }
    let (measured, target) = (series?.actual(scope.days), indicator.target(scope.targeted))
    if let measured, measured.value != .undisclosed { return indicator.reached(measured, of: target) }
    let actual = actual
    if actual == .undisclosed { return actual }
    if series?.isIncomplete(scope.days) == true { return .missing }
    return target.map { .share(actual, of: $0.value) } ?? .missing
  }

  /// What is said about the values of the days reported on, each after the name of its own period.
  var remarks: InlineValue {
    .lines(
      measurements(scope.days).compactMap { row in
        row.text("comment").map { [row.text("periodLabel"), $0].compactMap { $0 }.joined(separator: " – ") }
      })
  }

  /// Where the values of the days reported on come from, each source once.
  var sources: InlineValue {
    var sources: [String] = []
    for source in measurements(scope.days).compactMap({ $0.text("source") }) where !sources.contains(source) {
      sources.append(source)
    }
    return .lines(sources)
  }

  /// The last value of each series, where none was measured in the days reported on: `20 % (CVJR, 2021)`.
  var lastKnown: InlineValue {
    guard series == nil else { return .text("—") }
    let language = DocumentLanguage(scope.request.language)
    return .lines(
      indicator.series.compactMap { series in
        let last = series.measurements.last { $0.date("periodEnd").map { $0 <= scope.asOf } ?? false }
        guard let last else { return nil }
        let line = IndicatorLine(scope: scope, indicator: indicator, series: series)
        let value = line.actual(ReportPeriod(from: last.date("periodStart"), to: last.date("periodEnd")))
        let when = last.string("periodLabel") ?? (last.date("periodEnd")?.year).map { "\($0)" }
        let about = [series.body, when].compactMap { $0 }.joined(separator: ", ")
        return "\(ValueText.text(of: value, in: language, place: .table)) (\(about))"
      })
  }

  private func measurements(_ period: ReportPeriod) -> [InputRow] { series?.measurements(within: period) ?? [] }
}
