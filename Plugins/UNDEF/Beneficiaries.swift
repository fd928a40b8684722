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
    let people = try PeopleByGroup(inputs)
    let planned = targets.filter { $0.string("unit") == "people" }.map { ($0.string("code"), plan($0)) }
      .filter { code, _ in code.map(CodeLists.stakeholderGroup.contains) ?? true }
    try report.people(
      people, planned: Dictionary(planned) { first, _ in first },
      [.planned, .female, .male, .people, .youth, .planShare])
    let byRegion = try PeopleTally(inputs, by: "region", "sex")
    if !byRegion.isEmpty { try report.people(drawn: "peopleByRegion", byRegion, by: CodeLists.region) }
  }

  /// What is planned since a change, or else what was signed.
  private static func plan(_ target: InputRow) -> InlineValue {
    target.count(target["revised"] == nil ? "planned" : "revised")
  }
}
