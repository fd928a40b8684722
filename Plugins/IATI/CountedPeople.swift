import Records
import ReportKit

/// People counted in measurements, by sex and by age: a public report has their numbers from these tables alone, in which
/// the core hides small ones together.
struct CountedPeople {
  typealias Count = (number: String, trace: String?)

  /// By what people are told apart, and under which name.
  private static let breakdowns = [("sex", "sex", CodeLists.sex), ("ageBand", "age", CodeLists.ageBand)]

  private var totals: [String: Count] = [:]
  private var hiddenCells: [String: Int] = [:]
  private var parts: [String: [(dimension: String, value: String, count: Count)]] = [:]

  /// The measurements' totals apart from their parts, so that people of no stated sex are not left out.
  static let queries: [InputQuery] = [tally("counted", [])] + breakdowns.map { tally("counted-\($0.1)", [$0.0]) }

  private static func tally(_ name: String, _ parts: [String]) -> InputQuery {
    .tally(name, from: "measurement_cell", groupBy: ["measurement"] + parts, measures: ["counted"])
      .outside(.period).traced()
  }

  init(_ inputs: ReportInputs) throws {
    for row in try inputs.rows(of: "counted") {
      if let measurement = row.string("measurement") { totals[measurement] = Self.count(row) }
    }
    for (field, name, codes) in Self.breakdowns {
      for row in try inputs.rows(of: "counted-\(name)") {
        guard let measurement = row.string("measurement"), let code = row.string(field) else { continue }
        guard let count = Self.count(row) else {
          hiddenCells[measurement, default: 0] += 1
          continue
        }
        // In English in every language, so that files of two languages can be compared.
        let value = (codes.label(code, .english) ?? code).lowercased()
        parts[measurement, default: []].append((name, value, count))
      }
    }
  }

  /// All people counted in a measurement; nil where it has no cells, or they are hidden.
  func total(_ measurement: String) -> Count? { totals[measurement] }

  /// The people of each sex and of each age that is not hidden.
  func parts(_ measurement: String) -> [(dimension: String, value: String, count: Count)] { parts[measurement] ?? [] }

  /// How many of these numbers are hidden.
  func hidden(_ measurement: String) -> Int { hiddenCells[measurement] ?? 0 }

  private static func count(_ row: InputRow) -> Count? { row.integer("counted").map { (String($0), row.trace) } }
}
