import Records
import ReportDocument
import ReportKit

/// A note of two pages on a single engagement, for whoever could not be there.
enum EventNote {
  static let name = "interpeace/event_note"

  /// Which engagement is asked for; without the parameter rows of all arrive, and the note picks the latest one's.
  private static let wanted: QueryValue = .parameter("engagement")

  static let queries: [InputQuery] =
    [
      InterpeaceFormat.programme,
      .listing(
        "engagement", from: "engagement", where: ["key": wanted],
        select: [
          "engagementType", "title", "startsOn", "endsOn", "durationHours", "place", "format", "host", "partners",
          "theme", "topic", "agreements", "actorFamily", "problems", "chathamHouse", "countedBy", "language",
        ], orderBy: ["-startsOn", "key"]
      ).labelled(),
    ] + Attendance.queries(where: ["engagement": wanted]) + [
      .listing(
        "findings", from: "finding", where: ["engagement": wanted],
        select: [
          "engagement", "origin", "title", "statement", "theme", "raisedBy", "agreement", "dissent", "consentBasis",
          "quotes", "recommendations", "duplicateOf", "language",
        ], orderBy: ["key"]
      ).labelled(),
      // What was agreed at the engagement may have been written down after the period.
      .actionItems.outside(.period),
    ]

  /// There is nothing to write a note on.
  struct NoEngagement: Error, CustomStringConvertible {
    /// Nil if none was asked for.
    let key: String?

    var description: String {
      let subject = key.map { "no engagement \($0)" } ?? "no engagement at all"
      return "The grant has \(subject) in this period that a report of this level may show."
    }
  }

  static func compose(_ project: GrantProject, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    guard let engagement = try inputs.first(of: "engagement"), let key = engagement.string("key") else {
      throw NoEngagement(key: project.request.parameters.string("engagement"))
    }
    let attendance = try Attendance(inputs)
    let start = engagement.date("startsOn")
    try report.begin(
      title: InterpeaceFormat.labels["note.title"],
      subtitle: engagement.text("title").map { Bilingual(verbatim: $0) }, donor: InterpeaceFormat.labels["donor"],
      reference: project.grant.string("number"), from: start, to: engagement.date("endsOn") ?? start)
    try report.heading("note.facts")
    try report.engagementForm("facts", engagement, [.type, .date, .end, .hours, .place, .format, .family, .organisers])
    try writeDiscussion(engagement, &report)
    try report.heading("note.people")
    try report.present(attendance, at: engagement)
    let findings = try inputs.rows(of: "findings").filter { $0.string("engagement") == key }
    try writeFindings(findings, &report)
    try writeAgreements(engagement, &report)
    try report.heading("note.actionItems")
    let items = try inputs.collected("actionItems").filter { $0.string("engagement") == key }
    if items.isEmpty {
      try report.nothing("gaps.actionItems", path: "action_item")
    } else {
      try report.actionItems(items)
    }
    try report.heading("note.consent")
    if engagement.flag("chathamHouse") == true { try report.paragraph(label: "note.chatham") }
    try report.consentSentence(ConsentNote.bases(of: findings))
    try report.acronyms("acronyms")
    try report.warn(longerThan: pages)
  }

  /// As long as partners read such a note.
  private static let pages = 2

  private static func writeDiscussion(_ row: InputRow, _ report: inout ReportBuilder) throws {
    try report.heading("note.discussion")
    if let theme = row.label("theme") { try report.paragraph(label: "note.theme", ["theme": theme]) }
    if row.text("topic") != nil {
      try report.prose(row, "topic")
    } else {
      try writeGap("topic", of: row, &report)
    }
    let problems = row.value("problems")
    if problems != .missing {
      try report.paragraph(RichText([.strong(report.words["note.problems"]), .text(" "), problems]))
    }
  }

  /// That something is withheld, or else that nobody has recorded it.
  private static func writeGap(_ field: String, of row: InputRow, _ report: inout ReportBuilder) throws {
    if row.isWithheld(field) { return try report.paragraph([row.withheld]) }
    try report.placeholder("gaps.\(field)", path: "engagement.\(field)")
  }

  private static func writeFindings(_ findings: [InputRow], _ report: inout ReportBuilder) throws {
    try report.heading("note.findings")
    if findings.isEmpty { try report.nothing("findings.empty", path: "finding") }
    for row in findings { try report.finding(row, level: 2) }
    let isUnnamed = findings.contains { row in
      row.isWithheld("raisedBy") || row.rows("quotes").contains { $0.isWithheld("speakerGroup") }
    }
    if isUnnamed { try report.paragraph(label: "note.unnamed") }
    let duplicates = findings.count { $0.string("duplicateOf") != nil }
    try report.warn("finding.duplicates", count: duplicates, path: "finding.duplicateOf")
  }

  /// What was agreed, and by whom where the readers may know who was there.
  private static func writeAgreements(_ row: InputRow, _ report: inout ReportBuilder) throws {
    try report.heading("note.agreements")
    let agreements = row.rows("agreements").filter { $0.text("text") != nil }
    guard !agreements.isEmpty else { return try writeGap("agreements", of: row, &report) }
    try report.list(
      agreements.map { agreement in
        let parties = agreement.organisationTexts("parties", .short)
        let told = parties.isEmpty ? nil : InlineValue.text("(\(parties.joined(separator: ", ")))")
        let hidden: InlineValue? = agreement.isWithheld("parties") ? agreement.withheld : nil
        return .joined([agreement.value("text"), told ?? hidden], by: " ")
      }, ordered: true)
  }
}
