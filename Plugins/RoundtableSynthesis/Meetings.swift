import ReportDocument
import ReportKit

/// Section 1: how much there is, the meetings by date, and the studies that findings come from.
enum Meetings {
  /// Reads the inputs `engagements` and `assignments`.
  static func write(
    _ inputs: ReportInputs, _ selection: Selection, _ selected: SelectedFindings, _ levels: CountTraces,
    recommendations: InlineValue, _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    let kinds = Selection.choices.filter(selected.kinds.contains)
    try report.form(
      "overview",
      [
        "choice": .text(
          (kinds.isEmpty ? [selection.choice] : kinds).map { words["choices.\($0)"] }.joined(separator: ", ")),
        "findings": levels.value(selected.matrix.total, "", ""),
        "regions": .number(selected.matrix.regionCount), "themes": .number(selected.matrix.themes.count),
        "recommendations": recommendations,
      ])
    try tellOthers(selected, levels, &report)
    let engagements = try inputs.rows(of: "engagements").lazy.filter { row in
      selection.lists(row.string("engagementType")) || selected.occasions.contains(row.string("key") ?? "")
    }
    let meetings = PeekedRows(engagements)
    // Findings of audits and studies need no meeting.
    guard meetings.next != nil || selection.isOfMeetings else {
      return try writeAssignments(inputs, selected, &report)
    }
    try report.table(
      "overview", of: meetings.run(), missing: "engagement",
      [
        .engagement(.date, width: 2), .engagement(.region, width: 2), .engagement(.type, width: 3),
        .engagement(.title, width: 6),
      ])
    try writeAssignments(inputs, selected, &report)
  }

  /// What is counted beside what it brings together or repeats, and what is left out.
  private static func tellOthers(
    _ selected: SelectedFindings, _ levels: CountTraces, _ report: inout ReportBuilder
  ) throws {
    if selected.consolidating > 0 {
      try report.callout(.info, "overview.consolidating", ["count": "\(selected.consolidating)"])
    }
    try report.warn("finding.duplicates", count: selected.duplicates, path: "finding.duplicateOf")
    for (label, count) in [
      ("overview.elsewhere", levels.whole("", "") - selected.matrix.total),
      ("overview.consolidatingElsewhere", selected.consolidatingElsewhere),
    ] where count > 0 {
      try report.diagnose(.info, report.words[label, ["count": "\(count)"]], path: "finding.origin")
    }
  }

  private static func writeAssignments(
    _ inputs: ReportInputs, _ selected: SelectedFindings, _ report: inout ReportBuilder
  ) throws {
    let assignments = try inputs.collected("assignments").filter { selected.occasions.contains($0.string("key") ?? "") }
    if !assignments.isEmpty { try report.assignments(assignments) }
  }
}
