import Records
import ReportDocument
import ReportKit

/// Section 8: where the plan is carried out, on a map, and who came.
enum Regions {
  static let queries: [InputQuery] = [
    InputQuery.tally("places", from: "engagement", groupBy: ["region"], measures: ["count"]).labelled().traced(),
    .people(by: "region", "sex"),
  ]

  static func write(_ scope: PlanScope, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("regions")
    try report.narrative("regions")
    // What is of no region stands under the empty code.
    let unstated = PeopleTally.unstated
    var places: [String: InlineValue] = [:]
    for row in try inputs.rows(of: "places") { places[row.string("region") ?? unstated] = row.count("count") }
    let people = try PeopleTally(inputs, by: "region", "sex")
    let activities = (scope.plan?.nodes("activity") ?? []).map { $0.row.strings("regions") }
    let stated = CodeLists.region.ordered(Array(places.keys) + people.rows + activities.flatMap { $0 })
      .filter { $0 != unstated }
    let isOfNone = places[unstated] != nil || people.count(unstated, nil) != .missing
    let codes = stated + (isOfNone || activities.contains(where: \.isEmpty) ? [unstated] : [])
    let words = report.words
    func name(_ code: String) -> InlineValue {
      code == unstated
        ? .text(words["regions.unstated"]) : .label(scope.request.label(CodeLists.region, code) ?? code, code: code)
    }
    guard !codes.isEmpty else { return try report.nothing("regions.empty", path: "engagement") }
    if places.isEmpty { try report.placeholder("places.empty", path: "engagement.place") }
    let events = codes.filter { places[$0] != nil }
    func row(_ name: InlineValue, _ count: InlineValue, _ role: TableRow.Role = .body) -> TableRow {
      TableRow([name, count], role: role)
    }
    let all = InlineValue.derived(from: events.compactMap { places[$0] }) { .number(Int($0.reduce(0, +))) }
    try report.drawn(
      "places", as: .map, titles: [words["places.count"]],
      events.isEmpty
        ? [] : events.map { row(name($0), places[$0] ?? .missing) } + [row(.text(words["total"]), all, .total)])
    let fields: [TableField<String?>] = [
      .text("region", width: 5) { $0.map(name) ?? .text(words["total"]) },
      .number("activities", width: 3) { code in
        // An activity in three regions counts in each, so that the sum is of activities.
        .number(
          code.map { code in
            activities.count { code == unstated ? $0.isEmpty : $0.contains(code) }
          } ?? activities.count)
      },
      .people(people, "female"), .people(people, "male"), .people(people),
    ]
    try report.table(
      "regions", of: codes.map { $0 }, missing: "engagement", last: [try .total(of: nil, fields)], fields)
    if isOfNone { try report.diagnose(.warning, words["regions.gap"], path: "engagement.place") }
  }
}
