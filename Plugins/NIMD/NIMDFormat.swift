public import CReportPlugin
import Records
import ReportDocument
public import ReportKit

/// The results report of a country programme in the style of the Netherlands Institute for Multiparty Democracy, for a
/// year or half a year.
public struct NIMDFormat: DonorFormat {
  /// The format's words.
  public static let labels = Labels(PackageResources.labels_json)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "nimd", version: "1.0.0", donor: labels["donor"], title: labels["format"],
      reports: [
        ReportDescription(
          id: reportName, title: labels["report"], cadence: labels["cadence"], cadences: [.year, .grantPhase],
          level: .internal,
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
    let country = try CountryProgramme(request, inputs)
    try report.readNarratives()
    let inclusion = try Inclusion(inputs)
    let frameworks = try ResultsFramework.read(inputs)
    let results = Results(frameworks, country.period, try CountedPeople(inputs))
    try report.begin(
      title: "title.\(country.span)", donor: labels["donor"], reference: request.grant, period: country.period,
      facts: ["lead": .text(country.lead)], sections: sections)
    try report.section("summary")
    try report.narrativeOrGap("summary")
    try report.form(
      "summary",
      [
        "people": inclusion.people(nil), "women": inclusion.people("female"), "share": inclusion.womenShare(),
        "youth": inclusion.youth, "indicators": .number(results.lines.count), "measured": .number(results.measured),
        "reached": .number(results.targetsReached),
      ])
    try TheoryOfChange.write(frameworks.filter { $0.type == TheoryOfChange.type }, country.period, &report)
    try results.write(&report)
    try startSheet("meetings", .landscape, &report)
    try Meetings.write(inputs, &report)
    try startSheet("analysis", .portrait, &report)
    try Reforms.write(inputs, country.period, &report)
    try inclusion.write(&report)
    try report.section("stories")
    try report.stories(try inputs.collected("stories"))
    try Partners.write(country, &report)
    try Adaptation.write(country, inputs, &report)
    try startSheet("finance", .landscape, &report)
    try Finance.write(country, inputs, &report)
    try startSheet("annex", .landscape, &report)
    try Annex.write(frameworks.filter { $0.type != TheoryOfChange.type }, results, country.period, &report)
  }

  static let reportName = "nimd/results"
  static let sections = [
    "summary", "context", "results", "schools", "sessions", "reforms", "inclusion", "stories", "partners", "adaptation",
    "finance", "annex",
  ]

  /// Starts pages of one orientation and, in a workbook, a sheet.
  static func startSheet(_ name: String, _ orientation: Part.Orientation, _ report: inout ReportBuilder) throws {
    try report.add(.part(Part(orientation, sheet: TitleText(report.words["sheets.\(name)"]))))
  }

  private static let queries: [InputQuery] =
    [
      .listing(
        "programme", from: "programme", select: GrantProject.fields + ["changes"]
      ).labelled(),
      .narratives(of: reportName),
    ]
    + Inclusion.queries + [
      .frameworks("donor_results", "project_document", TheoryOfChange.type), ResultLine.measurements,
    ]
    + [CountedPeople.query] + Meetings.queries
    // What was seen in the period alone tells what was carried out in it, however old the recommendation is.
    + [.responses, .followUps, InputQuery.recommendations().outside(.period), .actionItems, .stories]
    + [InputQuery.risks.outside(.period), .lessons, Finance.query]
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_NIMD)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: NIMDFormat.self) }
