public import CReportPlugin
import Records
import ReportDocument
public import ReportKit

/// The synthesis of roundtables and dialogues: for whoever presents the findings to the bodies that they address.
public struct RoundtableFormat: DonorFormat {
  /// The format's words.
  public static let labels = Labels(PackageResources.labels_json)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "roundtable", version: "1.2.0", donor: labels["donor"], title: labels["title"],
      reports: [
        ReportDescription(
          id: reportName, title: labels["title"], cadence: labels["cadence"], level: .internal,
          parameters: [.string("origin", labels["origin"], allowed: Selection.choices)], sections: ["summary"],
          queries: queries)
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let selection = Selection(request)
    try report.readNarratives()
    let selected = try SelectedFindings(inputs, selection)
    let levels = CountTraces(try inputs.rows(of: "levels"), by: "theme", "agreement")
    let asked = try PlannedRecommendations(inputs, of: selected.themes)
    let bodies = CountTraces(try inputs.rows(of: "bodies"), by: "addressee")
    let followUps = try FollowUps(inputs, asOf: min(request.period.to ?? request.reportDate, request.reportDate))
    try report.begin(donor: labels["donor"], sections: sections)
    try report.section("overview", onSheet: .portrait)
    try report.narrative("summary")
    try Meetings.write(inputs, selection, selected, levels, recommendations: asked.total, &report)
    try report.section("matrix", onSheet: selected.matrix.places.count > mostColumns ? .landscape : .portrait)
    try selected.matrix.write(&report)
    try selected.matrix.writeLevels(levels, as: "levels", &report)
    try report.section("findings", onSheet: .portrait)
    let restitutions = Restitutions()
    let numbers = try Findings.write(inputs, selection, selected, restitutions, &report)
    try report.section("recommendations", onSheet: .portrait)
    var planned: [PlanNode: [Int]] = [:]
    try report.recommendations(
      inputs.rows(of: "recommendations").lazy.filter(selected.holds), byAddressee: numbers, followUps: followUps,
      hasRegions: selected.matrix.places.count > 1
    ) { row, number in
      restitutions.note(recommendation: row)
      PlanNode(row).map { planned[$0, default: []].append(number) }
    }
    try report.section("themes", onSheet: .portrait)
    if asked.isEmpty {
      try inputs.skip("plans")
      try report.nothing("themes.empty", path: "finding.recommendations")
    } else {
      try asked.writeThemes("themes", named: selected.matrix.name, &report)
      try asked.writeNodes(inputs, numbers: planned, &report)
    }
    try report.section("restitutions", onSheet: .portrait)
    try restitutions.write(bodies, &report)
    try report.section("annex", onSheet: .portrait)
    try report.sources("sources")
    try report.acronyms("acronyms")
  }

  private static let reportName = "roundtable/synthesis"
  static let sections = ["overview", "matrix", "findings", "recommendations", "themes", "restitutions", "annex"]

  /// Regions that a matrix on an upright page has room for.
  private static let mostColumns = 7

  private static let queries: [InputQuery] =
    [
      .narratives(of: reportName),
      // Without texts: what the report is of, and what its matrices are counted from.
      .listing(
        "matrix", from: "finding",
        select: [
          "origin", "engagement", "assignment", "theme", "place", "agreement", "raisedBy", "consolidates",
          "duplicateOf",
        ], orderBy: ["region", "key"]
      ).following("engagement", select: ["engagementType"]).labelled(),
      .tally("levels", from: "finding", groupBy: ["theme", "agreement"], measures: ["count"], totals: true).traced(),
    ] + PlannedRecommendations.queries + [
      .tally("bodies", from: "recommendation", groupBy: ["addressee"], measures: ["count"]).traced(),
      // Of all days: what was answered or seen after the period's findings says where their recommendations stand.
      .responses.outside(.period), .followUps.outside(.period),
      .listing(
        "engagements", from: "engagement", select: ["engagementType", "title", "startsOn", "place", "language"],
        orderBy: ["startsOn", "key"]
      ).labelled(),
      .assignments,
      .listing(
        "findings", from: "finding",
        select: [
          "origin", "engagement", "title", "statement", "theme", "place", "agreement", "raisedBy", "dissent", "quotes",
          "recommendations", "restitution", "consolidates", "language",
        ], orderBy: ["region", "key"]
      ).following("engagement", select: ["engagementType"]).labelled(),
      .listing(
        "recommendations", from: "recommendation",
        select: ["text", "addressee", "priority", "dueOn", "finding", "region", "framework", "node", "language"],
        orderBy: ["addressee", "key"]
      ).labelled(),
      PlanNodes.query,
    ]
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_RoundtableSynthesis)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: RoundtableFormat.self) }
