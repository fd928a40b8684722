import Records
import ReportDocument
import ReportKit

/// The quarterly monitoring matrix: a sheet for each pillar, and what the committee wants to see of all of them.
enum MatrixReport {
  static let name = "nap1325/matrix"
  /// No page has room for the matrix's 23 columns, so that media of pages are none of its own.
  static let media = ["xlsx", "html", "csv", "csv-bom", "json", "markdown"]
  static let queries = PlanScope.queries
  /// What the committee tells a status of, quarter by quarter: all between pillars and activities.
  private static let results = CodeLists.nodeLevel.codes.filter { !["pillar", "activity"].contains($0) }

  static func compose(_ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder) throws {
    let scope = try PlanScope(request, inputs, byYear: true)
    let words = report.words
    let pillars = PlanPart.pillars(of: scope.plan, words)
    let own = pillars.enumerated().map { (id: "pillar-\($0.offset + 1)", pillar: $0.element) }
    let others = ["synthesis", "budget", "resolution", "goals"]
    func section(_ id: String) -> OutlineSection { OutlineSection(id, NAP1325Format.labels["sections.\(id)"]) }
    try report.begin(
      title: Bilingual(verbatim: words["title.matrix", ["time": scope.time]]), donor: NAP1325Format.labels["donor"],
      from: scope.days.from, to: scope.days.to, facts: PlanFacts.cover(scope),
      outline: [section(others[0])]
        + own.map { OutlineSection($0.id, Bilingual(verbatim: $0.pillar.name), isNumbered: false) }
        + others.dropFirst().map(section))
    if scope.plan == nil { try report.nothing("gaps.plan", path: "framework") }
    if scope.isOutsidePlan { try report.callout(.warning, "gaps.outside") }
    if scope.isAhead { try report.caution("gaps.year", path: "parameters.year") }
    try report.part(.landscape, sheet: "synthesis")
    try report.section("synthesis")
    try report.planProgress(pillars, on: scope.asOf, statuses: "statuses")
    try report.quarterlyStatuses(pillars, levels: results, in: scope.fiscalYear, until: scope.asOf)
    let table = MatrixTable(scope, isOnPage: false)
    for (id, pillar) in own {
      try report.add(.part(Part(.landscape, sheet: TitleText(pillar.sheet(words)))))
      try report.section(id)
      if let statement = pillar.root?.row { try report.prose(statement, "statement") }
      try table.write(pillar, id: "matrix-\(id)", &report)
      try report.paragraph(label: "matrix.reading")
      try report.paragraph(label: "matrix.money", ["years": scope.planYears])
    }
    try report.part(.landscape, sheet: "budget")
    try report.section("budget")
    try report.funding(Funding(of: scope.plan, by: pillars))
    try report.part(.landscape, sheet: "resolution")
    try report.section("resolution")
    try report.resolution1325(scope.lines(), until: scope.asOf)
    try report.part(.landscape, sheet: "goals")
    try report.section("goals")
    try report.developmentGoals(scope.lines(), until: scope.asOf)
    try report.warnUnmeasured(scope.lines())
  }
}
