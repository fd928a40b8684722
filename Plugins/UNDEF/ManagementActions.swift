import Records
import ReportDocument
import ReportKit

/// Section 3: what was done to run the project, what went wrong with it, and what was done about that.
enum ManagementActions {
  /// The agreement, the meetings of committees, the reports that were handed in or are due, and the risks of running a
  /// project.
  static func lines(_ project: GrantProject, committees: [InputRow], risks: [InputRow], _ words: Words) -> [Line] {
    func line(
      _ action: InlineValue, isDone: Bool = true, on day: CalendarDate?, shortcoming: InlineValue = "—",
      remedy: InlineValue = "—"
    ) -> Line { Line(action, .text(words.answer(isDone)), .date(day), shortcoming, remedy) }
    let signed = project.grant.date("signedOn").map { line(.text(words["management.signed"]), on: $0) }
    let reports = project.grant.rows("reports").compactMap { row -> Line? in
      let submitted = row.date("submittedOn")
      guard let due = row.date("dueOn"), submitted != nil || due <= project.asOf else { return nil }
      let late = (submitted ?? project.asOf).days(since: due)
      return line(
        row.text("label") == nil ? .text(words["management.report"]) : row.value("label"), isDone: submitted != nil,
        on: submitted ?? due, shortcoming: late > 0 ? .text(words["management.late", ["days": String(late)]]) : "—")
    }
    let managed = risks.filter { ["operational", "financial", "partner"].contains($0.string("category")) }
    return [signed].compactMap { $0 }
      + committees.map { line($0.value("title"), on: $0.date("startsOn"), shortcoming: $0.problems) } + reports
      + managed.map {
        line(
          $0.value("title"), isDone: ["mitigated", "closed"].contains($0.string("status")),
          on: $0.date("reviewedOn") ?? $0.date("identifiedOn"), shortcoming: $0.value("effect"),
          remedy: $0.value("mitigation"))
      }
  }

  static func write(_ lines: [Line], _ report: inout ReportBuilder) throws {
    try report.table(
      "management", of: lines, missing: "engagement",
      [
        .text("action", width: 6) { $0[0] }, .text("done", width: 2) { $0[1] }, .date("date", width: 3) { $0[2] },
        .text("shortcoming", width: 5) { $0[3] }, .text("remedy", width: 5) { $0[4] },
      ])
  }
}
