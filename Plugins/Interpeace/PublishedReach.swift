import Records
import ReportDocument
import ReportKit

/// People that a source has published as reached, by sex and age as far as it says so. The report sets them beside those
/// counted at its own activities, of which small groups must be protected; the two are never mixed.
struct PublishedReach {
  /// Who published the figure.
  let source: String?
  let people: InlineValue
  let women: InlineValue
  let youth: InlineValue

  /// The cells of measurements that ``read(_:_:)`` counts, in this order.
  static let queries: [InputQuery] = [[], ["sex"], ["ageBand"]].map { parts in
    .tally(
      input(parts), from: "measurement_cell", groupBy: ["measurement"] + parts, measures: ["counted"]
    ).traced()
  }

  private static func input(_ parts: [String]) -> String {
    (["published"] + parts.map { $0.lowercased() }).joined(separator: "-")
  }

  /// What was published of the indicators that count people, in their order.
  static func read(_ frameworks: [ResultsFramework], _ inputs: ReportInputs) throws -> [PublishedReach] {
    let totals = try cells(inputs, [])
    let sexes = try cells(inputs, ["sex"])
    let ages = try cells(inputs, ["ageBand"])
    let published = frameworks.flatMap(\.indicators).filter { $0.row.string("measure") == "unit" }
      .flatMap(\.series).flatMap(\.measurements).filter { $0.string("counts") == "published_people" }
    return published.map { row in
      let key = row.string("key") ?? ""
      // A figure that its source has published stands by itself where it was not told apart.
      let people = totals[key]?[""] ?? row.count("value")
      return PublishedReach(
        source: row.text("source"), people: people, women: sexes[key].map { $0["female"] ?? .number(0) } ?? .missing,
        youth: ages[key].map(young) ?? .missing)
    }
  }

  /// People in the bands that are young; missing where somebody's age is not stated, hidden where one of them is.
  private static func young(_ ages: [String: InlineValue]) -> InlineValue {
    guard !ages.keys.contains(where: { CodeLists.youth(ofAgeBand: $0) == "nd" }) else { return .missing }
    let young = ages.filter { CodeLists.youth(ofAgeBand: $0.key) == "youth" }
    return .derived(from: young.sorted { $0.key < $1.key }.map(\.value)) { .integer(Int($0.reduce(0, +))) }
  }

  private static func cells(_ inputs: ReportInputs, _ parts: [String]) throws -> [String: [String: InlineValue]] {
    var cells: [String: [String: InlineValue]] = [:]
    for row in try inputs.rows(of: input(parts)) {
      guard let measurement = row.string("measurement") else { continue }
      let code = parts.first.map { row.string($0) } ?? ""
      // People of no stated part are not told apart.
      if let code { cells[measurement, default: [:]][code] = row.count("counted") }
    }
    return cells
  }
}
