import Records
import ReportDocument

/// Where a programme works.
extension ReportBuilder {
  /// What was done in each region on a map, and below it the plan's activities and the people present by region: reads the
  /// inputs of ``InputQuery/regions``. What is of no region stands in a row of its own, of which the requester is told.
  ///
  /// - Parameter activities: the plan's; one in several regions counts in each of them, and once in all.
  public mutating func regions(_ activities: [FrameworkNode]) throws {
    let work = try RegionalWork(inputs, activities)
    guard !work.regions.isEmpty else { return try nothing("regionalWork.empty", path: "engagement") }
    try map(work)
    let words = words
    let fields: [TableField<String?>] = [
      .text("region", width: 5) { [self] code in code.map(name) ?? .text(words["regionalWork.total"]) },
      .number("activities", width: 3) { .number(work.activities(in: $0)) },
      .people(work.people, "female"), .people(work.people, "male"), .people(work.people),
    ]
    try table(
      "regionalWork", of: work.regions.map { $0 }, missing: "engagement", last: [try .total(of: nil, fields)], fields)
    if work.hasUnstated { try diagnose(.warning, words["regionalWork.gap"], path: "engagement.place") }
  }

  private mutating func map(_ work: RegionalWork) throws {
    guard !work.places.isEmpty else { return try placeholder("places.empty", path: "engagement.place") }
    let rows = work.regions.compactMap { code in work.places[code].map { TableRow([name(code), $0]) } }
    let all = InlineValue.derived(from: work.regions.compactMap { work.places[$0] }) { .number(Int($0.reduce(0, +))) }
    try drawn(
      "places", as: .map, titles: [words["places.count"]],
      rows + [TableRow([.text(words["regionalWork.total"]), all], role: .total)])
  }

  private func name(_ code: String) -> InlineValue {
    code == PeopleTally.unstated
      ? .text(words["regionalWork.unstated"]) : .label(request.label(CodeLists.region, code) ?? code, code: code)
  }
}

/// What is known of each region.
private struct RegionalWork {
  /// How much was done in each; under the empty code what is of none.
  let places: [String: InlineValue]
  let people: PeopleTally
  /// The regions in the order of their list, at the end the empty code where something is of none.
  let regions: [String]
  /// Whether something that was done, or somebody present, is of no region.
  let hasUnstated: Bool
  /// The regions of each activity.
  private let activities: [[String]]

  init(_ inputs: ReportInputs, _ nodes: [FrameworkNode]) throws {
    let unstated = PeopleTally.unstated
    var places: [String: InlineValue] = [:]
    for row in try inputs.rows(of: "places") { places[row.string("region") ?? unstated] = row.count("count") }
    let people = try PeopleTally(inputs, by: "region", "sex")
    let activities = nodes.map { $0.row.strings("regions") }
    let stated = CodeLists.region.ordered(Array(places.keys) + people.rows + activities.flatMap { $0 })
      .filter { $0 != unstated }
    (self.places, self.people, self.activities) = (places, people, activities)
    hasUnstated = places[unstated] != nil || people.count(unstated, nil) != .missing
    regions = stated + (hasUnstated || activities.contains(where: \.isEmpty) ? [unstated] : [])
  }

  /// How many activities there are in a region, in none of them for the empty code, or in all for nil.
  func activities(in code: String?) -> Int {
    guard let code else { return activities.count }
    return activities.count { code == PeopleTally.unstated ? $0.isEmpty : $0.contains(code) }
  }
}

extension InputQuery {
  /// What was done by region, and who came: inputs `places` and `people-region-sex`, which ``ReportBuilder/regions(_:)`` reads in
  /// this order.
  public static let regions: [InputQuery] = [
    tally("places", from: "engagement", groupBy: ["region"], measures: ["count"]).labelled().traced(),
    .people(by: "region", "sex"),
  ]
}
