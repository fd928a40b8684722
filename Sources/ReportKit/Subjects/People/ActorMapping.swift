public import Records
import ReportDocument

extension InputQuery {
  /// Who matters to a programme and where they stand: input `mappings`. Of all days, since a mapping that was made before the
  /// period still holds.
  public static let actorMappings = listing(
    "mappings", from: "assignment", where: ["assignmentType": ["actor_mapping"]],
    select: ["title", "startsOn", "finalReportOn", "actors", "language"], orderBy: ["key"]
  ).outside(.period).labelled()
}

/// One actor of a mapping.
private struct MappedActor {
  let mapping: String
  let row: InputRow
}

extension ReportBuilder {
  /// The actors of ``InputQuery/actorMappings``, with how many of each role stand where; the words are `actors.…` and
  /// `stances.…`. Where somebody stands can be used against them: below the level `restricted` they are left out, and the
  /// report says so.
  ///
  /// - Parameter day: the last one on which a mapping is one of the report's.
  public mutating func actorMappings(_ inputs: ReportInputs, until day: CalendarDate?) throws {
    guard request.level >= .restricted else {
      try inputs.skip("mappings")
      return try callout(.info, "actors.leftOut")
    }
    let mappings = try inputs.collected("mappings").filter { mapping in
      guard let made = mapping.date("finalReportOn") ?? mapping.date("startsOn"), let day else { return true }
      return made <= day
    }
    if mappings.contains(where: { $0.isWithheld("actors") }) { try callout(.info, "actors.withheld") }
    let actors = mappings.flatMap { mapping in
      mapping.rows("actors").map { MappedActor(mapping: mapping.text("title") ?? "—", row: $0) }
    }
    try table(
      "actors", of: actors, missing: "assignment.actors", grouped: { $0.mapping },
      [
        .text("group", width: 4) { .text($0.row.label("group")) }, .text("actor", width: 5) { $0.row.value("actor") },
        .text("place", width: 4) { .text($0.row.placeText(nil)) },
        .text("role", width: 4) { .text($0.row.label("role")) },
        .text("stance", width: 3) { .text($0.row.label("stance")) },
        .text("comment", width: 6) { $0.row.valueOrDash("comment") },
      ])
    if !actors.isEmpty { try drawStances(of: actors.map(\.row)) }
  }

  /// How many actors of each role stand where.
  private mutating func drawStances(of actors: [InputRow]) throws {
    let unstated = words["unstated"]
    func name(_ list: CodeList, _ code: String) -> String { request.label(list, code.isEmpty ? nil : code) ?? unstated }
    let stances = CodeLists.actorStance.ordered(actors.map { $0.string("stance") ?? "" })
    let rows = CodeLists.actorRole.ordered(actors.map { $0.string("role") ?? "" }).map { role in
      let ofRole = actors.filter { $0.string("role") ?? "" == role }
      return TableRow(
        [.text(name(CodeLists.actorRole, role))]
          + stances.map { stance in .number(ofRole.count { $0.string("stance") ?? "" == stance }) })
    }
    try drawn("stances", as: .heatMap, titles: stances.map { name(CodeLists.actorStance, $0) }, rows)
  }
}
