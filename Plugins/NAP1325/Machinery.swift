import Records
import ReportDocument
import ReportKit

/// Section 7: the plan's bodies and their meetings.
///
/// The bodies are those that hold the meetings or are in charge of a part of the plan, and those of which these are
/// members or that are members of these; organisations without any membership are none.
enum Machinery {
  static let query = InputQuery.listing(
    "bodies", from: "organisation",
    select: ["name", "acronym", "regions", "mandate", "members", "memberOf", "language"],
    orderBy: ["key"]
  ).labelled()

  /// That an organisation is a member of a body.
  private struct Membership {
    let body: String
    let member: String
    let role: String
    /// Names are looked up when they are printed, since the report's acronyms are of what it names.
    let name: () -> String
  }

  static func write(
    _ scope: PlanScope, _ activities: Activities, _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    try report.section("coordination")
    try report.narrative("coordination")
    let rows = try inputs.rows(of: "bodies").filter { !$0.rows("members").isEmpty || !$0.rows("memberOf").isEmpty }
    let memberships = rows.flatMap { Self.memberships($0, scope.asOf) }
    let responsible = (scope.plan?.nodes ?? []).compactMap { $0.row.string("responsible") }
    let core = activities.hosts.union(responsible).intersection(rows.compactMap { $0.string("key") })
    let around = memberships.flatMap { core.contains($0.body) || core.contains($0.member) ? [$0.body, $0.member] : [] }
    let chosen = core.union(around)
    let bodies = rows.filter { chosen.contains($0.string("key") ?? "") }
    func names(_ row: InputRow, _ roles: String...) -> InlineValue {
      let own = memberships.filter { $0.body == row.string("key") && roles.contains($0.role) }.map { $0.name() }
      return .text(own.isEmpty ? "—" : own.uniqued.joined(separator: ", "))
    }
    try report.table(
      "machinery",
      of: bodies.filter { $0.strings("regions").isEmpty } + bodies.filter { !$0.strings("regions").isEmpty },
      missing: "organisation",
      [
        .text("body", width: 5) { row in
          .lines([row.text("name"), row.string("acronym")].compactMap { $0 })
        },
        .text("mandate", width: 7) { .text($0.text("mandate") ?? "—") }.unlessEmpty,
        .text("chair", width: 5) { names($0, "chair") }.unlessEmpty,
        .text("secretariat", width: 5) { names($0, "secretariat") }.unlessEmpty,
        .text("members", width: 7) { names($0, "member", "observer", "") }.unlessEmpty,
      ])
    try report.table(
      "meetings", of: activities.meetings.listed, missing: "engagement",
      [
        .engagement(.date, width: 4), .engagement(.title, width: 6), .engagement(.region, width: 5),
        .engagement(.topic, width: 7), .engagement(.agreements).unlessEmpty,
      ])
    try report.unlisted(activities.meetings)
  }

  /// What an organisation's record says of its members, and of what it is a member itself, on a day.
  private static func memberships(_ row: InputRow, _ day: CalendarDate) -> [Membership] {
    guard let key = row.string("key") else { return [] }
    func holds(_ entry: InputRow) -> Bool {
      let since = entry.string("since").flatMap { PartialDate($0) }?.firstDay
      let until = entry.string("until").flatMap { PartialDate($0) }?.lastDay
      return (since.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }
    let members = row.rows("members").filter(holds).compactMap { entry in
      entry.string("organisation").map {
        Membership(
          body: key, member: $0, role: entry.string("role") ?? "",
          name: { entry.organisationText("organisation") ?? "" })
      }
    }
    let bodies = row.rows("memberOf").filter(holds).compactMap { entry in
      entry.string("organisation").map {
        Membership(
          body: $0, member: key, role: entry.string("role") ?? "",
          name: { row.string("acronym") ?? row.text("name") ?? "" })
      }
    }
    return members + bodies
  }
}
