import Records
import ReportDocument
import ReportKit

/// Section 3: who took part, at which activities, and with which families of actors these were held.
enum Participation {
  /// What the section reads, in this order.
  static let queries: [InputQuery] =
    Attendance.queries() + [
      people("ages", by: "ageBand"), people("groups", by: "group"), activities("families", by: "actorFamily"),
      activities("regions", by: "region"),
      .listing(
        "engagements", from: "engagement", select: ["title", "startsOn", "place", "language"],
        orderBy: ["startsOn", "key"]
      ).labelled(),
    ]

  private static func people(_ name: String, by dimension: String) -> InputQuery {
    .tally(name, from: "participation", groupBy: [dimension, "sex"], measures: ["people"], totals: true).traced()
  }

  private static func activities(_ name: String, by dimension: String) -> InputQuery {
    .tally(name, from: "engagement", groupBy: [dimension], measures: ["count"]).labelled().traced()
  }

  /// - Parameter published: what sources have published of the same people.
  static func write(
    _ project: GrantProject, _ published: [PublishedReach], _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    try report.section("participation")
    try report.narrative("participation")
    let attendance = try Attendance(inputs)
    let ages = PeopleTally(try inputs.collected("ages"), rows: "ageBand", columns: "sex")
    let groups = PeopleTally(try inputs.collected("groups"), rows: "group", columns: "sex")
    let families = try inputs.collected("families")
    let regions = try inputs.collected("regions")
    let counted = PublishedReach(
      source: nil, people: attendance.people(at: nil), women: attendance.people(at: nil, "female"),
      youth: attendance.people(at: nil, "youth"))
    try writeReach(counted, published, &report)
    try writeActivities(attendance, inputs, &report)
    try draw(ages, "ages", CodeLists.ageBand, attendance.sexes, project, &report)
    try draw(groups, "groups", CodeLists.stakeholderGroup, attendance.sexes, project, &report)
    try draw(families, "families", as: .bar, by: "actorFamily", CodeLists.actorFamily, &report)
    try draw(regions, "regions", as: .map, by: "region", CodeLists.region, &report)
  }

  /// All people in one line: as counted at the activities, then as others have published it.
  private static func writeReach(
    _ counted: PublishedReach, _ published: [PublishedReach], _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    try report.table(
      "reach", of: [counted] + published, missing: "engagement.participation",
      [
        .text("source", width: 6) { .text($0.source ?? words["reach.counted"]) },
        .number("people", width: 2) { $0.people }, .number("female", width: 2) { $0.women },
        .percent("femaleShare", width: 2) { .share($0.women, of: $0.people) },
        .number("youth", width: 2) { $0.youth }, .percent("youthShare", width: 2) { .share($0.youth, of: $0.people) },
      ])
  }

  /// Table A, activity by activity as they come.
  private static func writeActivities(
    _ attendance: Attendance, _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    var uncounted = 0
    let rows = try inputs.rows(of: "engagements").lazy.map { row in
      if !attendance.isCounted(row.string("key")) { uncounted += 1 }
      return Optional(row)
    }
    let all = report.words["activities.all"]
    // The last row has no engagement: its numbers are those of all.
    let fields: [TableField<InputRow?>] =
      [
        .text("activity", width: 8) { $0?.value("title") ?? .text(all) },
        .date("date", width: 3) { $0.map { .date($0.date("startsOn")) } ?? .text("") },
        .text("place", width: 3) { $0.map { .text($0.label("place.region")) } ?? .text("") },
        .number("people", width: 2) { attendance.people(at: $0?.string("key")) },
      ]
      + attendance.sexes.map { sex in
        .number(sex, width: 2) { attendance.people(at: $0?.string("key"), sex) }
      } + [.number("youth", width: 2) { attendance.people(at: $0?.string("key"), "youth") }]
    try report.table(
      "activities", of: rows, missing: "engagement", last: [try .total(of: nil, fields)], fields)
    guard uncounted > 0 else { return }
    try report.diagnose(
      .warning, report.words["activities.uncounted", ["count": "\(uncounted)"]], path: "engagement.participation")
  }

  /// People by a dimension and sex, one upon the other.
  private static func draw(
    _ tally: PeopleTally, _ key: String, _ list: CodeList, _ sexes: [String], _ project: GrantProject,
    _ report: inout ReportBuilder
  ) throws {
    guard !tally.isEmpty else { return try report.placeholder("\(key).empty", path: "engagement.participation") }
    let words = report.words
    func line(_ name: String?, _ code: String?, _ role: TableRow.Role) -> TableRow {
      TableRow([.text(name)] + sexes.map { tally.count(code, $0) }, role: role)
    }
    try report.drawn(
      key, as: .stackedBar, titles: sexes.map { words["activities.\($0)"] },
      list.ordered(tally.rows).map { line(project.request.label(list, $0), $0, .body) }
        + [line(words["activities.all"], nil, .total)])
  }

  /// Activities by a dimension.
  private static func draw(
    _ rows: [InputRow], _ key: String, as kind: Figure.Kind, by dimension: String, _ list: CodeList,
    _ report: inout ReportBuilder
  ) throws {
    guard !rows.isEmpty else { return try report.placeholder("\(key).empty", path: "engagement.\(dimension)") }
    let words = report.words
    let order = list.ordered(rows.map { $0.string(dimension) ?? "" })
    let lines = order.flatMap { code in rows.filter { $0.string(dimension) ?? "" == code } }.map { row in
      let name = row.label(dimension).map { InlineValue.label($0, code: row.string(dimension)) }
      return TableRow([name ?? .text(words["\(key).unstated"]), row.count("count")])
    }
    try report.drawn(key, as: kind, titles: [words["\(key).count"]], lines)
    if rows.contains(where: { $0.string(dimension) == nil }) {
      try report.diagnose(.warning, words["\(key).gap"], path: "engagement.\(dimension)")
    }
  }
}
