public import CReportPlugin
import Records
import ReportDocument
public import ReportKit

/// The reports on Mali's national action plan for resolution 1325: the quarterly monitoring matrix and the annual report.
public struct NAP1325Format: DonorFormat {
  /// The format's words.
  public static let labels = Labels(PackageResources.labels_json)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "nap1325", version: "1.0.0", donor: labels["donor"], title: labels["format"],
      reports: [
        ReportDescription(
          id: MatrixReport.name, title: labels["reports.matrix"], media: MatrixReport.media,
          cadence: labels["cadence.matrix"], cadences: [.quarter], level: .internal,
          parameters: [.integer("year", labels["parameters.year"], in: 2000...2100)], queries: MatrixReport.queries),
        ReportDescription(
          id: AnnualReport.name, title: labels["reports.annual"], media: AnnualReport.media,
          cadence: labels["cadence.annual"], cadences: [.year], level: .internal, sections: AnnualReport.prose,
          queries: AnnualReport.queries),
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    switch request.report {
    case MatrixReport.name: try MatrixReport.compose(request, inputs, into: &report)
    default: try AnnualReport.compose(request, inputs, into: &report)
    }
  }
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_NAP1325)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: NAP1325Format.self) }
