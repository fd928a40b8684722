import Records
import ReportDocument
import ReportKit

/// Section 3: what was done to run the project, what went wrong with it, and what was done about that.
struct ManagementAction {
  let action: InlineValue
  let isDone: Bool
  let day: CalendarDate?
  let shortcoming: InlineValue
  let remedy: InlineValue

  private static let dash = InlineValue.text("—")

  /// The agreement, the meetings of committees, the reports that are due, and the risks of running a project.
  static func all(
    _ project: GrantProject, committees: [InputRow], risks: [InputRow], _ words: Words
  ) -> [ManagementAction] {
    let signed = project.grant.date("signedOn").map {
      ManagementAction(
        action: .text(words["management.signed"]), isDone: true, day: $0, shortcoming: dash, remedy: dash)
    }
    let meetings = committees.map {
      ManagementAction(
        action: $0.value("title"), isDone: true, day: $0.date("startsOn"), shortcoming: $0.problems(words), remedy: dash
      )
    }
    let managed = risks.filter { ["operational", "financial", "partner"].contains($0.string("category")) }.map {
      ManagementAction(
        action: $0.value("title"), isDone: ["mitigated", "closed"].contains($0.string("status")),
        day: $0.date("reviewedOn") ?? $0.date("identifiedOn"), shortcoming: $0.value("effect"),
        remedy: $0.value("mitigation"))
    }
    return [signed].compactMap { $0 } + meetings + reports(project, words) + managed
  }

  /// The reports that were handed in or are due by now.
  private static func reports(_ project: GrantProject, _ words: Words) -> [ManagementAction] {
    project.grant.rows("reports").compactMap { row in
      let submitted = row.date("submittedOn")
      guard let due = row.date("dueOn"), submitted != nil || due <= project.asOf else { return nil }
      let late = Int((submitted ?? project.asOf).daysSince2000 - due.daysSince2000)
      return ManagementAction(
        action: row.text("label") == nil ? .text(words["management.report"]) : row.value("label"),
        isDone: submitted != nil, day: submitted ?? due,
        shortcoming: late > 0 ? .text(words["management.late", ["days": String(late)]]) : dash, remedy: dash)
    }
  }

  static func write(_ actions: [ManagementAction], _ report: inout ReportBuilder) throws {
    let words = report.words
    try report.table(
      "management", of: actions, missing: "engagement",
      [
        .text("action", width: 6) { $0.action }, .text("done", width: 2) { .text(words.answer($0.isDone)) },
        .date("date", width: 3) { .date($0.day) }, .text("shortcoming", width: 5) { $0.shortcoming },
        .text("remedy", width: 5) { $0.remedy },
      ])
  }
}

extension InputRow {
  /// What went wrong at an engagement; "none" only where nothing is kept from the readers.
  func problems(_ words: Words) -> InlineValue {
    let problems = value("problems")
    return problems == .missing ? .text(words["outputs.none"]) : problems
  }
}

extension Words {
  /// Yes or no.
  func answer(_ isSo: Bool) -> String { self[isSo ? "answer.yes" : "answer.no"] }
}
