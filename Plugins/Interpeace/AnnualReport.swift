import Records
import ReportDocument
import ReportKit

/// The annual report on participation and peacebuilding.
enum AnnualReport {
  static let name = "interpeace/annual"
  static let sections = [
    "context", "actors", "participation", "findings", "plans", "stories", "outcomes", "doNoHarm", "learning", "annex",
  ]
  /// The sections that take prose.
  static let prose = ["context", "participation", "findings", "ownership", "do_no_harm", "learning"]

  static let queries: [InputQuery] =
    [
      InterpeaceFormat.programme, .narratives(of: name), .frameworks("donor_results"),
      // Targets are set for more than a year.
      .measurements.outside(.period),
    ] + CountedCells.queries(by: CountedCells.Breakdown.allCases, among: true) + [.actorMappings]
    + Participation.queries
    + ResearchFindings.queries + [
      .tally("progress", from: "action_item", groupBy: ["status"], measures: ["count"]).labelled().traced(),
      .actionItems, .stories, .risks.outside(.period), .lessons,
    ]

  static func compose(_ project: GrantProject, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.readNarratives()
    let frameworks = try ResultsFramework.read(inputs)
    let people = try CountedCells(inputs, by: CountedCells.Breakdown.allCases)
    let published = PublishedReach.read(frameworks, people, in: project.period)
    try report.begin(
      title: "annual.title", donor: InterpeaceFormat.labels["donor"], reference: project.grant.string("number"),
      period: project.period,
      facts: [
        "agency": .text(project.implementingAgency), "partners": .lines(project.partners("implementing", "partner")),
      ],
      sections: sections)
    try report.part(.portrait, sheet: "context")
    try writeContext(project, frameworks, &report)
    try report.section("actors")
    try report.actorMappings(inputs, until: project.period.to)
    try report.part(.portrait, sheet: "participation")
    try Participation.write(published, inputs, &report)
    try report.part(.portrait, sheet: "findings")
    let bases = try ResearchFindings.write(inputs, &report)
    try report.part(.portrait, sheet: "plans")
    try writePlans(project, inputs, &report)
    try report.part(.portrait, sheet: "stories")
    try report.section("stories")
    let stories = try report.stories(try inputs.collected("stories"))
    try report.part(.portrait, sheet: "outcomes")
    try Outcomes.write(project, frameworks, people, &report)
    try report.part(.portrait, sheet: "consent")
    try writeDoNoHarm(
      project, inputs, printed: ["findings": bases, "stories": ConsentNote.bases(of: stories)], &report)
    try report.section("learning")
    try report.narrativeOrGap("learning")
    try report.lessons(try inputs.collected("lessons"))
    try report.section("annex")
    try report.sources("sources")
    try report.acronyms("acronyms")
  }

  /// Section 1: what the programme is for, how it means to get there, and what the year was like.
  private static func writeContext(
    _ project: GrantProject, _ frameworks: [ResultsFramework], _ report: inout ReportBuilder
  ) throws {
    try report.section("context")
    let regions = project.programme.labels("regions").joined(separator: ", ")
    try report.form(
      "context",
      [
        "title": project.programme.value("title"), "start": .date(project.startsOn), "end": .date(project.finishesOn),
        "regions": regions.isEmpty ? .missing : .text(regions),
        "groups": project.grant.value("targetGroups"),
      ])
    try report.narrativeOrGap("context")
    try report.heading("context.aims")
    if project.programme.text("description") == nil {
      try report.placeholder("gaps.description", path: "programme.description")
    }
    try report.prose(project.programme, "description")
    for framework in frameworks { try report.prose(framework.row, "assumptions") }
  }

  /// Section 5: the groups' own plans, how they come along, and what is late.
  private static func writePlans(
    _ project: GrantProject, _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    try report.section("plans")
    let progress = try inputs.collected("progress")
    let items = try inputs.collected("actionItems")
    try report.actionItemStatuses("progress", progress, of: items)
    let day = project.period.until(project.request.reportDate).to
    if !items.isEmpty, let day, let shown = DocumentDate(day) {
      try report.paragraph(
        label: "progress.late",
        [
          "day": DateText.long(shown, in: DocumentLanguage(project.request.language)),
          "count": "\(items.count { $0.isLate(on: day) })",
        ])
    }
    // On a sheet of its own a table can be filtered.
    if !items.isEmpty { try report.part(.portrait, sheet: "items") }
    try report.actionItems(items)
  }

  /// Section 8: what was done so that nobody comes to harm, and on whose consent the report rests.
  private static func writeDoNoHarm(
    _ project: GrantProject, _ inputs: ReportInputs, printed: KeyValuePairs<String, ConsentNote.Bases>,
    _ report: inout ReportBuilder
  ) throws {
    try report.section("doNoHarm")
    try report.narrativeOrGap("do_no_harm")
    try report.risks(try inputs.collected("risks").known(on: project.period.to))
    try report.heading("consent.heading")
    try report.consentNote(printed: printed)
  }
}
