import Records
import ReportDocument
import ReportKit

/// Section 5: what was carried out, by date.
enum Outputs {
  /// Writes the section and returns the engagements, of which section 11 picks those with the media.
  static func write(_ inputs: ReportInputs, _ report: inout ReportBuilder) throws -> [InputRow] {
    try report.section("outputs")
    try report.narrative("outputs")
    let engagements = try inputs.collected("engagements")
    let words = report.words
    try report.table(
      "outputs", of: engagements, missing: "engagement",
      [
        .text("output", width: 4) { .text(output($0, words)) }, .text("activity", width: 7) { $0.value("title") },
        .date("date", width: 3) { .date($0.date("startsOn")) },
        .text("place", width: 3) { .text($0.label("place.region")) },
        .text("problems", width: 7) { row in
          let problems = row.value("problems")
          return problems == .missing ? .text(words["outputs.none"]) : problems
        },
      ])
    if !engagements.isEmpty { try report.placeholder("gaps.plan", path: "framework") }
    return engagements
  }

  /// What appeared in the media.
  static func writeMedia(_ engagements: [InputRow], _ report: inout ReportBuilder) throws {
    let media = engagements.filter { $0.string("engagementType") == "media_event" }
    guard !media.isEmpty else { return }
    try report.table(
      "media", of: media, missing: "engagement",
      [
        .date("date", width: 2) { .date($0.date("startsOn")) }, .text("title", width: 6) { $0.value("title") },
        .text("host", width: 3) { .text($0.organisationText("host")) },
      ])
  }

  private static func output(_ row: InputRow, _ words: Words) -> String? {
    let type = row.label("engagementType")
    guard let number = row.followed("milestone")?.integer("number") else { return type }
    let mark = words["outputs.milestone", ["number": String(number)]]
    return type.map { "\($0) (\(mark))" } ?? mark
  }
}
