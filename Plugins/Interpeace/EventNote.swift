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
          "quotes", "recommendations", "language",
        ], orderBy: ["key"]
      ).labelled(),
      .actionItems, ConsentNote.query,
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
    try writeFacts(engagement, &report)
    try writeDiscussion(engagement, &report)
    try writePeople(attendance, engagement, &report)
    let findings = try inputs.rows(of: "findings").filter { $0.string("engagement") == key }
    try writeFindings(findings, &report)
    try writeAgreements(engagement, &report)
    try report.heading("note.actionItems")
    let items = try inputs.collected("actionItems").filter { $0.string("engagement") == key }
    if items.isEmpty {
      try report.placeholder("gaps.actionItems", path: "action_item")
    } else {
      try report.actionItems(items)
    }
    try report.heading("note.consent")
    if engagement.flag("chathamHouse") == true { try report.paragraph(label: "note.chatham") }
    try ConsentNote.write(
      project, findings: findings.reduce(into: [:]) { $0[$1.string("consentBasis") ?? "", default: 0] += 1 },
      stories: nil, consents: try ConsentNote.read(inputs, project.request).filter { $0.string("engagement") == key },
      &report)
    try report.acronyms("acronyms")
    try report.warn(longerThan: pages)
  }

  /// As long as partners read such a note.
  private static let pages = 2

  private static func writeFacts(_ row: InputRow, _ report: inout ReportBuilder) throws {
    let hours = row.number("durationHours")
    try report.heading("note.facts")
    try report.form(
      "facts",
      [
        "type": .text(row.label("engagementType")), "start": .date(row.date("startsOn")),
        "end": .date(row.date("endsOn") ?? row.date("startsOn")),
        "hours": .number(hours, decimals: hours == hours?.rounded() ? 0 : 1), "place": .text(row.placeText),
        "format": .text(row.label("format")), "family": .text(row.label("actorFamily")),
        "organisers": .lines(
          [row.organisationText("host", .introduced)].compactMap { $0 } + row.organisationTexts("partners")),
      ])
  }

  private static func writeDiscussion(_ row: InputRow, _ report: inout ReportBuilder) throws {
    try report.heading("note.discussion")
    if let theme = row.label("theme") { try report.paragraph(label: "note.theme", ["theme": theme]) }
    if row.text("topic") == nil { try report.placeholder("gaps.topic", path: "engagement.topic") }
    try report.prose(row, "topic")
    let problems = row.value("problems")
    if problems != .missing {
      try report.paragraph(RichText([.strong(report.words["note.problems"]), .text(" "), problems]))
    }
  }

  /// Who came, as far as small numbers allow it to be told.
  private static func writePeople(
    _ attendance: Attendance, _ engagement: InputRow, _ report: inout ReportBuilder
  ) throws {
    try report.heading("note.people")
    let key = engagement.string("key")
    guard attendance.isCounted(key) else {
      return try report.placeholder("present.empty", path: "engagement.participation")
    }
    let words = report.words
    let parts = attendance.sexes + ["youth"]
    try report.drawn(
      "present", as: .bar, titles: [words["activities.people"]],
      parts.map { TableRow([.text(words["activities.\($0)"]), attendance.people(at: key, $0)]) }
        + [TableRow([.text(words["activities.all"]), attendance.people(at: key)], role: .total)])
    if let counted = engagement.label("countedBy") {
      try report.paragraph(label: "present.countedBy", ["way": counted])
    }
  }

  private static func writeFindings(_ findings: [InputRow], _ report: inout ReportBuilder) throws {
    try report.heading("note.findings")
    if findings.isEmpty { try report.placeholder("findings.empty", path: "finding") }
    for row in findings { try report.finding(row, level: 2) }
  }

  /// What was agreed, and by whom where the readers may know who was there.
  private static func writeAgreements(_ row: InputRow, _ report: inout ReportBuilder) throws {
    try report.heading("note.agreements")
    let agreements = row.rows("agreements").filter { $0.text("text") != nil }
    guard !agreements.isEmpty else { return try report.placeholder("gaps.agreements", path: "engagement.agreements") }
    try report.list(
      agreements.map { agreement in
        let parties = agreement.organisationTexts("parties", .short)
        let told = parties.isEmpty ? nil : InlineValue.text("(\(parties.joined(separator: ", ")))")
        let hidden: InlineValue? = agreement.isWithheld("parties") ? agreement.withheld : nil
        return .joined([agreement.value("text"), told ?? hidden], by: " ")
      }, ordered: true)
  }
}
