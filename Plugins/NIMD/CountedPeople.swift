import Records
import ReportDocument
import ReportKit

/// People counted in measurements: below the level `restricted` their numbers leave the core as counted cells alone.
struct CountedPeople {
  private var rows: [String: InputRow] = [:]

  /// Of all days, since a target may be set for more than the report's period.
  static let query = InputQuery.tally(
    "counted", from: "measurement_cell", groupBy: ["measurement"], measures: ["counted", "countedAmong"]
  ).outside(.grant, .period).traced()

  init(_ inputs: ReportInputs) throws {
    for row in try inputs.rows(of: "counted") {
      if let measurement = row.string("measurement") { rows[measurement] = row }
    }
  }

  /// The people counted in a measurement, or their share of those among whom they were counted; nil where it has no cells.
  func value(of measurement: InputRow, isShare: Bool) -> InlineValue? {
    guard let row = measurement.string("key").flatMap({ rows[$0] }) else { return nil }
    return isShare ? .share(row.count("counted"), of: row.count("countedAmong")) : row.count("counted")
  }
}
