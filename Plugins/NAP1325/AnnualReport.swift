import Records
import ReportDocument
import ReportKit

/// The annual report on the plan.
enum AnnualReport {
  static let name = "nap1325/annual"
  static let media = ["docx"] + PrintedMedia.names.filter { $0 != "docx" }
  /// The sections that take prose.
  static let prose = [
    "foreword", "summary", "context", "implementation", "participation", "budget", "coordination", "regions",
    "difficulties",
  ]
  static let queries: [InputQuery] =
    [.narratives(of: name)] + PlanScope.queries + [Activities.query, .contextEvents] + InputQuery.legalAlignment
    + [.stories, .spentByFunder, .steeringBodies] + InputQuery.regions
    + [InputQuery.risks.outside(.period), .lessons] + Recommendations.queries

  private static let sections = [
    "foreword", "summary", "context", "implementation", "participation", "budget", "coordination", "regions",
    "difficulties", "recommendations", "annexMatrix", "annexResolution", "annexSources",
  ]

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    try report.readNarratives()
    let scope = try PlanScope(request, inputs, byYear: false)
    let pillars = PlanPart.pillars(of: scope.plan, report.words)
    let activities = try Activities(inputs, pillars, scope)
    try report.begin(
      title: NAP1325Format.labels["title.annual"], donor: NAP1325Format.labels["donor"],
      // Without a first day that was asked for, events and money are of all days, and of no period.
      from: request.period.from, to: scope.days.to, facts: PlanFacts.cover(scope),
      outline: sections.map {
        OutlineSection($0, NAP1325Format.labels["sections.\($0)"], isNumbered: !$0.hasPrefix("annex"))
      })
    try report.section("foreword")
    if scope.plan == nil { try report.nothing("gaps.plan", path: "framework") }
    if scope.isOutsidePlan { try report.callout(.warning, "gaps.outside") }
    try report.narrativeOrGap("foreword")
    try writeSummary(scope, pillars, activities, &report)
    try report.section("context", prose: "context")
    try report.contextEvents(in: scope.days)
    try report.instruments(followedBy: scope.plan)
    try report.section("implementation")
    try report.narrative("implementation")
    try report.planProgress(pillars, on: scope.asOf, statuses: "statuses")
    try activities.write(pillars, scope, &report)
    try report.heading("stories.heading")
    try report.stories(try inputs.collected("stories"))
    try WomenInBodies.write(scope, &report)
    try report.section("budget")
    try report.narrative("budget")
    try report.funding(Funding(of: scope.plan, by: pillars))
    try report.transfers(scope.transfers)
    try report.spentByFunder()
    try Machinery.write(scope, activities, &report)
    try report.section("regions")
    try report.narrative("regions")
    try report.regions(scope.plan?.nodes("activity") ?? [])
    try report.section("difficulties")
    try report.narrativeOrGap("difficulties")
    try report.risks(try inputs.collected("risks").known(on: scope.asOf))
    try report.lessons(try inputs.collected("lessons"))
    try Recommendations.write(scope, inputs, &report)
    try writeAnnexes(scope, pillars, &report)
  }

  /// Section 2: prose, and the figures that are asked for first.
  private static func writeSummary(
    _ scope: PlanScope, _ pillars: [PlanPart], _ activities: Activities, _ report: inout ReportBuilder
  ) throws {
    try report.section("summary")
    try report.narrativeOrGap("summary")
    let words = report.words
    func part(_ part: Int, of all: Int) -> InlineValue {
      all == 0 ? .missing : .text(words["figures.part", ["part": "\(part)", "all": "\(all)"]])
    }
    let lines = scope.lines()
    let measured = lines.count { $0.isFirst && $0.isMeasured }
    try report.form(
      "figures",
      [
        "completed": part(pillars.completed(on: scope.asOf), of: pillars.activityCount),
        "share": pillars.completion(on: scope.asOf),
        "measured": part(measured, of: lines.count(where: \.isFirst)), "meetings": .number(activities.meetings.count),
        "engagements": .number(activities.count),
      ])
    try report.warnUnmeasured(lines)
  }

  private static func writeAnnexes(
    _ scope: PlanScope, _ pillars: [PlanPart], _ report: inout ReportBuilder
  ) throws {
    try report.part(.landscape)
    try report.section("annexMatrix")
    if pillars.isEmpty { try report.nothing("gaps.plan", path: "framework.nodes") }
    let table = MatrixTable(scope, isOnPage: true)
    try report.paragraph(label: "matrix.reading")
    for (index, pillar) in pillars.enumerated() { try table.write(pillar, id: "matrix-\(index + 1)", &report) }
    try report.section("annexResolution")
    try report.resolution1325(scope.lines(), until: scope.asOf)
    try report.part(.portrait)
    try report.section("annexSources")
    try report.sources("sources")
    try report.acronyms("acronyms")
  }
}
