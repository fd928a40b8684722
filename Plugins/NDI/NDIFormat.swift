public import CReportPlugin
import Records
import ReportDocument
public import ReportKit

/// The reports of democracy-assistance programmes in the style of the National Democratic Institute: a quarterly narrative
/// and its workbook of indicators.
public struct NDIFormat: DonorFormat {
  /// The format's words.
  public static let labels = Labels(PackageResources.labels_json)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "ndi", version: "1.0.0", donor: labels["donor"], title: labels["format"],
      reports: [
        ReportDescription(
          id: QuarterlyReport.name, title: labels["quarterly"], media: first("docx"), cadence: labels["cadence"],
          cadences: cadences, level: .internal, grant: .required(pattern: awards), parameters: parameters,
          sections: QuarterlyReport.prose + CodeLists.programmeArea.codes, queries: QuarterlyReport.queries),
        ReportDescription(
          id: IndicatorsReport.name, title: labels["indicators"], media: first("xlsx"), cadence: labels["cadence"],
          cadences: cadences, level: .internal, grant: .required(pattern: awards), parameters: parameters,
          queries: IndicatorsReport.queries),
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let scope = ReportScope(try GrantProject(request, inputs))
    switch request.report {
    case IndicatorsReport.name: try IndicatorsReport.compose(scope, inputs, into: &report)
    default: try QuarterlyReport.compose(scope, inputs, into: &report)
    }
  }

  /// The programme, which both reports read first.
  static let programme = InputQuery.listing(
    "programme", from: "programme",
    select: GrantProject.fields + ["description", "regions", "fiscalYearStartMonth", "changes", "language"]
  ).labelled()

  /// Frameworks, their values and the people counted in them, which both reports read in this order. Values are of all days,
  /// since a report on a quarter shows those before it too.
  static let indicators: [InputQuery] =
    [.frameworks("donor_results"), InputQuery.measurements.outside(.period)]
    + CountedCells.queries(by: CountedCells.Breakdown.allCases)

  /// How awards are numbered: by the institute itself, NDI-…, or by the endowment that funds it, NED-….
  private static let awards = "^N[DE][DI]-[A-Z0-9-]+$"
  private static let cadences: [ReportingCadence] = [.quarter, .usFiscalYear]

  private static let parameters: [ParameterDescription] = [
    .string("fiscalYear", labels["parameters.fiscalYear"], allowed: ["us", "calendar"]),
    .integer("year", labels["parameters.year"], in: 1990...2100),
  ]

  /// All media, the one that donors ask for before the others.
  private static func first(_ medium: String) -> [String] { [medium] + PrintedMedia.names.filter { $0 != medium } }
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_NDI)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: NDIFormat.self) }
