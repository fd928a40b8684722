public import Records
public import ReportDocument

/// An indicator in one series of values, over the days of a report: as it was measured for one body and place, by one
/// source where they differ. Series stand side by side and are never averaged.
public struct IndicatorLine: Sendable {
  /// The days over which a value is compared with a target.
  public struct Days: Sendable, Hashable {
    /// Those of the value.
    public let measured: ReportPeriod
    /// Those of the target.
    public let targeted: ReportPeriod

    /// Both of the same days, unless those of the target are said.
    public init(_ measured: ReportPeriod, targeted: ReportPeriod? = nil) {
      self.measured = measured
      self.targeted = targeted ?? measured
    }
  }

  /// The node that is measured; nil where the framework has none of its code.
  public let node: FrameworkNode?
  /// The indicator.
  public let indicator: FrameworkIndicator
  /// The series; nil where nothing was measured.
  public let series: MeasuredSeries?
  /// The place of the series among all of the indicator, from 1 on, the same in all reports.
  public let number: Int
  /// Whether it is the first line of its indicator.
  public let isFirst: Bool
  /// The days over which value and target are compared.
  public let days: Days
  private let people: CountedCells?

  init(
    _ indicator: FrameworkIndicator, _ series: MeasuredSeries?, number: Int, isFirst: Bool, at node: FrameworkNode?,
    over days: Days, people: CountedCells?
  ) {
    (self.indicator, self.series, self.number, self.isFirst) = (indicator, series, number, isFirst)
    (self.node, self.days, self.people) = (node, days, people)
  }

  /// The indicator's code and title, such as `1.a – Forums held`.
  public var name: String { [indicator.code, indicator.row.text("title")].compactMap { $0 }.joined(separator: " – ") }

  /// ``name``, behind it the body and the region.
  public var codedTitle: String { [name, subject].compactMap { $0 }.joined(separator: " — ") }

  /// The body and the region that were measured; nil where it is the whole.
  public var subject: String? {
    let subject = [series?.body, series?.region].compactMap { $0 }
    return subject.isEmpty ? nil : subject.joined(separator: ", ")
  }

  /// What tells the line from others of its indicator: body and region, and the source where several tell of these.
  public var mark: String? {
    let isContested = indicator.series.count { $0.body == series?.body && $0.region == series?.region } > 1
    let mark = [subject].compactMap { $0 } + (isContested ? sources : [])
    return mark.isEmpty ? nil : mark.joined(separator: ", ")
  }

  /// What is measured, behind it the body and the region. Where the source does not stand beside it, ``fullTitle`` names it.
  public var title: RichText { title(subject) }

  /// What is measured, behind it all that tells the line from others.
  public var fullTitle: RichText { title(mark) }

  private func title(_ mark: String?) -> RichText {
    .joined([indicator.row.value("title"), mark.map { .text($0) }], by: " — ")
  }

  /// The value before.
  public var baseline: InlineValue { indicator.baseline?.value ?? .missing }

  /// The target of its days.
  public var target: InlineValue { indicator.target(days.targeted)?.value ?? .missing }

  /// The value of its days.
  public var actual: InlineValue { actual(in: days.measured) }

  /// How much of the target of its days is reached.
  public var reached: InlineValue { reached(in: days.measured, of: days.targeted) }

  /// Whether the target of its days is reached: the whole of a number, and of a scale the same step or one beyond it. Steps
  /// that have no order, and what is hidden or not known, reach none.
  public var isTargetReached: Bool {
    if let share = reached.figure { return share >= 100 }
    guard indicator.row.string("measure") == "ordinal", let step = measured(in: days.measured)?.number,
      let target = indicator.target(days.targeted)?.number
    else { return false }
    return indicator.row.string("direction") == "down" ? step <= target : step >= target
  }

  /// Whether it has a value in its days, be it a hidden one.
  public var isMeasured: Bool { measured(in: days.measured) != nil }

