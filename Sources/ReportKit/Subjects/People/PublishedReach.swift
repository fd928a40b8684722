import Records
import ReportDocument

/// People that a source has published as reached, by sex and age as far as it says so. A report sets them beside those
/// counted at its own engagements, of which small groups must be protected; the two are never mixed.
public struct PublishedReach: Sendable {
  /// Who published the figure; nil for the count at the engagements.
  let source: String?
  let people: InlineValue
  let women: InlineValue
  let youth: InlineValue

  /// What was published of the indicators that count people, in their order.
  ///
  /// - Parameter cells: read with both breakdowns.
  public static func read(_ frameworks: [ResultsFramework], _ cells: CountedCells) -> [PublishedReach] {
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

extension ReportBuilder {
  /// All people in one line: as counted at the engagements, then as others have published it. The words are `reach.…`.
  public mutating func reach(_ attendance: Attendance, _ published: [PublishedReach]) throws {
    let counted = PublishedReach(
      source: nil, people: attendance.people(at: nil), women: attendance.people(at: nil, "female"),
      youth: attendance.people(at: nil, "youth"))
    let here = words["reach.counted"]
    try table(
      "reach", of: [counted] + published, missing: "engagement.participation",
      [
        .text("source", width: 6) { .text($0.source ?? here) }, .number("people", width: 2) { $0.people },
        .number("female", width: 2) { $0.women }, .percent("femaleShare", width: 2) { .share($0.women, of: $0.people) },
        .number("youth", width: 2) { $0.youth }, .percent("youthShare", width: 2) { .share($0.youth, of: $0.people) },
      ])
  }
}
