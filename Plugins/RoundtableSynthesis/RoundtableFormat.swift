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
          id: "roundtable/synthesis", title: labels["title"], cadence: labels["cadence"], level: .internal,
          parameters: [.string("origin", labels["origin"], allowed: Selection.choices)], queries: queries)
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let selection = Selection(request)
    let selected = try SelectedFindings(inputs, selection)
    let levels = CountTraces(try inputs.rows(of: "levels"), by: "theme", "agreement")
    let counts = try RecommendationCounts(inputs, selected)
    let nodes = CountTraces(try inputs.rows(of: "nodes"), by: "theme", "framework", "node")
    try report.begin(
      donor: labels["donor"],
      sections: ["overview", "matrix", "findings", "recommendations", "themes", "restitutions"])
    try report.section("overview")
    try Meetings.write(
      inputs, selection, selected, recommendations: nodes.value(counts.total, "", "", ""), &report)
    let isWide = selected.matrix.places.count > mostColumns
    if isWide { try report.add(.part(Part(.landscape))) }
    try report.section("matrix")
    try selected.matrix.write(&report)
    try selected.matrix.writeLevels(levels, as: "levels", &report)
    if isWide { try report.add(.part(Part(.portrait))) }
    try report.section("findings")
    let restitutions = Restitutions()
    let numbers = try Findings.write(inputs, selection, restitutions, &report)
    try report.section("recommendations")
    let recommendations = try inputs.rows(of: "recommendations").lazy.filter(selected.holds).map { row in
      restitutions.note(recommendation: row)
      return row
    }
    try report.recommendations(recommendations, byAddressee: numbers)
    try report.section("themes")
    try PlannedRecommendations.write(inputs, selected, counts, nodes, &report)
    try report.section("restitutions")
    try restitutions.write(&report)
  }

  /// Regions that a matrix on an upright page has room for.
  private static let mostColumns = 7

  private static let queries: [InputQuery] = [
    // Without texts: what the report is of, and what its matrices are counted from.
    .listing(
      "matrix", from: "finding", select: ["origin", "engagement", "assignment", "theme", "place", "agreement"],
      orderBy: ["region", "key"]
    ).following("engagement", select: ["engagementType"]).labelled(),
    .tally("levels", from: "finding", groupBy: ["theme", "agreement"], measures: ["count"], totals: true).traced(),
    .tally("asked", from: "recommendation", groupBy: ["finding", "framework", "node"], measures: ["count"]),
    .tally(
      "nodes", from: "recommendation", groupBy: ["theme", "framework", "node"], measures: ["count"], totals: true
    ).traced(),
    .listing(
      "engagements", from: "engagement", select: ["engagementType", "title", "startsOn", "place"],
      orderBy: ["startsOn", "key"]
    ).labelled(),
    .listing(
      "assignments", from: "assignment", select: ["assignmentType", "title", "startsOn", "finalReportOn"],
      orderBy: ["key"]
    ).labelled(),
    .listing(
      "findings", from: "finding",
      select: [
        "origin", "engagement", "title", "statement", "theme", "place", "agreement", "raisedBy", "dissent", "quotes",
        "recommendations", "restitution", "language",
      ], orderBy: ["region", "key"]
    ).following("engagement", select: ["engagementType"]).labelled(),
    .listing(
      "recommendations", from: "recommendation",
      select: ["text", "addressee", "type", "priority", "dueOn", "finding", "region"], orderBy: ["addressee", "key"]
    ).labelled(),
    .listing("plans", from: "framework", select: ["title", "nodes"], orderBy: ["key"]).labelled(),
    .listing(
      "planned", from: "recommendation",
      select: ["text", "addressee", "priority", "dueOn", "framework", "node", "finding", "theme"],
      orderBy: ["theme", "framework", "node", "key"]
    ).labelled(),
  ]
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_RoundtableSynthesis)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: RoundtableFormat.self) }
