public import Records
import ReportDocument

/// That an organisation belongs to a body.
private struct Membership {
  let body: String
  let member: String
  let role: String
  /// Names are looked up when they are printed, since the report's acronyms are of what it names.
  let name: () -> String

  /// What an organisation's record says of its members, and of what it is a member itself, on a day.
  static func all(_ row: InputRow, on day: CalendarDate) -> [Membership] {
    guard let key = row.string("key") else { return [] }
    func entries(_ name: String) -> [(row: InputRow, organisation: String, role: String)] {
      row.rows(name).filter { holds($0, on: day) }.compactMap { entry in
        entry.string("organisation").map { (entry, $0, entry.string("role") ?? "") }
      }
    }
    let members = entries("members").map { entry in
      Membership(body: key, member: entry.organisation, role: entry.role) {
        entry.row.organisationText("organisation") ?? ""
      }
    }
    return members
      + entries("memberOf").map { entry in
        Membership(body: entry.organisation, member: key, role: entry.role) {
          row.string("acronym") ?? row.text("name") ?? ""
        }
      }
  }

  private static func holds(_ entry: InputRow, on day: CalendarDate) -> Bool {
    let hasBegun = entry.partialDate("since").map { $0.firstDay <= day } ?? true
    let hasEnded = entry.partialDate("until").map { $0.lastDay < day } ?? false
    return hasBegun && !hasEnded
  }
}

extension ReportBuilder {
  /// The bodies that steer a plan or a programme, with mandate, chair, secretariat and members, those of the whole country
  /// before those of regions: reads the input of ``InputQuery/steeringBodies``.
  ///
  /// - Parameters:
  ///   - keys: organisations that are at work, such as those that hold meetings. Told are those among them that have a
  ///     membership, and those with whom they share one; an organisation without any membership is no body.
  ///   - day: the day of which memberships are told.
  public mutating func steeringBodies(around keys: Set<String>, on day: CalendarDate) throws {
    let rows = try inputs.rows(of: "bodies").filter { !$0.rows("members").isEmpty || !$0.rows("memberOf").isEmpty }
    let memberships = rows.flatMap { Membership.all($0, on: day) }
    let core = keys.intersection(rows.compactMap { $0.string("key") })
    let around = memberships.flatMap { core.contains($0.body) || core.contains($0.member) ? [$0.body, $0.member] : [] }
    let chosen = core.union(around)
    let bodies = rows.filter { chosen.contains($0.string("key") ?? "") }
    func names(_ row: InputRow, _ roles: String...) -> InlineValue {
      let own = memberships.filter { $0.body == row.string("key") && roles.contains($0.role) }.map { $0.name() }
      return .text(own.isEmpty ? "—" : own.uniqued.joined(separator: ", "))
    }
    try table(
      "steeringBodies",
      of: bodies.filter { $0.strings("regions").isEmpty } + bodies.filter { !$0.strings("regions").isEmpty },
      missing: "organisation",
      [
        .text("body", width: 5) { .lines([$0.text("name"), $0.string("acronym")].compactMap { $0 }) },
        .text("mandate", width: 7) { .text($0.text("mandate") ?? "—") }.unlessEmpty,
        .text("chair", width: 5) { names($0, "chair") }.unlessEmpty,
        .text("secretariat", width: 5) { names($0, "secretariat") }.unlessEmpty,
        .text("members", width: 7) { names($0, "member", "observer", "") }.unlessEmpty,
      ])
  }
}

extension InputQuery {
  /// Organisations with their members and memberships: input `bodies`, which ``ReportBuilder/steeringBodies(around:on:)`` reads.
  public static let steeringBodies = listing(
    "bodies", from: "organisation",
    select: ["name", "acronym", "regions", "mandate", "members", "memberOf", "language"], orderBy: ["key"]
  ).labelled()
}
