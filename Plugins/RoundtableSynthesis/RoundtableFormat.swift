public import CReportPlugin
import Records
import ReportDocument
public import ReportKit

/// The roundtable synthesis: for whoever presents the findings to the bodies that they address.
public struct RoundtableFormat: DonorFormat {
  /// The format's words.
  public static let labels = Labels(PackageResources.labels_json)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "roundtable", version: "1.1.0", donor: labels["donor"], title: labels["title"],
      reports: [
        ReportDescription(
          id: "roundtable/synthesis", title: labels["title"], cadence: labels["cadence"], level: .internal,
          queries: queries)
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let matrix = CrossTally(
      try inputs.rows(of: "matrix"), rows: ("theme", CodeLists.theme), columns: ("region", CodeLists.region))
    try report.begin(donor: labels["donor"], sections: ["overview", "matrix", "findings", "recommendations"])
    try report.section("overview")
    try report.form(
      "overview",
      [
        "findings": .number(matrix.total), "regions": .number(matrix.columns.count),
        "themes": .number(matrix.rows.count),
      ])
    try report.table(
      "overview", of: try inputs.rows(of: "engagements"), missing: "engagement",
      [
        .date("date", width: 2) { .date($0.date("startsOn")) },
        .text("region", width: 2) { .text($0.label("place.region")) },
        .text("roundtable", width: 6) { $0.value("title") },
      ])
    try report.section("matrix")
    try AgreementMatrix.write(matrix, &report)
    try report.section("findings")
    let numbers = try Findings.write(inputs, &report)
    try report.section("recommendations")
    try Recommendations.write(inputs, numbers, &report)
  }

  private static let roundtables: [String: QueryValue] = ["origin": ["roundtable"]]

  private static let queries: [InputQuery] = [
    .tally(
      "matrix", from: "finding", where: roundtables, groupBy: ["region", "theme", "agreement"], measures: ["count"]
    ).labelled(),
    .listing(
      "engagements", from: "engagement", where: ["engagementType": ["roundtable"]],
      select: ["title", "startsOn", "place"], orderBy: ["startsOn", "key"]
    ).labelled(),
    .listing(
      "findings", from: "finding", where: roundtables,
      select: [
        "title", "statement", "theme", "place", "agreement", "raisedBy", "dissent", "quotes", "recommendations",
        "language",
      ], orderBy: ["region", "key"]
    ).labelled(),
    .listing(
      "recommendations", from: "recommendation", where: roundtables,
      select: ["text", "addressee", "type", "priority", "dueOn", "finding", "region"], orderBy: ["addressee", "key"]
    ).labelled(),
  ]
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_RoundtableSynthesis)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: RoundtableFormat.self) }
