import Records
import ReportDocument
import ReportKit

/// One line of the results: an indicator, as one source measured it for one body and place.
struct ResultLine {
  let indicator: FrameworkIndicator
  /// The days over which value and target are compared: the period or, of a target that is set for longer, all days of it
  /// until the period's last one.
  let days: ReportPeriod
  /// What is to be reached; nil where no target holds in the period.
  let target: MeasuredValue?
  /// The measurements that the value is made from; none without a value.
  let rows: [InputRow]
  private let series: MeasuredSeries?
  private let people: CountedCells

  /// Of all days, as the cells of people, with what tells whether a value may be published.
  static let measurements = InputQuery.listing(
    "measurements", from: "measurement",
    select: [
      "framework", "node", "indicator", "measuredBody", "place", "periodStart", "periodEnd", "measure", "currency",
      "counts", "value", "outOf", "numerator", "denominator", "scaleValue", "text", "status", "approximate",
      "incompleteCells", "confidentiality", "source", "comment", "language",
    ], orderBy: ["periodEnd", "key"]
  ).outside(.grant, .period).labelled()

  /// A line for each series that has a value by the period's end; one without a value where none has.
  static func lines(of indicator: FrameworkIndicator, _ period: ReportPeriod, _ people: CountedCells) -> [ResultLine] {
    let longer = indicator.target(period) == nil ? longerTarget(of: indicator, period) : nil
    let days = longer.map { ReportPeriod(from: $0.from, to: [period.to, $0.to].compactMap { $0 }.min()) } ?? period
    let target = indicator.target(longer ?? period)
    let lines = indicator.series.map { series in
      ResultLine(
        indicator: indicator, days: days, target: target, rows: rows(of: series, days), series: series, people: people)
    }.filter { !$0.rows.isEmpty }
    return lines.isEmpty
      ? [ResultLine(indicator: indicator, days: days, target: target, rows: [], series: nil, people: people)] : lines
  }

  /// The measurements within some days, without those whose days lie within another one's; or else the last one that
  /// ends in them, whose days are more than theirs.
  private static func rows(of series: MeasuredSeries, _ days: ReportPeriod) -> [InputRow] {
    let within = series.measurements(within: days)
    guard within.isEmpty else { return within }
    return Array(series.measurements.filter { days.covers(nil, $0.date("periodEnd")) }.suffix(1))
  }

  /// The body and the region that were measured; nil where it is the whole.
  var subject: String? {
    let subject = [series?.body, series?.region].compactMap { $0 }.joined(separator: ", ")
    return subject.isEmpty ? nil : subject
  }

  /// The value as it is printed, and the number behind it.
  var actual: (value: InlineValue, number: Double?) {
    guard let series, let last = rows.last else { return (.missing, nil) }
    let measured = series.actual(days) ?? MeasuredValue(last, of: indicator.row)
    guard let measured, measured.value == .undisclosed else { return (measured?.value ?? .missing, measured?.number) }
    let counted = combined(rows.map { countedPeople(in: $0) ?? .undisclosed })
    return (counted, counted.figure)
  }

  /// The days of a target that is set for more than the period, of which they hold a part.
  private static func longerTarget(of indicator: FrameworkIndicator, _ period: ReportPeriod) -> ReportPeriod? {
    targets(of: indicator, in: period).first.map {
      ReportPeriod(from: $0.date("periodStart"), to: $0.date("periodEnd"))
    }
  }

  /// The targets that are set for days of which some lie within a period.
  static func targets(of indicator: FrameworkIndicator, in period: ReportPeriod) -> [InputRow] {
    indicator.row.rows("periods").filter { row in
      guard let start = row.date("periodStart"), let end = row.date("periodEnd") else { return false }
      return period.touches(start, end)
    }
  }

  /// Whether the value is what the cells of measurements count, and some of these have not all cells: it is too small.
  private var isIncomplete: Bool {
    series?.actual(days)?.value == .undisclosed && rows.contains { $0.flag("incompleteCells") == true }
  }

  /// How much of the target was reached, in hundredths; hidden where the value is, missing where that is too small.
  var reached: InlineValue {
    let (value, number) = actual
    guard let target, !isIncomplete else { return .missing }
    if let number { return indicator.reached(MeasuredValue(number, of: indicator.row), of: target) }
    switch value.content {
    case .suppressed, .withheld: return .withheld
    case .undisclosed: return .undisclosed
    default: return .missing
    }
  }

  /// The value as the publication to IATI derives it from the same measurements: those that are public, shares reckoned
  /// from numerator and denominator with one decimal, the numbers of scales, and people from counted cells. Nil where
  /// nothing is published.
  var published: InlineValue? {
    let open = rows.filter { $0.string("confidentiality") == "public" }
    guard indicator.row.flag("publishToIati") == true, !open.isEmpty else { return nil }
    let value = combined(open.map(publishedValue))
    return value == .missing ? nil : value
  }

  private func publishedValue(_ row: InputRow) -> InlineValue {
    if row.string("counts") == "people" { return countedPeople(in: row) ?? .missing }
    guard isPercentage else { return .plain(row.number("value") ?? row.number("scaleValue")) }
    if let part = row.number("numerator"), let whole = row.number("denominator") {
      return .share(.number(part, decimals: 6), of: .number(whole, decimals: 6))
    }
    return .percent(row.number("value"))
  }

  /// Several values as one, in the way of the indicator; hidden where one of them is.
  private func combined(_ values: [InlineValue]) -> InlineValue {
    guard let last = values.last else { return .missing }
    let (aggregation, isUnit) = (indicator.row.string("aggregation"), indicator.row.string("measure") == "unit")
    if values.contains(.undisclosed) { return .undisclosed }
    if values.count > 1, aggregation == "sum", isUnit { return .derived(from: values) { .plain($0.reduce(0, +)) } }
    guard values.count > 1, aggregation == "average", isUnit || isPercentage else { return last }
    return .derived(from: values) { numbers in
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      return isPercentage ? .percent(mean) : .plain(mean)
    }
  }

  /// The people counted in a measurement, or their share of those among whom they were; nil where it has no cells.
  private func countedPeople(in row: InputRow) -> InlineValue? {
    row.string("key").flatMap { isPercentage ? people.share($0) : people.total($0) }
  }

  private var isPercentage: Bool { indicator.row.string("measure") == "percentage" }
}

extension InlineValue {
  /// A number without decimals where it needs none; missing for nil.
  static func plain(_ number: Double?) -> InlineValue {
    .number(number, decimals: number.map { $0.rounded() == $0 ? 0 : 2 } ?? 0)
  }

  /// The number that a figure stands for; nil where it is none, or hidden.
  var figure: Double? {
    switch content {
    case .integer(let integer): Double(integer)
    case .number(let number, _), .percent(let number, _): number
    default: nil
    }
  }
}
