import Records
import ReportDocument
import ReportKit

/// Section 2: who matters to the programme and where they stand, from the mappings made before the activities. What tells
/// where somebody stands can harm them, so the section is left out below the level `restricted`, and says so.
enum ActorMapping {
  /// The mappings of all days: one that was made before the period still holds.
  static let query = InputQuery.listing(
    "mappings", from: "assignment", where: ["assignmentType": ["actor_mapping"]],
    select: ["title", "startsOn", "finalReportOn", "actors", "language"], orderBy: ["key"]
  ).outside(.period).labelled()

  /// One actor of a mapping.
  private struct Actor {
    let mapping: String
    let row: InputRow

    var place: String? {
      row.label("region").map { region in
        ([region] + [row.string("cercle")].compactMap { $0 }.filter { $0 != region }).joined(separator: ", ")
      }
    }
  }

  static func write(_ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.section("actors")
    guard project.request.level >= .restricted else {
      try inputs.skip("mappings")
      return try report.callout(.info, "actors.leftOut")
    }
    let mappings = try inputs.collected("mappings").filter { mapping in
      guard let day = mapping.date("finalReportOn") ?? mapping.date("startsOn"), let last = project.period.to
      else { return true }
      return day <= last
    }
    if mappings.contains(where: { $0.isWithheld("actors") }) { try report.callout(.info, "actors.withheld") }
    let actors = mappings.flatMap { mapping in
      mapping.rows("actors").map { Actor(mapping: mapping.text("title") ?? "—", row: $0) }
    }
    try report.table(
      "actors", of: actors, missing: "assignment.actors", grouped: { $0.mapping },
      [
        .text("group", width: 4) { .text($0.row.label("group")) }, .text("actor", width: 5) { $0.row.value("actor") },
        .text("place", width: 4) { .text($0.place) }, .text("role", width: 4) { .text($0.row.label("role")) },
        .text("stance", width: 3) { .text($0.row.label("stance")) },
        .text("comment", width: 6) { $0.row.text("comment") == nil ? .text("—") : $0.row.value("comment") },
      ])
    if !actors.isEmpty { try draw(actors.map(\.row), project, &report) }
  }

  /// How many actors of each role stand where.
  private static func draw(_ actors: [InputRow], _ project: GrantProject, _ report: inout ReportBuilder) throws {
    let unstated = report.words["stances.unstated"]
    func name(_ list: CodeList, _ code: String) -> String {
      code.isEmpty ? unstated : project.request.label(list, code) ?? code
    }
    let stances = CodeLists.actorStance.ordered(actors.map { $0.string("stance") ?? "" })
    let rows = CodeLists.actorRole.ordered(actors.map { $0.string("role") ?? "" }).map { role in
      let ofRole = actors.filter { $0.string("role") ?? "" == role }
      return TableRow(
        [.text(name(CodeLists.actorRole, role))]
          + stances.map { stance in .number(ofRole.count { $0.string("stance") ?? "" == stance }) })
    }
    try report.drawn("stances", as: .heatMap, titles: stances.map { name(CodeLists.actorStance, $0) }, rows)
  }
}