  /// Whether people are counted one by one, so that their cells tell the number.
  public var countsPeople: Bool {
    indicator.row.string("measure") == "unit" && indicator.row.string("counts") == "people"
  }

  /// The value of some days: that of the measurements or, where it is withheld, the people that their cells count, or
  /// their share of those among whom they were. Nil where nothing was measured.
  public func measured(in period: ReportPeriod) -> MeasuredValue? {
    guard let series, let value = series.actual(period), value.value == .undisclosed, let people, indicator.isNumeric
    else { return series?.actual(period) }
    let counted = series.counted(period) { series.isPercentage ? people.share($0) : people.total($0) }
    return counted.map { MeasuredValue(value: $0, number: $0.figure) } ?? value
  }

  /// The value of some days as it is printed.
  public func actual(in period: ReportPeriod) -> InlineValue { measured(in: period)?.value ?? .missing }

  /// The people of one sex or age in some days.
  public func actual(in period: ReportPeriod, _ breakdown: CountedCells.Breakdown, _ code: String) -> InlineValue {
    series?.counted(period) { people?.count($0, breakdown, code) } ?? .missing
  }

  /// The sexes or ages that are told apart in its days or before, in the order of their list.
  public func codes(_ breakdown: CountedCells.Breakdown) -> [String] {
    guard countsPeople else { return [] }
    let measurements = (series?.measurements ?? []).filter { row in
      days.measured.to.map { last in row.date("periodEnd").map { $0 <= last } ?? false } ?? true
    }
    return people?.codes(breakdown, in: measurements.compactMap { $0.string("key") }) ?? []
  }

  /// How much of a target was reached, in hundredths. Hidden where the value is; missing where either is not known, and
  /// where cells are known to be missing from a count; a dash where values are no numbers.
  ///
  /// - Parameter targeted: the days of the target, where they are not those of the value.
  public func reached(in period: ReportPeriod, of targeted: ReportPeriod? = nil) -> InlineValue {
    guard indicator.isNumeric else { return .text("—") }
    guard let target = indicator.target(targeted ?? period), let actual = measured(in: period), !isTooLow(period) else {
      return .missing
    }
    if actual.number != nil || actual.value == .undisclosed { return indicator.reached(actual, of: target) }
    return .share(actual.value, of: target.value)
  }

  /// Whether the value is what cells count, and some of these are known to be missing.
  private func isTooLow(_ period: ReportPeriod) -> Bool {
    guard let series else { return false }
    return series.isIncomplete(period) && series.actual(period)?.value == .undisclosed
  }

  /// The last measurement of each series that has ended by a day, each over its own days: what is known where there is no
  /// value in the days of a report.
  public func lastKnown(until day: CalendarDate) -> [IndicatorLine] {
    indicator.series.enumerated().compactMap { index, series in
      series.latest(until: day).map { last in
        IndicatorLine(
          indicator, series, number: index + 1, isFirst: index == 0, at: node,
          over: Days(ReportPeriod(measuredIn: last)), people: people)
      }
    }
  }

  /// The measurements that the value of its days is made from.
  public var measurements: [InputRow] { series?.measurements(within: days.measured) ?? [] }

  /// What is said about the values of some days, each remark behind the name of its own period.
  ///
  /// - Parameter startMonth: the month in which the years of the report start.
  public func remarks(in period: ReportPeriod, yearFrom startMonth: Int = 1) -> [RichText] {
    (series?.measurements(within: period) ?? []).compactMap { row in
      guard row.isWithheld("comment") || row.text("comment") != nil else { return nil }
      let name = row.text("periodLabel") == nil ? nil : row.periodName("periodLabel", yearFrom: startMonth)
      return RichText([name.map { .text("\($0) – ") }, row.value("comment")].compactMap { $0 })
    }
  }

  /// What is said about the values of its days, one remark under the other; empty without any.
  public var remarks: RichText { .lines(remarks(in: days.measured)) }

  /// Where the values of its days come from, or else those before, each source once.
  public var sources: [String] { sources(in: days.measured) }

