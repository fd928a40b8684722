public import Records
public import ReportDocument

/// People counted in measurements. Below the level `restricted` their numbers leave the core in these tables alone, in which
/// small ones are hidden together, and never as a measurement's value.
public struct CountedCells: Sendable {
  /// By what people are told apart.
  public enum Breakdown: String, CaseIterable, Sendable {
    /// Their sex.
    case sex
    /// Their age band.
    case ageBand

    /// The codes that they can have.
    public var codes: CodeList { self == .sex ? CodeLists.sex : CodeLists.ageBand }

    fileprivate var input: String { "counted-\(rawValue.lowercased())" }
  }

  private var totals: [String: InputRow] = [:]
  private var parts: [Breakdown: [String: [String: InlineValue]]] = [:]

  /// The tallies that ``init(_:by:)`` reads, in this order: `counted`, `counted-sex`, `counted-ageband`. They are of all
  /// days, since a target may be set for more than a report's period. All people are asked for apart, so that those of no
  /// stated sex or age are not taken for them.
  ///
  /// - Parameter isAmong: whether those among whom people were counted are asked for, of which ``share(_:)`` tells.
  public static func queries(by breakdowns: [Breakdown] = [], among isAmong: Bool = false) -> [InputQuery] {
    [tally("counted", [], isAmong ? ["counted", "countedAmong"] : ["counted"])]
      + breakdowns.map { tally($0.input, [$0.rawValue], ["counted"]) }
  }

  private static func tally(_ name: String, _ parts: [String], _ measures: [String]) -> InputQuery {
    .tally(name, from: "measurement_cell", groupBy: ["measurement"] + parts, measures: measures)
      .outside(.period).traced()
  }

  /// Reads what ``queries(by:among:)`` asks for.
  public init(_ inputs: ReportInputs, by breakdowns: [Breakdown] = []) throws {
    for row in try inputs.rows(of: "counted") {
      if let measurement = row.string("measurement") { totals[measurement] = row }
    }
    for breakdown in breakdowns {
      for row in try inputs.rows(of: breakdown.input) {
        guard let measurement = row.string("measurement"), let code = row.string(breakdown.rawValue) else { continue }
        parts[breakdown, default: [:]][measurement, default: [:]][code] = row.count("counted")
      }
    }
  }

  /// All people counted in a measurement; nil where it has no cells.
  public func total(_ measurement: String) -> InlineValue? { totals[measurement]?.count("counted") }

  /// The people counted in a measurement as a share of those among whom they were; nil where it has no cells, or where
  /// those are not asked for.
  public func share(_ measurement: String) -> InlineValue? {
    guard let row = totals[measurement], row["countedAmong"] != nil else { return nil }
    return .share(row.count("counted"), of: row.count("countedAmong"))
  }

  /// The people of a sex or age counted in a measurement; nil where it was not told apart so.
  public func count(_ measurement: String, _ breakdown: Breakdown, _ code: String) -> InlineValue? {
    if let parts = parts[breakdown]?[measurement] { return parts[code] ?? .number(0) }
    return total(measurement)?.content == .integer(0) ? .number(0) : nil
  }

  /// The codes that occur in measurements, in the order of their list.
  public func codes(_ breakdown: Breakdown, in measurements: [String]) -> [String] {
    breakdown.codes.ordered(measurements.flatMap { (parts[breakdown]?[$0] ?? [:]).keys })
  }
}

extension MeasuredSeries {
  /// Whether cells of a period are known to be missing, so that what they count is too little to be compared with a target.
  public func isIncomplete(_ period: ReportPeriod) -> Bool {
    measurements(within: period).contains { $0.flag("incompleteCells") == true }
  }

  /// What measurements of a period count by cells as one figure, as the indicator's values become one. Hidden where one of
  /// them is, and where one is that they count too, be it of fewer days, or of a body or region of which the indicator has
  /// another series: whoever reads the others could subtract them. Nil where one has no cells.
  ///
  /// - Parameter count: what the cells of the measurement of a key count.
  public func counted(_ period: ReportPeriod, _ count: (String) -> InlineValue?) -> InlineValue? {
    let rows = measurements(within: period)
    let counts = rows.compactMap { $0.string("key").flatMap(count) }
    guard !counts.isEmpty, counts.count == rows.count else { return nil }
    return parts(within: period).contains { $0.isHidden(count) } ? .withheld : combined(counts)
  }

  /// Several figures as one, as the indicator's values become one; hidden where one of them is.
  public func combined(_ figures: [InlineValue]) -> InlineValue {
    guard figures.count > 1, aggregation != .latest else { return figures.last ?? .missing }
    if figures.contains(.undisclosed) { return .undisclosed }
    return .derived(from: figures) { [aggregation, isPercentage] numbers in
      guard let total = aggregation.total(numbers) else { return .missing }
      if isPercentage { return .percent(total) }
      if total.rounded() == total { return .number(Int(total)) }
      return .number(total, decimals: aggregation == .average ? 1 : 2)
    }
  }
}
