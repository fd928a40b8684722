public import Records
import ReportDocument

/// Tables and texts of what many formats report on, with the kit's own words (`labels.json` beside this file). A format that
/// has the same key among its labels says it in its own words. Where there is no record, a gap says which kind is missing.
extension ReportBuilder {
  /// Risks: what they are, how heavy, what is done, where they stand.
  public mutating func risks(_ rows: [InputRow]) throws {
    try table(
      "risks", of: rows, missing: "risk",
      [
        .text("risk", width: 6) { $0.value("title") }, .text("category", width: 3) { .text($0.label("category")) },
        .text("likelihood", width: 2) { .text($0.label("likelihood")) },
        .text("impact", width: 2) { .text($0.label("impact")) }, .text("effect", width: 5) { $0.value("effect") },
        .text("mitigation", width: 6) { $0.value("mitigation") },
        .text("status", width: 3) { .text($0.label("status")) },
      ])
  }

  /// Lessons: each with its circumstances and what is done differently.
  public mutating func lessons(_ rows: [InputRow]) throws {
    try table(
      "lessons", of: rows, missing: "lesson",
      [
        .rich("lesson", width: 7) { .titled($0, "title", "text") },
        .text("context", width: 5) { $0.value("context") }.unlessEmpty,
        .text("application", width: 5) { $0.value("application") }.unlessEmpty,
        .text("theme", width: 3) { .text($0.label("theme")) },
      ])
  }

  /// Stories of change, one under a heading each. Of those whose consent does not hold, no more is told than that there are
  /// some.
  ///
  /// - Returns: the stories that were printed.
  @discardableResult
  public mutating func stories(_ rows: [InputRow]) throws -> [InputRow] {
    let told = rows.filter { !$0.isWithheld("change") }
    if told.isEmpty { try nothing("stories.empty", path: "story") }
    for row in told {
      try heading(row, "title", or: "stories.untitled")
      try form(
        "stories",
        [
          "subject": .text(row.string("subject")), "place": .text(row.label("place.region")),
          "when": .text(row.partialDateText("happenedOn")),
          "before": row.value("before"), "action": row.value("action"), "change": row.value("change"),
          "contribution": row.value("contribution"), "consent": .text(row.label("consentBasis")),
        ])
    }
    if !told.isEmpty, told.count < rows.count { try callout(.info, "stories.withheld") }
    return told
  }

  /// Documents, pictures and press.
  public mutating func evidence(_ rows: [InputRow]) throws {
    try table(
      "evidence", of: Array(rows.enumerated()), missing: "evidence",
      [
        .number("number", width: 1) { .number($0.offset + 1) }, .text("title", width: 8) { $0.element.value("title") },
        .text("type", width: 3) { .text($0.element.label("evidenceType")) },
        .date("date", width: 2) { .date($0.element.date("publishedOn") ?? $0.element.date("takenOn")) },
        .text("reference", width: 6) { $0.element.string("url").map { .text($0) } ?? $0.element.value("source") },
      ])
  }

  /// Audits, studies and series of meetings: the day of the final report or, before there is one, the first day; of which
  /// kind each is, and what it is called.
  public mutating func assignments(_ rows: [InputRow]) throws {
    try table(
      "assignments", of: rows, missing: "assignment",
      [
        .date("date", width: 2) { .date($0.date("finalReportOn") ?? $0.date("startsOn")) },
        .text("type", width: 3) { .text($0.label("assignmentType")) },
        .text("assignment", width: 8) { $0.value("title") },
      ])
  }