  /// Where the value comes from, or else how one will be able to tell.
  public var verification: InlineValue {
    guard sources.isEmpty else { return .lines(sources) }
    let planned = [indicator.row.value("dataSource"), node?.row.value("meansOfVerification")]
    return planned.compactMap { $0 }.first { $0 != .missing } ?? .missing
  }

  /// Where the values of some days come from, or else those before, each source once.
  public func sources(in period: ReportPeriod) -> [String] {
    guard let series else { return [] }
    let within = series.measurements(within: period)
    let rows = within.isEmpty ? series.measurements(within: ReportPeriod(to: period.to)) : within
    return rows.compactMap { $0.text("source") }.uniqued
  }
}

extension FrameworkIndicator {
  /// The days over which a report on a period compares value and target: the period or, of a target that is set for longer,
  /// all days of it until the period's last one.
  public func compared(_ period: ReportPeriod) -> IndicatorLine.Days {
    guard target(period) == nil, let longer = targets(touching: period).first else { return .init(period) }
    let targeted = ReportPeriod(from: longer.date("periodStart"), to: longer.date("periodEnd"))
    return .init(targeted.until(period.to), targeted: targeted)
  }
}

extension ResultsFramework {
  /// Lines of indicators: one for each series that has a value; where none has, one without a series, which says so.
  ///
  /// - Parameters:
  ///   - indicators: those asked for, or else all.
  ///   - people: the people counted, for values that are withheld.
  ///   - valued: the days in which a series must have a value, where they are not those that are compared.
  ///   - takesLonger: whether a series without a value of these days stands with its last one that ends in them, whose days
  ///     are more than theirs. A format that asks for it prints these days.
  ///   - days: the days over which an indicator's value and target are compared.
  public func lines(
    of indicators: [FrameworkIndicator]? = nil, people: CountedCells? = nil, valuedIn valued: ReportPeriod? = nil,
    takesLonger: Bool = false, over days: (FrameworkIndicator) -> IndicatorLine.Days
  ) -> [IndicatorLine] {
    let nodes = Dictionary(self.nodes.map { ($0.code, $0) }) { first, _ in first }
    return (indicators ?? self.indicators).flatMap { indicator -> [IndicatorLine] in
      let days = days(indicator)
      var lines: [IndicatorLine] = []
      func add(_ series: MeasuredSeries?, _ number: Int, _ days: IndicatorLine.Days) {
        lines.append(
          IndicatorLine(
            indicator, series, number: number, isFirst: lines.isEmpty, at: nodes[indicator.node], over: days,
            people: people))
      }
      for (index, series) in indicator.series.enumerated() {
        if series.actual(valued ?? days.measured) != nil {
          add(series, index + 1, days)
        } else if takesLonger, let last = series.latest(until: days.measured.to),
          days.measured.covers(nil, last.date("periodEnd"))
        {
          add(series, index + 1, IndicatorLine.Days(ReportPeriod(measuredIn: last), targeted: days.targeted))
        }
      }
      if lines.isEmpty { add(nil, 1, days) }
      return lines
    }
  }

  /// Lines of all indicators over a period, in the way of ``FrameworkIndicator/compared(_:)``.
  public func lines(over period: ReportPeriod, people: CountedCells? = nil) -> [IndicatorLine] {
    lines(people: people) { $0.compared(period) }
  }
}

extension ReportPeriod {
  /// The days of a measurement, or of a target.
  public init(measuredIn row: InputRow) { self.init(from: row.date("periodStart"), to: row.date("periodEnd")) }
}

extension InputRow {
  /// What the days of a measurement or of a target are called, in the report's language: a year or a quarter by its number,
  /// and other days as the record calls them; nil where it does not.
  ///
  /// - Parameters:
  ///   - label: the field in which the record names them.
  ///   - startMonth: the month in which years start.
  public func periodName(_ label: String, yearFrom startMonth: Int = 1) -> String? {
    ReportPeriod(measuredIn: self).name(in: language, yearFrom: startMonth) ?? text(label)
  }
}
