public import Records
import ReportDocument

/// Values of one indicator that can be set in one line: of one body at one place, one for each period.
public struct MeasuredSeries: Sendable {
  /// The measurements, by the ends of their periods.
  public let measurements: [InputRow]
  private let indicator: InputRow
  /// Those of all series of the indicator.
  let allOfIndicator: [MeasuredExtent.Measurement]

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

  /// The last measurement that has ended by a day, or of all days for nil.
  public func latest(until day: CalendarDate?) -> InputRow? {
    measurements.last { row in day.map { day in row.date("periodEnd").map { $0 <= day } ?? false } ?? true }
  }

  /// The measurements within a period, without those whose days lie within another one's: what a year says counts what its
  /// quarters said.
  public func measurements(within period: ReportPeriod) -> [InputRow] {
    Measured.outermost(measurements, within: period)
  }

  /// The measurements that make up the value of a period: those within it that have one or, where the last value stands for
  /// all, the last of them alone.
  public func measurements(making period: ReportPeriod) -> [InputRow] {
    let valued = measurements(within: period).filter { MeasuredValue($0, of: indicator) != nil }
    return aggregation == .latest ? Array(valued.suffix(1)) : valued
  }

  var aggregation: Aggregation { Aggregation(indicator) }
  var isPercentage: Bool { indicator.string("measure") == "percentage" }

  /// The value in a period: of the measurements within it, together as the indicator's aggregation says; nil without any.
  public func actual(_ period: ReportPeriod) -> MeasuredValue? {
    let within = measurements(within: period)
    if aggregation != .latest, within.count > 1 {
      let values = within.compactMap { MeasuredValue($0, of: indicator) }
      guard values.allSatisfy({ $0.value != .undisclosed }) else {
        return MeasuredValue(value: .undisclosed, number: nil)
      }
      if let total = aggregation.total(values.compactMap(\.number)) {
        return MeasuredValue(total, of: indicator, from: values)
      }
    }
    return within.lazy.reversed().compactMap { MeasuredValue($0, of: indicator) }.first
  }

  /// Measurements of one indicator, apart by body and place, and by source where several speak of the same days.
  static func apart(
    _ rows: [InputRow], of indicator: InputRow, _ extents: [MeasuredExtent.Measurement]
  ) -> [MeasuredSeries] {
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
      MeasuredSeries(measurements: $0.rows, indicator: indicator, allOfIndicator: extents)
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
