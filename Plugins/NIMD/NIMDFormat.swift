public import CReportPlugin
import IATIPublishing
import Records
import ReportDocument
public import ReportKit

/// The results report of a country programme in the style of the Netherlands Institute for Multiparty Democracy, for a
/// year or half a year.
public struct NIMDFormat: DonorFormat {
  /// The format's words, completed by those on the publication to IATI.
  public static let labels = Labels(PackageResources.labels_json).completed(by: IATIWords.labels)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "nimd", version: "1.0.0", donor: labels["donor"], title: labels["format"],
      reports: [
        ReportDescription(
          id: reportName, title: labels["report"], cadence: labels["cadence"], cadences: [.year, .grantPhase],
          level: .internal,
          // MFA, the ministry’s, and UE, the European Union’s: those who pay for such programmes in Mali.
          grant: .required(pattern: #"^[MU][FE]A?-[A-Z0-9]{2}-[A-Z0-9]{3,4}-[A-Z]{3}$"#),
          sections: [
            "summary", "context", "theory_of_change", "results", "reforms", "inclusion", "partners", "adaptation",
            "finance",
          ], queries: queries)
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let project = try GrantProject(request, inputs)
    let period = project.period
    try report.readNarratives(ofAll: ReportPeriod(from: project.startsOn, to: project.endsOn))
    let inclusion = try Inclusion(inputs)
    let people = inclusion.people
    let frameworks = try ResultsFramework.read(inputs)
    let counted = try CountedCells(inputs)
    let results = Results(frameworks, period, counted)
    try report.begin(
      title: "title.\(span(period))", donor: labels["donor"], reference: request.grant, period: period,
      facts: ["lead": .text(project.implementingAgency)], sections: sections)
    try report.section("summary")
    // Without a period the core hands over meetings of all days, which the grant’s own do not bound.
    if request.period == ReportPeriod() { try report.caution("openPeriod", path: "period") }
    try report.narrativeOrGap("summary")
    try report.form(
      "summary",
      [
        "people": people.people(), "women": people.people(sex: "female"), "men": people.people(sex: "male"),
        "others": people.people(sex: "other_nd"), "share": people.womenShare(), "youth": people.youth(),
        "indicators": .number(results.lines.count), "measured": .number(results.measured),
        "reached": .number(results.targetsReached),
      ])
    try TheoryOfChange.write(frameworks.filter { $0.type == TheoryOfChange.type }, period, &report)
    try results.write(&report)
    try report.part(.landscape, sheet: "meetings")
    try Meetings.write(inputs, &report)
    try report.part(.portrait, sheet: "analysis")
    try Reforms.write(inputs, period, &report)
    try inclusion.write(&report)
    try report.section("stories")
    try report.stories(try inputs.collected("stories"))
    try report.section("partners", prose: "partners")
    try report.partners(project.programme.rows("partners"))
    try report.partnerShares(project.programme.rows("partners"))
    try report.section("adaptation")
    try report.risks(try inputs.collected("risks").known(on: period.to))
    try report.lessons(try inputs.collected("lessons"))
    try report.narrativeOrGap("adaptation")
    try report.changes(SignedChange.agreed(project) + SignedChange.budget(project), grouped: true)
    try report.part(.landscape, sheet: "finance")
    try Finance.write(try GrantAccount(project, inputs), &report)
    try report.part(.landscape, sheet: "annex")
    try Annex.write(frameworks.filter { $0.type != TheoryOfChange.type }, results, counted, project, &report)
  }

  static let reportName = "nimd/results"
  static let sections = [
    "summary", "context", "results", "schools", "sessions", "reforms", "inclusion", "stories", "partners", "adaptation",
    "finance", "annex",
  ]

  /// What the days are, which names the report's title: a calendar year, a half of one, or others.
  private static func span(_ period: ReportPeriod) -> String {
    guard let year = period.to.map({ FiscalYear(of: $0) }) else { return "other" }
    return year.period == period ? "annual" : year.halves.contains(period) ? "semiannual" : "other"
  }

  /// The report tells of the whole programme to each of those who pay for it: all but prose and money is of no grant.
  private static let queries: [InputQuery] =
    [
      .listing("programme", from: "programme", select: GrantProject.fields + ["changes"]).labelled(),
      .narratives(of: reportName),
    ]
    + Inclusion.queries
    + [
      InputQuery.frameworks("donor_results", "project_document", TheoryOfChange.type)
        .selecting("confidentiality").outside(.grant),
      // Of all days, as the cells of people.
      Consistency.measurements.outside(.grant, .period),
    ] + CountedCells.queries(among: true).map { $0.outside(.grant, .period) } + Meetings.queries
    // What was seen in the period alone tells what was carried out in it, however old the recommendation is.
    + [
      InputQuery.responses.outside(.grant), InputQuery.followUps.outside(.grant),
      InputQuery.recommendations().outside(.grant, .period), InputQuery.actionItems.outside(.grant),
      InputQuery.stories.outside(.grant), InputQuery.risks.outside(.grant, .period),
      InputQuery.lessons.outside(.grant),
    ] + GrantAccount.queries
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_NIMD)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: NIMDFormat.self) }
