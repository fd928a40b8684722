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

  /// What was published of the indicators that count people, in their order.
  static func read(_ frameworks: [ResultsFramework], _ cells: CountedCells) -> [PublishedReach] {
    let published = frameworks.flatMap(\.indicators).filter { $0.row.string("measure") == "unit" }
      .flatMap(\.series).flatMap(\.measurements).filter { $0.string("counts") == "published_people" }
    return published.map { row in
      let key = row.string("key") ?? ""
      return PublishedReach(
        source: row.text("source"),
        // A figure that its source has published stands by itself where it was not told apart.
        people: cells.total(key) ?? row.count("value"), women: cells.count(key, .sex, "female") ?? .missing,
        youth: young(cells, key))
    }
  }

  /// People in the bands that are young; missing where somebody's age is not stated, hidden where one of them is.
  private static func young(_ cells: CountedCells, _ measurement: String) -> InlineValue {
    let ages = cells.codes(.ageBand, in: [measurement])
    guard !ages.isEmpty, !ages.contains(where: { CodeLists.youth(ofAgeBand: $0) == "nd" }) else { return .missing }
    let young = ages.filter { CodeLists.youth(ofAgeBand: $0) == "youth" }
      .compactMap { cells.count(measurement, .ageBand, $0) }
    return .derived(from: young) { .integer(Int($0.reduce(0, +))) }
  }
}
