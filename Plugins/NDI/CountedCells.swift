import Records
import ReportDocument
import ReportKit

/// People counted in measurements, by sex and by age: below the level `restricted` they leave the core in these tables
/// alone, suppressed together, and never as a measurement's value.
struct CountedCells {
  /// By what people are told apart.
  enum Breakdown: String, CaseIterable {
    case sex, ageBand

    var codes: CodeList { self == .sex ? CodeLists.sex : CodeLists.ageBand }
  }

  private var totals: [String: InlineValue] = [:]
  private var parts: [Breakdown: [String: [String: InlineValue]]] = [:]

  /// The tallies that ``init(_:)`` reads, in this order: of all days, since the fiscal year of a table is wider than the
  /// period of a request. All people are asked for apart, so that those of no stated sex are not taken for them.
  static let queries: [InputQuery] =
    [tally("counted", [])] + Breakdown.allCases.map { tally(input($0), [$0.rawValue]) }

  private static func input(_ breakdown: Breakdown) -> String { "counted-\(breakdown.rawValue.lowercased())" }

  private static func tally(_ name: String, _ parts: [String]) -> InputQuery {
    .tally(name, from: "measurement_cell", groupBy: ["measurement"] + parts, measures: ["counted"])
      .outside(.period).traced()
  }

  init(_ inputs: ReportInputs) throws {
    for row in try inputs.rows(of: "counted") {
      if let measurement = row.string("measurement") { totals[measurement] = row.count("counted") }
    }
    for breakdown in Breakdown.allCases {
      for row in try inputs.rows(of: Self.input(breakdown)) {
        guard let measurement = row.string("measurement"), let code = row.string(breakdown.rawValue) else { continue }
        parts[breakdown, default: [:]][measurement, default: [:]][code] = row.count("counted")
      }
    }
  }

  /// All people counted in a measurement; nil where it has no cells.
  func total(_ measurement: String) -> InlineValue? { totals[measurement] }

  /// The people of a sex or age counted in a measurement; nil where it was not told apart so.
  func count(_ measurement: String, _ breakdown: Breakdown, _ code: String) -> InlineValue? {
    if let parts = parts[breakdown]?[measurement] { return parts[code] ?? .number(0) }
    return totals[measurement]?.content == .integer(0) ? .number(0) : nil
  }

  /// The codes that occur in measurements, in the order of their list.
  func codes(_ breakdown: Breakdown, in measurements: [String]) -> [String] {
    breakdown.codes.ordered(measurements.flatMap { (parts[breakdown]?[$0] ?? [:]).keys })
  }
}
