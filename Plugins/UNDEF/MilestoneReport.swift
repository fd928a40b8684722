import Records
import ReportDocument
import ReportKit

/// The observation of milestones: for each, what was planned, what was seen, and who confirms it.
enum MilestoneReport {
  static let name = "undef/milestone"

  static var description: ReportDescription {
    let labels = UNDEFFormat.labels
    return ReportDescription(
      id: name, title: labels["observation.report"], cadence: labels["observation.cadence"], level: .public,
      grant: UNDEFFormat.grant,
      parameters: [.integer("milestone", labels["observation.parameter"], in: 1...10_000)],
      queries: [
        .listing("programme", from: "programme", select: GrantProject.fields).labelled(),
        .listing(
          "milestones", from: "milestone",
          select: [
            "number", "title", "description", "plannedOn", "revisedOn", "changeReason", "actualOn", "place", "tranche",
            "engagements", "monitorRole", "monitorOrganisation", "agendaFollowed", "observations", "concerns",
            "verified", "verifiedOn", "evidence", "language",
          ], orderBy: ["number", "key"]
        ).labelled(),
      ] + Attendance.queries(by: [.sex]) + [
        // What a milestone consists of may have been on other days than the milestone's own.
        .listing("engagements", from: "engagement", select: ["title", "language"], orderBy: ["key"]).outside(.period),
        .listing("evidence", from: "evidence", select: ["title", "language"], orderBy: ["key"]).outside(.period),
      ])
  }

  static func write(_ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    let number = project.request.parameters.integer("milestone")
    let milestones = try inputs.collected("milestones").filter { number == nil || $0.integer("number") == number }
    let attendance = try Attendance(
      inputs, by: [.sex], at: Set(milestones.flatMap { $0.strings("engagements") }))
    let engagements = try titles("engagements", of: "engagements", milestones, inputs)
    let evidence = try titles("evidence", of: "evidence", milestones, inputs)
    try report.begin(
      title: "observation.title", donor: UNDEFFormat.labels["donor"], reference: project.grant.string("number"),
      period: project.period, facts: ["agency": .text(project.implementingAgency)],
      sections: ["overview", "observations"])
    try report.section("overview")
    try report.milestones(milestones)
    try report.section("observations")
    for row in milestones {
      try report.heading(row, "title", or: "observation.untitled")
      try writeForm(row, attachments(row, evidence), &report)
      try writeAttendance(row, engagements, attendance, &report)
      try tellGaps(row, project, &report)
    }
    if milestones.isEmpty { try report.placeholder("gaps.observation", path: "milestone") }
  }

  /// The rows of an input that a field of the milestones names; the others pass by.
  private static func rows(
    _ input: String, of field: String, _ milestones: [InputRow], by key: String, _ inputs: ReportInputs
  ) throws -> [InputRow] {
    let keys = Set(milestones.flatMap { $0.strings(field) })
    return try inputs.rows(of: input).filter { keys.contains($0.string(key) ?? "") }
  }

  private static func titles(
    _ input: String, of field: String, _ milestones: [InputRow], _ inputs: ReportInputs
  ) throws -> [String: InputRow] {
    Dictionary(
      try rows(input, of: field, milestones, by: "key", inputs).map { ($0.string("key") ?? "", $0) }
    ) { first, _ in first }
  }

  /// The titles of what proves it; what the report may not show is withheld.
  private static func attachments(_ row: InputRow, _ evidence: [String: InputRow]) -> InlineValue {
    let titles = row.strings("evidence").compactMap { evidence[$0]?.text("title") }
    if let lines = titles.numberedLines { return .text(lines) }
    return row.strings("evidence").isEmpty ? row.value("evidence") : .undisclosed
  }

  private static func writeForm(_ row: InputRow, _ attachments: InlineValue, _ report: inout ReportBuilder) throws {
    let words = report.words
    func answer(_ field: String) -> InlineValue {
      if row.isWithheld(field) { return row.withheld }
      return .text(row.flag(field).map(words.answer))
    }
    let isChanged = row.date("revisedOn") != nil
    try report.form(
      "observation",
      [
        "number": .number(row.integer("number")), "event": row.value("title"),
        "description": row.valueOrDash("description"),
        "planned": .date(row.date("plannedOn")), "revised": isChanged ? .date(row.date("revisedOn")) : "—",
        "reason": isChanged ? row.value("changeReason") : "—", "actual": .date(row.date("actualOn")),
        "place": .text(row.label("place.region")), "tranche": .money(row.money("tranche")),
        "organisation": .text(row.organisationText("monitorOrganisation", .introduced)),
        "role": row.value("monitorRole"), "agenda": answer("agendaFollowed"), "seen": row.value("observations"),
        "concerns": row.valueOrDash("concerns"), "verified": answer("verified"),
        "signed": .date(row.date("verifiedOn")),
        "attachments": attachments,
      ])
  }

  private static func writeAttendance(
    _ row: InputRow, _ engagements: [String: InputRow], _ attendance: Attendance, _ report: inout ReportBuilder
  ) throws {
    let rows = row.strings("engagements").compactMap { engagements[$0] }
    guard !rows.isEmpty else { return }
    try report.table(
      "attendance", of: rows, missing: "participation",
      [
        .engagement(.title, width: 6), .people(attendance, "female"), .people(attendance, "male"), .people(attendance),
      ])
  }

  /// Tells what an observation lacks; nothing of a milestone that is not due.
  private static func tellGaps(_ row: InputRow, _ project: GrantProject, _ report: inout ReportBuilder) throws {
    let number = String(row.integer("number") ?? 0)
    guard row.date("actualOn") != nil else {
      let isLate = (row.date("revisedOn") ?? row.date("plannedOn")).map { $0 < project.asOf } ?? true
      try report.callout(isLate ? .warning : .info, isLate ? "observation.late" : "observation.ahead")
      if isLate {
        try report.diagnose(.warning, report.words["observation.lacks", ["number": number]], path: "milestone.actualOn")
      }
      return
    }
    for field in ["monitorOrganisation", "agendaFollowed", "observations", "verified", "engagements", "evidence"]
    where row[field] == nil && !row.isWithheld(field) {
      try report.diagnose(.warning, report.words["observation.lacks", ["number": number]], path: "milestone.\(field)")
    }
  }
}
