public import CReportPlugin
import Records
import ReportDocument
public import ReportKit

/// The reports of peacebuilding programmes in the style of Interpeace and its national partners: an annual report on who
/// took part and what changed, and a note of two pages on a single engagement.
public struct InterpeaceFormat: DonorFormat {
  /// The format's words.
  public static let labels = Labels(PackageResources.labels_json)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "interpeace", version: "1.0.0", donor: labels["donor"], title: labels["format"],
      reports: [
        ReportDescription(
          id: AnnualReport.name, title: labels["annual.report"], media: media, cadence: labels["annual.cadence"],
          cadences: [.year], level: .restricted, grant: .required(pattern: grants), sections: AnnualReport.prose,
          queries: AnnualReport.queries),
        ReportDescription(
          id: EventNote.name, title: labels["note.report"], media: media, cadence: labels["note.cadence"],
          cadences: [.year], level: .restricted, grant: .required(pattern: grants),
          parameters: [.string("engagement", labels["parameters.engagement"])], queries: EventNote.queries),
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let project = try GrantProject(request, inputs)
    switch request.report {
    case EventNote.name: try EventNote.compose(project, inputs, into: &report)
    default: try AnnualReport.compose(project, inputs, into: &report)
    }
  }

  /// The programme, which both reports read first.
  static let programme = InputQuery.listing(
    "programme", from: "programme", select: GrantProject.fields + ["description", "regions", "language"]
  ).labelled()

  /// How the organisation numbers its grants. Programmes without one pay nothing for the crossings of these reports.
  private static let grants = "^IP-[A-Z0-9-]+$"

  /// All media, the one that partners work on before the others.
  private static let media = ["docx"] + PrintedMedia.names.filter { $0 != "docx" }
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_Interpeace)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: InterpeaceFormat.self) }
