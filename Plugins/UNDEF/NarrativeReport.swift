import Records
import ReportDocument
import ReportKit

/// The narrative report: one form of twelve sections for mid-term and final.
enum NarrativeReport {
  static let name = "undef/narrative"
  static let sections = [
    "general", "finance", "management", "beneficiaries", "outputs", "outcomes", "findings", "changes", "challenges",
    "lessons", "crosscutting", "supplementary",
  ]
  /// The form's limit, annexes excluded.
  private static let pagesAllowed = 15

  static var description: ReportDescription {
    let labels = UNDEFFormat.labels
    return ReportDescription(
      id: name, title: labels["report"], cadence: labels["cadence"], cadences: [.grantPhase], level: .public,
      grant: UNDEFFormat.grant,
      parameters: [.string("phase", labels["phase"], allowed: ["midterm", "final"])],
      sections: [
        "management_actions", "beneficiaries", "outputs", "outcomes", "changes", "challenges", "lessons", "gender",
        "partnerships", "visibility", "sustainability", "supplementary",
      ],
      queries: queries)
  }

  static func write(_ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder) throws {
    try report.readNarratives()
    try GeneralInformation.write(project, &report)
    try FinancialStatus.write(project, inputs, &report)
    let committees = try inputs.collected("committees")
    let risks = try inputs.collected("risks").known(on: project.asOf)
    let actions = ManagementActions.lines(project, committees: committees, risks: risks, report.words)
    try section("management", "management_actions", actions, &report, ManagementActions.write)
    try Beneficiaries.write(project, inputs, &report)
    let plan = try ProjectPlan(inputs)
    try Outputs.write(plan, project, inputs, &report)
    try writeOutcomes(plan, project, &report)
    try KeyFindings.write(inputs, &report)
    let changes =
      SignedChange.agreed(project) + SignedChange.budget(project) + SignedChange.targets(project)
      + SignedChange.milestones(plan.milestones) + SignedChange.activities(plan.frameworks)
      + SignedChange.indicators(plan.frameworks)
    try section("changes", "changes", changes, &report) { try $1.changes($0, grouped: true) }
    try section("challenges", "challenges", risks, &report) { try $1.risks($0) }
    try section("lessons", "lessons", try inputs.collected("lessons"), &report) { try $1.lessons($0) }
    let media = try inputs.collected("media")
    // Evidence of no grant is shared by all programmes.
    let evidence = try inputs.rows(of: "evidence").filter { $0.string("grant") == project.grant.string("number") }
    try writeCrosscutting(media, evidence, &report)
    try section("supplementary", "supplementary", evidence.filter(isSupplement), &report) { try $1.evidence($0) }
    try report.heading("sources.heading")
    try report.sources("sources")
    try report.acronyms("acronyms")
    try report.warn(longerThan: pagesAllowed)
  }

  /// A section of prose and of records: a gap where there is neither.
  private static func section<Row>(
    _ section: String, _ code: String, _ rows: [Row], _ report: inout ReportBuilder,
    _ table: ([Row], inout ReportBuilder) throws -> Void
  ) throws {
    try report.section(section)
    if rows.isEmpty { return try report.narrativeOrGap(code) }
    try report.narrative(code)
    try table(rows, &report)
  }

  private static func writeOutcomes(_ plan: ProjectPlan, _ project: GrantProject, _ report: inout ReportBuilder) throws
  {
    try report.section("outcomes")
    let lines = Indicators.of(plan, ["impact", "outcome", "result"], project)
    let hasProse = try report.narrative("outcomes")
    if lines.isEmpty {
      try report.placeholder(hasProse ? "gaps.indicators" : "gaps.outcomes", path: "framework.indicators")
    }
    try Indicators.write("outcomes", lines, &report)
    try Indicators.draw(lines + Indicators.of(plan, ["output", "activity"], project), &report)
  }

  private static func writeCrosscutting(
    _ media: [InputRow], _ evidence: [InputRow], _ report: inout ReportBuilder
  ) throws {
    try report.section("crosscutting")
    for subject in ["gender", "partnerships", "visibility", "sustainability"] {
      try report.heading("crosscutting.\(subject)")
      try report.narrativeOrGap(subject)
      let appearances = media + evidence.filter { $0.string("evidenceType") == "press_article" }
      guard subject == "visibility", !appearances.isEmpty else { continue }
      try report.table(
        "media", of: appearances, missing: "engagement",
        [
          .date("date", width: 3) { .date($0.date("startsOn") ?? $0.date("publishedOn") ?? $0.date("takenOn")) },
          .text("outlet", width: 5) { .lines(outlets($0)) }, .text("title", width: 6) { $0.value("title") },
          .text("link", width: 4) { row in
            guard let address = row.string("url"), let target = LinkTarget(address) else { return "—" }
            return InlineValue(.text(TextSpan(address, link: target)))
          },
        ])
    }
  }

  /// Where something appeared: in the media that reported on it, or else with who held or published it.
  private static func outlets(_ row: InputRow) -> [String] {
    let outlets = row.organisationTexts("outlets", .short)
    return outlets.isEmpty ? ["host", "publisher"].compactMap { row.organisationText($0) } : outlets
  }

  /// Receipts are the accountant's; statements and events of the context prove nothing that was done.
  private static func isSupplement(_ row: InputRow) -> Bool {
    !["receipt", "statement", "context_event"].contains(row.string("evidenceType"))
  }

  private static let queries: [InputQuery] =
    [
      .listing(
        "programme", from: "programme",
        select: GrantProject.fields + ["description", "regions", "targets", "changes"]
      ).labelled(),
      .narratives(of: name),
    ] + GrantAccount.queries + records

  private static let records: [InputQuery] = [
    .listing(
      "committees", from: "engagement", where: ["engagementType": ["committee_meeting"]],
      select: ["title", "startsOn", "problems", "language"], orderBy: ["startsOn", "key"]),
    // A risk of earlier days is still one, and a milestone that is late belongs to no day of the period.
    InputQuery.risks.outside(.period),
    .people(by: "group", "sex"), .people(by: "group", "youth"), .people(by: "region", "sex"),
    .frameworks("project_document", "donor_results"), InputQuery.measurements.outside(.period),
    InputQuery.milestones.outside(.period),
    .listing(
      "engagements", from: "engagement",
      select: ["engagementType", "title", "startsOn", "place", "milestone", "problems", "language"],
      orderBy: ["startsOn", "key"]
    ).following("milestone", select: ["number"]).labelled(),
    .listing(
      "findings", from: "finding", where: ["origin": ["roundtable", "focus_group"]],
      select: [
        "origin", "title", "statement", "theme", "place", "observedOn", "agreement", "recommendations", "language",
      ],
      orderBy: ["region", "key"]
    ).labelled(),
    .listing(
      "audits", from: "finding", where: ["origin": ["audit"]],
      select: [
        "title", "observedOn", "criterion", "condition", "cause", "effect", "institutions", "recommendations",
        "language",
      ],
      orderBy: ["key"]
    ).labelled(),
    .lessons,
    .listing(
      "media", from: "engagement", where: ["engagementType": ["media_event"]],
      select: ["title", "startsOn", "host", "outlets", "language"], orderBy: ["startsOn", "key"]
    ).labelled(),
    .listing(
      "evidence", from: "evidence",
      select: [
        "evidenceType", "title", "grant", "takenOn", "publishedOn", "publisher", "source", "url", "language",
      ], orderBy: ["takenOn", "publishedOn", "key"]
    ).labelled(),
  ]
}
