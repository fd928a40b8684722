import ReportDocument
import ReportKit

/// Section 1: how much there is, the meetings by date, and the studies that findings come from.
enum Meetings {
  /// Reads the inputs `engagements` and `assignments`.
  static func write(
    _ inputs: ReportInputs, _ selection: Selection, _ selected: SelectedFindings, recommendations: InlineValue,
    _ report: inout ReportBuilder
  ) throws {
    let words = report.words
    try report.form(
      "overview",
      [
        "choice": .text(words["choices.\(selection.choice)"]), "findings": .number(selected.matrix.total),
        "regions": .number(selected.matrix.regionCount), "themes": .number(selected.matrix.themes.count),
        "recommendations": recommendations,
      ])
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

  private static func writeAssignments(
    _ inputs: ReportInputs, _ selected: SelectedFindings, _ report: inout ReportBuilder
  ) throws {
    let assignments = try inputs.collected("assignments").filter { selected.occasions.contains($0.string("key") ?? "") }
    guard !assignments.isEmpty else { return }
    try report.table(
      "assignments", of: assignments, missing: "assignment",
      [
        .date("date", width: 2) { .date($0.date("finalReportOn") ?? $0.date("startsOn")) },
        .text("type", width: 3) { .text($0.label("assignmentType")) },
        .text("assignment", width: 8) { $0.value("title") },
      ])
  }
}
