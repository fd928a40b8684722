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
  /// All that was measured, in the order in which it was read.
  private let measurements: [InputRow]
  /// Those of them that have days.
  let extents: [MeasuredExtent.Measurement]

  init?(_ row: InputRow, measurements: [InputRow]) {
    guard let code = row.string("code"), let node = row.string("node") else { return nil }
    self.init(row, code: code, node: node, measurements)
  }

  private init(_ row: InputRow, code: String, node: String, _ measurements: [InputRow]) {
    (self.row, self.code, self.node, self.measurements) = (row, code, node, measurements)
    extents = measurements.compactMap { row in MeasuredExtent(row).map { (row, $0) } }
    series = MeasuredSeries.apart(measurements, of: row, extents)
  }

  /// The indicator with some of its measurements alone, such as those that everybody may read. Its series are those that
  /// these make by themselves.
  public func measured(where isIncluded: (InputRow) -> Bool) -> FrameworkIndicator {
    FrameworkIndicator(row, code: code, node: node, measurements.filter(isIncluded))
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

  /// What is to be reached in all of some days, such as a grant's: nil where targets are set for a part of them alone, whose
  /// sum would pass for the whole. Of figures of which the last one stands for all, the last days are enough.
  public func target(throughout period: ReportPeriod) -> MeasuredValue? {
    guard let first = period.from, let last = period.to else { return nil }
    let targets = row.rows("periods").compactMap { row in
      row.date("periodStart").flatMap { start in row.date("periodEnd").map { (start, $0) } }
    }.filter { first <= $0 && $1 <= last }.sorted { $0 < $1 }
    // The days before this one are covered.
    var next = first.daysSince2000
    for (start, end) in targets where Aggregation(row) == .latest || start.daysSince2000 <= next {
      next = max(next, end.daysSince2000 + 1)
    }
    return next > last.daysSince2000 ? target(period) : nil
  }

  /// Whether its values are numbers or hundredths, which can be set against a target.
  public var isNumeric: Bool { ["unit", "percentage"].contains(row.string("measure")) }

  /// What is counted, or how it is measured where nothing is.
  public var unit: InlineValue {
    if row.string("measure") == "percentage" { return .text("%") }
    return row.text("unit") == nil ? .text(row.label("measure")) : row.value("unit")
  }

  /// The targets that are set for days of which some lie within a period.
  public func targets(touching period: ReportPeriod) -> [InputRow] {
    row.rows("periods").filter { row in
      guard let start = row.date("periodStart"), let end = row.date("periodEnd") else { return false }
      return period.touches(start, end)
    }
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
    guard let number = actual.number, let goal = target.number, isNumeric else { return .missing }
    if row.string("direction") == "down" {
      guard let start = baseline?.number, start != goal else { return .missing }
      return .percent((start - number) * 100 / (start - goal), decimals: 1).traced(from: [actual.value])
    }
    return goal == 0 ? .missing : .percent(number * 100 / goal, decimals: 1).traced(from: [actual.value])
  }
}
