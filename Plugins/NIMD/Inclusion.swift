import Records
import ReportDocument
import ReportKit

/// Section 7: who took part in all meetings of the period.
struct Inclusion {
  private let bySex: PeopleTally
  private let byYouth: PeopleTally
  private let byRegion: PeopleTally

  static let queries = [
    tally("reachedBySex", "group", "sex"), tally("reachedByYouth", "group", "youth"),
    tally("reachedByRegion", "region", "sex"),
  ]

  private static func tally(_ name: String, _ rows: String, _ columns: String) -> InputQuery {
    .tally(name, from: "participation", groupBy: [rows, columns], measures: ["people"], totals: true).labelled()
      .outside(.grant).traced()
  }

  private let regions: [String: String]

  init(_ inputs: ReportInputs) throws {
    bySex = PeopleTally(try inputs.rows(of: "reachedBySex"), rows: "group", columns: "sex")
    byYouth = PeopleTally(try inputs.rows(of: "reachedByYouth"), rows: "group", columns: "youth")
    let rows = try inputs.collected("reachedByRegion")
    byRegion = PeopleTally(rows, rows: "region", columns: "sex")
    regions = Dictionary(rows.compactMap { row in row.string("region").map { ($0, row.label("region") ?? $0) } }) { $1 }
  }

  /// All people of a sex, or of all.
  func people(_ sex: String?) -> InlineValue { bySex.count(nil, sex) }

  /// Women in hundredths of the women and men of a group, or of all: who stated no sex is counted on neither side.
  func womenShare(_ group: String? = nil) -> InlineValue {
    let (women, men) = (bySex.count(group, "female"), bySex.count(group, "male"))
    return .share(women, of: .derived(from: [women, men]) { .plain($0[0] + $0[1]) })
  }

  /// All people of 18 to 35.
  var youth: InlineValue { byYouth.count(nil, "youth") }

  func write(_ report: inout ReportBuilder) throws {
    try report.section("inclusion")
    try report.narrativeOrGap("inclusion")
    let all = report.words["people.all"]
    let request = report.request
    let fields: [TableField<String?>] = [
      .text("group", width: 6) { .text($0.map { request.label(CodeLists.stakeholderGroup, $0) } ?? all) },
      .number("all", width: 2) { bySex.count($0, nil) }, .number("female", width: 2) { bySex.count($0, "female") },
      .number("male", width: 2) { bySex.count($0, "male") }, .number("youth", width: 2) { byYouth.count($0, "youth") },
      .percent("share", width: 2) { womenShare($0) },
    ]
    try report.table(
      "people", of: CodeLists.stakeholderGroup.ordered(bySex.rows).map { $0 }, missing: "engagement.participation",
      last: [try .total(of: nil, fields)], fields)
    // Women and men in any case; others where there are any.
    let sexes = CodeLists.sex.codes.filter {
      $0 != "other_nd" || ![.missing, .number(0)].contains(byRegion.count(nil, $0))
    }
    try report.drawn(
      "regions", as: .stackedBar, id: "regions-1", of: CodeLists.region.ordered(byRegion.rows),
      [.text("region", width: 5) { .text(regions[$0] ?? $0) }]
        + sexes.map { sex in .number(sex, width: 2) { byRegion.count($0, sex) } })
  }
}
