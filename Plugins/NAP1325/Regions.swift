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
    var places: [String: InlineValue] = [:]
    for row in try inputs.rows(of: "places") {
      if let region = row.string("region") { places[region] = row.count("count") }
    }
    let people = try PeopleTally(inputs, by: "region", "sex")
    let activities = (scope.plan?.nodes("activity") ?? []).map { $0.row.strings("regions") }
    let codes = CodeLists.region.ordered(Array(places.keys) + people.rows + activities.flatMap { $0 })
    func name(_ code: String) -> InlineValue { .label(scope.request.label(CodeLists.region, code) ?? code, code: code) }
    let words = report.words
    guard !codes.isEmpty else { return try report.placeholder("regions.empty", path: "engagement") }
    try report.drawn(
      "places", as: .map, titles: [words["places.count"]],
      CodeLists.region.ordered(places.keys).map { TableRow([name($0), places[$0] ?? .missing]) })
    let fields: [TableField<String?>] = [
      .text("region", width: 5) { $0.map(name) ?? .text(words["total"]) },
      .number("activities", width: 3) { code in
        // An activity in three regions counts in each, so that the sum is of activities.
        .number(code.map { code in activities.count { $0.contains(code) } } ?? activities.count)
      },
      .people(people, "female"), .people(people, "male"), .people(people),
    ]
    try report.table(
      "regions", of: codes.map { $0 }, missing: "engagement", last: [try .total(of: nil, fields)], fields)
  }
}
