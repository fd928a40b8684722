import Records
import ReportKit

/// Section 7: who took part in all meetings of the period.
struct Inclusion {
  static let queries = (PeopleByGroup.queries + [.people(by: "region", "sex")]).map { $0.outside(.grant) }

  let people: PeopleByGroup
  private let byRegion: PeopleTally

  init(_ inputs: ReportInputs) throws {
    people = try PeopleByGroup(inputs)
    byRegion = try PeopleTally(inputs, by: "region", "sex")
  }

  func write(_ report: inout ReportBuilder) throws {
    try report.section("inclusion", prose: "inclusion")
    try report.people(people, [.people, .female, .male, .otherOrNotStated, .youth, .womenShare])
    if !byRegion.isEmpty { try report.people(drawn: "peopleByRegion", byRegion, by: CodeLists.region) }
  }
}
