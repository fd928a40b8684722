import Records
import ReportDocument
import ReportKit

/// Section 5: one part for each area of work of which there are activities, findings or prose.
enum ProgrammeAreas {
  /// What is counted in each area, in the order of reading.
  static let queries: [InputQuery] = ["engagement", "finding"].map { kind in
    .tally("\(kind)-areas", from: kind, groupBy: ["programmeArea"], measures: ["count"]).labelled().traced()
  }

  static func write(
    _ scope: ReportScope, _ inputs: ReportInputs, _ engagements: [InputRow], _ report: inout ReportBuilder
  ) throws {
    let activities = try counts(inputs, "engagement-areas")
    let findings = try counts(inputs, "finding-areas")
    try report.section("areas")
    let areas = CodeLists.programmeArea.ordered(
      Array(activities.keys) + findings.keys + CodeLists.programmeArea.codes.filter(report.hasNarrative))
    guard !areas.isEmpty else { return try report.nothing("areas.empty", path: "engagement.programmeArea") }
    func name(_ area: String) -> String { scope.project.request.label(CodeLists.programmeArea, area) ?? area }
    let rows = areas.map { area in
      [.text(name(area)), activities[area] ?? .number(0), findings[area] ?? .number(0)]
    }
    try report.drawn(
      "areas", as: .bar, titles: ["activities", "findings"].map { report.words["areas.\($0)"] },
      rows.map { TableRow($0) })
    for area in areas {
      try report.heading(Bilingual(verbatim: name(area)))
      try report.narrative(area)
      let rows = engagements.filter { $0.string("programmeArea") == area }
      guard !rows.isEmpty else {
        try report.paragraph(label: "areas.findingsOnly")
        continue
      }
      try report.table(
        "areaActivities", of: rows, missing: "engagement",
        [
          .engagement(.date, width: 2), .engagement(.type, width: 3), .engagement(.title, width: 7),
          .text("phase", width: 3) { .text($0.label("electoralPhase") ?? "—") }, .engagement(.agreements),
        ])
    }
  }

  /// The counts by area; what is of no area stands in section 4 alone.
  private static func counts(_ inputs: ReportInputs, _ input: String) throws -> [String: InlineValue] {
    var counts: [String: InlineValue] = [:]
    for row in try inputs.rows(of: input) {
      if let area = row.string("programmeArea") { counts[area] = row.count("count") }
    }
    return counts
  }
}
