import Records
import ReportDocument
import ReportKit

/// Section 4: who was reached, beside what was planned.
enum Beneficiaries {
  static func write(_ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("beneficiaries")
    try report.narrative("beneficiaries")
    let targets = project.programme.rows("targets")
    // People of no group of the list stand with places and events.
    let places = targets.filter {
      $0.string("unit") != "people" || !CodeLists.stakeholderGroup.codes.contains($0.string("code") ?? "")
    }
    if !places.isEmpty {
      try report.table(
        "targets", of: places, missing: "programme.targets",
        [
          .text("label", width: 6) { $0.value("label") }, .number("planned", width: 2) { plan($0) },
          .number("reached", width: 2) { $0.count("reached") },
          .percent("share", width: 2) { .share($0.count("reached"), of: plan($0)) },
        ])
    }
    try writePeople(
      PeopleTally(try inputs.collected("reachedBySex"), rows: "group", columns: "sex"),
      PeopleTally(try inputs.collected("reachedByYouth"), rows: "group", columns: "youth"),
      planned: targets.filter { $0.string("unit") == "people" }, project, &report)
    let byRegion = PeopleTally(try inputs.collected("reachedByRegion"), rows: "region", columns: "sex")
    try report.drawn(
      "regions", as: .stackedBar, titles: [report.words["regions.female"], report.words["regions.male"]],
      CodeLists.region.ordered(byRegion.rows).map { region in
        TableRow(
          [.text(project.request.label(CodeLists.region, region))]
            + ["female", "male"].map { byRegion.count(region, $0) })
      })
  }

  /// What is planned since a change, or else what was signed.
  private static func plan(_ target: InputRow) -> InlineValue {
    target.count(target["revised"] == nil ? "planned" : "revised")
  }

  /// - Parameter planned: targets; one whose code is that of a group gives the planned number of that group.
  private static func writePeople(
    _ bySex: PeopleTally, _ byYouth: PeopleTally, planned: [InputRow], _ project: GrantProject,
    _ report: inout ReportBuilder
  ) throws {
    let dash = InlineValue.text("—")
    let all = report.words["people.all"]
    func plan(_ group: String?) -> InlineValue? { planned.first { $0.string("code") == group }.map(Self.plan) }
    let groups = CodeLists.stakeholderGroup.codes.filter { bySex.rows.contains($0) || plan($0) != nil }
    let rows: [String?] = bySex.isEmpty ? [] : groups
    let fields: [TableField<String?>] = [
      .text("group", width: 5) { .text($0.map { project.request.label(CodeLists.stakeholderGroup, $0) } ?? all) },
      .number("planned", width: 2) { plan($0) ?? dash }, .number("female", width: 2) { bySex.count($0, "female") },
      .number("male", width: 2) { bySex.count($0, "male") }, .number("youth", width: 2) { byYouth.count($0, "youth") },
      .percent("share", width: 2) { group in plan(group).map { .share(bySex.count(group, nil), of: $0) } ?? dash },
    ]
    try report.table(
      "people", of: rows, missing: "participation", last: [try .total(of: nil, fields)], fields)
  }
}
