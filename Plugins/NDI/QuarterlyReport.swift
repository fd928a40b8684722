import Records
import ReportDocument
import ReportKit

/// The quarterly narrative, which serves for the fiscal year too.
enum QuarterlyReport {
  static let name = "ndi/quarterly"
  static let sections = [
    "award", "summary", "context", "progress", "areas", "findings", "indicators", "challenges", "partners",
    "nextQuarter", "annexA", "annexB", "annexC",
  ]
  /// The sections that take prose, beside the areas of work.
  static let prose = ["summary", "context", "progress", "challenges", "next_quarter"]

  static let queries: [InputQuery] =
    [NDIFormat.programme, .narratives(of: name)] + NDIFormat.indicators + [Findings.gravest] + Activities.queries
    + [.people(by: "group", "sex")] + ProgrammeAreas.queries + Findings.queries + [
      InputQuery.risks.outside(.period), .stories,
    ]

  static func compose(_ scope: ReportScope, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.readNarratives()
    let frameworks = try ResultsFramework.read(inputs)
    let lines = scope.lines(frameworks, try CountedCells(inputs, by: CountedCells.Breakdown.allCases))
    try writeAward(scope, &report)
    try Highlights.write(scope, lines, inputs, &report)
    try report.section("context", prose: "context")
    let activities = try Activities(inputs)
    let engagements = try inputs.collected("engagements", limit: activityLimit)
    let reached = try PeopleTally(inputs, by: "group", "sex")
    try Progress.write(scope, frameworks, activities, engagements, reached, &report)
    try ProgrammeAreas.write(scope, inputs, engagements, &report)
    try Findings.write(scope, inputs, &report)
    try writeIndicators(scope, lines, &report)
    try writeChallenges(scope, inputs, &report)
    try writePartners(scope, &report)
    try writeNextQuarter(scope, frameworks, &report)
    try report.section("annexA")
    try report.referenceSheets(lines, yearFrom: scope.fiscalYear.startMonth)
    try report.section("annexB")
    try report.stories(try inputs.collected("stories"))
    try report.section("annexC")
    try report.sources("sources")
    try report.acronyms("acronyms")
  }

  /// Activities are set under objectives, which needs all of a period at once; more would be no narrative any more.
  private static let activityLimit = 25_000

  /// The cover and section 1.
  private static func writeAward(_ scope: ReportScope, _ report: inout ReportBuilder) throws {
    let title = scope.quarter != nil ? "quarter" : scope.isWholeYear ? "year" : "other"
    try Award.begin(scope, title: "title.\(title)", period: scope.project.period, sections: sections, &report)
    try report.section("award")
    try Award.writeForm(scope, &report)
    try report.prose(scope.project.programme, "description")
  }

  /// Section 7, on pages that lie: the table, and how much of each target was reached.
  private static func writeIndicators(
    _ scope: ReportScope, _ lines: [IndicatorLine], _ report: inout ReportBuilder
  ) throws {
    try report.part(.landscape)
    try report.section("indicators")
    try IndicatorTable(scope: scope, isOnPage: true).write(lines, &report)
    let firsts = lines.filter(\.isFirst)
    for line in firsts { try Deviation(line, scope)?.diagnose(report) }
    try report.targetsReached(firsts)
    try report.part(.portrait)
  }

  /// Section 8: prose, risks, and what was changed against what was signed.
  private static func writeChallenges(
    _ scope: ReportScope, _ inputs: ReportInputs, _ report: inout ReportBuilder
  ) throws {
    try report.section("challenges", prose: "challenges")
    try report.risks(try inputs.collected("risks").known(on: scope.asOf))
    try report.heading("changes.heading")
    try report.changes(SignedChange.agreed(scope.project))
  }

  /// Section 9: those who help, without the funder and the lead, who stand on the cover.
  private static func writePartners(_ scope: ReportScope, _ report: inout ReportBuilder) throws {
    try report.section("partners")
    let partners = scope.project.programme.rows("partners").filter {
      !["donor", "lead"].contains($0.string("role"))
    }
    try report.partners(partners)
  }

  /// Section 10: what the work plan has for the three months after the report.
  private static func writeNextQuarter(
    _ scope: ReportScope, _ frameworks: [ResultsFramework], _ report: inout ReportBuilder
  ) throws {
    try report.section("nextQuarter", prose: "next_quarter")
    let quarter = FiscalYear.quarter(after: scope.asOf)
    try report.nextSteps(PlanStep.activities(frameworks, on: scope.asOf).filter { $0.isPlanned(in: quarter) })
  }
}