  /// Items of action plans, by the day on which they are due.
  public mutating func actionItems(_ rows: [InputRow]) throws {
    try table(
      "actionItems", of: rows, missing: "action_item",
      [
        .text("group", width: 3) { $0.isWithheld("group") ? $0.withheld : .text($0.label("group")) },
        .text("place", width: 2) { .text($0.label("place.region")) },
        .text("problem", width: 5) { $0.value("problem") },
        .text("action", width: 6) { $0.value("action") },
        .text("responsible", width: 4) { row in
          row.organisationText("organisation").map { .text($0) } ?? row.value("responsibleRole")
        },
        .date("due", width: 2) { .date($0.date("revisedDueOn") ?? $0.date("dueOn")) },
        .text("status", width: 3) { [words] row in
          .text(row.isCompletedLater ? words["actionItems.later"] : row.label("status"))
        },
      ])
  }

  /// Items of action plans by their status, drawn; where some were completed after the report's last day, of which the
  /// core's count does not know, as the items say. The words are those of ``drawn(_:as:_:by:_:missing:)``.
  ///
  /// - Parameter tally: labelled rows of the items by `status` with the measure `count`.
  public mutating func actionItemStatuses(_ key: String, _ tally: [InputRow], of items: [InputRow]) throws {
    guard items.contains(where: \.isCompletedLater) else {
      guard !tally.isEmpty else { return }
      return try drawn(key, as: .bar, tally, by: "status", CodeLists.progressStatus, missing: "action_item.status")
    }
    let groups = Dictionary(grouping: items) { $0.isCompletedLater ? "" : $0.string("status") ?? "" }
    try drawn(
      key, as: .bar, titles: [words["\(key).count"]],
      CodeLists.progressStatus.ordered(groups.keys).map { code in
        let name = code.isEmpty ? words["actionItems.later"] : request.label(CodeLists.progressStatus, code)
        return TableRow([.text(name), .number(groups[code]?.count ?? 0)])
      })
  }

  /// Milestones of grants, by their numbers: the day as signed, the one since a change, and the one on which it was reached.
  public mutating func milestones(_ rows: [InputRow]) throws {
    try table(
      "milestones", of: rows.sorted { ($0.integer("number") ?? 0) < ($1.integer("number") ?? 0) }, missing: "milestone",
      [
        .number("number", width: 1) { .number($0.integer("number")) }, .text("title", width: 6) { $0.value("title") },
        .date("planned", width: 3) { .date($0.date("plannedOn")) },
        .date("revised", width: 3) { row in row.date("revisedOn").map { .date($0) } ?? "—" },
        .date("actual", width: 3) { row in row.date("actualOn").map { .date($0) } ?? "—" },
        .money("tranche", width: 3) { .money($0.money("tranche")) },
        .text("verified", width: 2) { [words] row in
          if row.isWithheld("verified") { return row.withheld }
          return .text(words[row.flag("verified") == true ? "milestones.yes" : "milestones.no"])
        },
      ])
  }
}

extension [InputRow] {
  /// Risks that had been seen on a day: one of earlier days is still one, and one that nobody had seen yet is none.
  public func known(on day: CalendarDate?) -> [InputRow] {
    filter { row in row.date("identifiedOn").flatMap { seen in day.map { seen <= $0 } } ?? true }
  }
}

extension InputRow {
  /// A day as far as it is known, in the report's language; nil without one.
  public func partialDateText(_ name: String) -> String? {
    string(name).flatMap { PartialDateText.text($0, in: language) }
  }
}

/// How a day that may be known by its month or year alone is written.
public enum PartialDateText {
  /// `2024`, `March 2024` or `13 March 2024`, in French `2024`, `03/2024` or `13/03/2024`: one spelling, whatever is known of
  /// the day. Nil where it is no date.
  public static func text(_ date: String, in language: Language) -> String? {
    guard let date = PartialDate(date) else { return nil }
    switch date.precision {
    case .year: return "\(date.firstDay.year)"
    case .month:
      let month = date.firstDay.month
      let name: String? =
        language == .french ? "\(twoDigits(month))/" : DateText.month(month, in: .english).map { "\($0)\u{A0}" }
      return (name ?? "") + "\(date.firstDay.year)"
    case .day: return DocumentDate(date.firstDay).map { DateText.short($0, in: DocumentLanguage(language)) }
    }
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
