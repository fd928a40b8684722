public import CReportPlugin
import Records
public import ReportKit

/// The roundtable synthesis: for whoever presents the findings to the bodies that they address.
public struct RoundtableFormat: DonorFormat {
  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "roundtable", version: "1.0.0",
      donor: Bilingual(en: "Programme partners", fr: "Partenaires du programme"), title: title,
      reports: [
        ReportDescription(
          id: "roundtable/synthesis", title: title,
          cadence: Bilingual(en: "Before each presentation of results.", fr: "Avant chaque restitution."),
          level: .internal, queries: queries)
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let organisations = OrganisationNames(try inputs.collected("organisations"), in: request.language)
    let matrix = AgreementMatrix(try inputs.rows(of: "matrix"))
    try report.begin(
      title: title, donor: description.donor, from: request.period.from, to: request.period.to,
      outline: outline)
    try Overview.write(request, inputs, matrix, &report)
    try matrix.write(request, &report)
    let numbers = try FindingsByRegion.write(request, inputs, organisations, &report)
    try RecommendationsByAddressee.write(request, inputs, organisations, numbers, &report)
  }

  private static let title = Bilingual(en: "Roundtable synthesis", fr: "Synthèse des tables rondes")

  private static let outline: [OutlineSection] = [
    OutlineSection("overview", en: "The roundtables", fr: "Les tables rondes"),
    OutlineSection("matrix", en: "Agreement by region and theme", fr: "Accord par région et par thème"),
    OutlineSection("findings", en: "Findings by region", fr: "Constats par région"),
    OutlineSection(
      "recommendations", en: "Recommendations by addressee", fr: "Recommandations par destinataire"),
  ]

  private static let roundtables: [String: QueryValue] = ["origin": ["roundtable"]]

  private static let queries: [InputQuery] = [
    .listing("organisations", from: "organisation", select: ["name", "acronym"], orderBy: ["key"]),
    .tally(
      "matrix", from: "finding", where: roundtables, groupBy: ["region", "theme", "agreement"],
      measures: ["count"]),
    .listing(
      "engagements", from: "engagement", where: ["engagementType": ["roundtable"]],
      select: ["title", "startsOn", "endsOn", "place", "host"], orderBy: ["startsOn", "key"]),
    .listing(
      "findings", from: "finding", where: roundtables,
      select: [
        "title", "statement", "theme", "place", "agreement", "raisedBy", "dissent", "quotes",
        "recommendations",
        "language",
      ], orderBy: ["region", "key"]),
    .listing(
      "recommendations", from: "recommendation", where: roundtables,
      select: ["text", "addressee", "type", "priority", "dueOn", "finding", "region"],
      orderBy: ["addressee", "key"]),
  ]
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_RoundtableSynthesis)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: RoundtableFormat.self) }
