import Records
public import ReportDocument

/// An indicator of a framework, with what was measured of it.
public struct FrameworkIndicator: Sendable {
  /// The indicator as the framework has it.
  public let row: InputRow
  /// Its code, unique within the framework.
  public let code: String
  /// The code of the node that it measures.
  public let node: String
  /// What was measured, one series for each body and place; what another source says of the same days is a series of its
  /// own, since sources that differ are never averaged.
  public let series: [MeasuredSeries]

  init?(_ row: InputRow, measurements: [InputRow]) {
    guard let code = row.string("code"), let node = row.string("node") else { return nil }
    self.row = row
    self.code = code
    self.node = node
    series = MeasuredSeries.apart(measurements, of: row)
  }

  /// The value before.
  public var baseline: MeasuredValue? { row.row("baseline").flatMap { MeasuredValue($0, of: row) } }

  /// What is to be reached in a period, as revised: of the targets within it, together as the indicator's aggregation says,
  /// or in words. Nil where no target lies within.
  public func target(_ period: ReportPeriod) -> MeasuredValue? { targeted(period, "revisedTarget", "target") }

  /// What was to be reached in a period before any change; nil where no target lies within.
  public func originalTarget(_ period: ReportPeriod) -> MeasuredValue? { targeted(period, "target") }

  /// The whole time for which targets are set; without any, no days at all are named.
  public var lifetime: ReportPeriod {
    let periods = row.rows("periods")
    return ReportPeriod(
      from: periods.compactMap { $0.date("periodStart") }.min(), to: periods.compactMap { $0.date("periodEnd") }.max())
  }

  private func targeted(_ period: ReportPeriod, _ fields: String...) -> MeasuredValue? {
    let within = Measured.outermost(row.rows("periods"), within: period)
    let numbers = within.compactMap { target in fields.lazy.compactMap { target.number($0) }.first }
    if let total = Aggregation(row).total(numbers) { return MeasuredValue(total, of: row) }
    return within.last { $0.text("targetText") != nil }.map {
      MeasuredValue(value: $0.value("targetText"), number: nil)
    }
  }

  /// How much of its target a value reaches, in hundredths of the way from the baseline where the figure should go down, and
  /// of the target itself otherwise; missing where one is not known.
  public func reached(_ actual: MeasuredValue?, of target: MeasuredValue?) -> InlineValue {
    guard let actual, let target else { return .missing }
    if actual.value == .undisclosed { return .undisclosed }
    guard let number = actual.number, let goal = target.number,
      !["nominal", "ordinal", "qualitative"].contains(row.string("measure"))
    else { return .missing }
    if row.string("direction") == "down" {
      guard let start = baseline?.number, start != goal else { return .missing }
      return .percent((start - number) * 100 / (start - goal), decimals: 1)
    }
    return goal == 0 ? .missing : .percent(number * 100 / goal, decimals: 1)
  }
}

/// Values of one indicator that can be set in one line: of one body at one place, one for each period.
public struct MeasuredSeries: Sendable {
  /// The measurements, by the ends of their periods.
  public let measurements: [InputRow]
  private let indicator: InputRow

  /// The body that was measured; nil where none is named.
  public var body: String? { measurements.first?.organisationText("measuredBody") }
  /// The region in which it was measured; nil where none is named.
  public var region: String? { measurements.first?.label("place.region") }
  /// Where the values come from, each source once.
  public var sources: [String] {
    var sources: [String] = []
    for source in measurements.compactMap({ $0.text("source") }) where !sources.contains(source) {
      sources.append(source)
    }
    return sources
  }

  /// The measurements within a period, without those whose days lie within another one's: what a year says counts what its
  /// quarters said.
  public func measurements(within period: ReportPeriod) -> [InputRow] {
    Measured.outermost(measurements, within: period)
  }

  var aggregation: Aggregation { Aggregation(indicator) }

  /// The value in a period: of the measurements within it, together as the indicator's aggregation says; nil without any.
  public func actual(_ period: ReportPeriod) -> MeasuredValue? {
    let within = measurements(within: period)
    if aggregation != .latest, within.count > 1 {
      let values = within.compactMap { MeasuredValue($0, of: indicator) }
      guard values.allSatisfy({ $0.value != .undisclosed }) else {
        return MeasuredValue(value: .undisclosed, number: nil)
      }
      if let total = aggregation.total(values.compactMap(\.number)) { return MeasuredValue(total, of: indicator) }
    }
    return within.lazy.reversed().compactMap { MeasuredValue($0, of: indicator) }.first
  }

  /// Measurements of one indicator, apart by body and place, and by source where several speak of the same days.
  static func apart(_ rows: [InputRow], of indicator: InputRow) -> [MeasuredSeries] {
    var lines: [(subject: [String?], days: Set<[String?]>, sources: Set<String?>, rows: [InputRow])] = []
    for row in rows {
      let subject = [row.string("measuredBody"), row.string("place.region")]
      let days = [row.string("periodStart"), row.string("periodEnd")]
      let source = row.text("source")
      let free = lines.indices.filter { lines[$0].subject == subject && !lines[$0].days.contains(days) }
      // A source goes on where it has begun.
      guard let line = free.first(where: { lines[$0].sources.contains(source) }) ?? free.first else {
        lines.append((subject, [days], [source], [row]))
        continue
      }
      lines[line].days.insert(days)
      lines[line].sources.insert(source)
      lines[line].rows.append(row)
    }
    // What was measured as a whole stands before its bodies and places.
    let whole = lines.filter { $0.subject == [nil, nil] }
    return (whole + lines.filter { $0.subject != [nil, nil] }).map {
      MeasuredSeries(measurements: $0.rows, indicator: indicator)
    }
  }
}

/// How several figures of an indicator become one.
enum Aggregation {
  case sum, average, latest

  /// An indicator's own: sums are taken of numbers alone; the last value stands for all where nothing else is said.
  init(_ indicator: InputRow) {
    let isNumber = indicator.string("measure") == "unit"
    switch indicator.string("aggregation") {
    case "sum" where isNumber: self = .sum
    case "average" where isNumber || indicator.string("measure") == "percentage": self = .average
    default: self = .latest
    }
  }

  func total(_ numbers: [Double]) -> Double? {
    guard let last = numbers.last else { return nil }
    return switch self {
    case .sum: numbers.reduce(0, +)
    case .average: numbers.reduce(0, +) / Double(numbers.count)
    case .latest: last
    }
  }
}

/// Rows of the days from `periodStart` to `periodEnd`.
enum Measured {
  /// The rows whose days lie within a period, without those whose days lie within another one's: what a year says counts
  /// what its quarters said.
  static func outermost(_ rows: [InputRow], within period: ReportPeriod) -> [InputRow] {
    let inside = inside(rows, period)
    return inside.filter { row in
      !inside.contains { other in other.days != row.days && other.from <= row.from && row.to <= other.to }
    }.map(\.row)
  }

  /// The rows whose days lie within a period.
  static func all(_ rows: [InputRow], within period: ReportPeriod) -> [InputRow] { inside(rows, period).map(\.row) }

  private typealias Dated = (row: InputRow, from: CalendarDate, to: CalendarDate, days: [CalendarDate])

  private static func inside(_ rows: [InputRow], _ period: ReportPeriod) -> [Dated] {
    rows.compactMap { row in
      guard let from = row.date("periodStart"), let to = row.date("periodEnd"),
        period.from.map({ $0 <= from }) ?? true, period.to.map({ to <= $0 }) ?? true
      else { return nil }
      return (row, from, to, [from, to])
    }
  }
}
