import Records
public import ReportDocument

/// What a figure of an indicator is of: its days, a body or all of them, and a region or all of them.
struct MeasuredExtent: Sendable, Equatable {
  /// A measurement with its own extent, which many figures are compared with.
  typealias Measurement = (row: InputRow, extent: MeasuredExtent)

  private let from: CalendarDate
  private let to: CalendarDate
  private let body: String?
  private let region: String?

  /// That of a measurement; nil where it has no days.
  init?(_ row: InputRow) { self.init(of: [row]) }

  /// That of measurements of one series together, from their first day to their last; nil where none has days.
  init?(of rows: some Collection<InputRow>) {
    guard let first = rows.first, let from = rows.compactMap({ $0.date("periodStart") }).min(),
      let to = rows.compactMap({ $0.date("periodEnd") }).max()
    else { return nil }
    (self.from, self.to) = (from, to)
    (body, region) = (first.string("measuredBody"), first.string("place.region"))
  }

  /// Whether a figure of it counts too what one of another extent does: of days within its own, and of its body and region
  /// or of one within them.
  func holds(_ other: MeasuredExtent) -> Bool {
    let isEverywhere = region == nil || region == "nationwide"
    return self != other && from <= other.from && other.to <= to && (body == nil || body == other.body)
      && (isEverywhere || region == other.region)
  }
}

extension FrameworkIndicator {
  /// The measurements that one counts too: of days within its own, and of its body and region or of one within them. Where
  /// a number of people of one of them is hidden, that of the whole must be as well: the other parts could be subtracted
  /// from it.
  public func parts(of whole: InputRow) -> [InputRow] {
    guard let extent = MeasuredExtent(whole) else { return [] }
    return extents.filter { extent.holds($0.extent) }.map(\.row)
  }

  /// What the cells of one measurement count; hidden where what those of a part of it count is. Nil where it has no cells.
  ///
  /// - Parameter count: what the cells of the measurement of a key count.
  public func counted(in measurement: InputRow, _ count: (String) -> InlineValue?) -> InlineValue? {
    guard let counted = measurement.string("key").flatMap(count) else { return nil }
    return parts(of: measurement).contains { $0.isHidden(count) } ? .withheld : counted
  }
}

extension MeasuredSeries {
  /// The measurements that the figure of a period counts too, without those that it is made from: of days within others of
  /// its series, and of other series that lie within this one. A last value that stands for all counts what lies within its
  /// own days alone.
  func parts(within period: ReportPeriod) -> [InputRow] {
    let rows = measurements(within: period)
    guard let whole = MeasuredExtent(of: aggregation == .latest ? rows.suffix(1) : rows[...]) else { return [] }
    // What another source says of the same days is no part of them.
    let made = rows.compactMap { MeasuredExtent($0) }
    let inside = Measured.all(measurements, within: period).filter { row in
      !made.contains { $0 == MeasuredExtent(row) }
    }
    let elsewhere = allOfIndicator.filter { whole.holds($0.extent) && !made.contains($0.extent) }
    return inside + elsewhere.map(\.row)
  }
}

extension InputRow {
  /// Whether what the cells of a measurement count is hidden.
  func isHidden(_ count: (String) -> InlineValue?) -> Bool { string("key").flatMap(count)?.isHiddenCount ?? false }
}
