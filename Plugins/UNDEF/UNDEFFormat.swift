public import CReportPlugin
import Records
public import ReportKit

/// The reports to the United Nations Democracy Fund: the narrative, the use of the money, and the milestones.
public struct UNDEFFormat: DonorFormat {
  /// The forms' words.
  public static let labels = Labels(PackageResources.labels_json)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "undef", version: "1.2.0", donor: labels["donor"], title: labels["format"],
      reports: [NarrativeReport.description, FinancialReport.description, MilestoneReport.description])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let project = try GrantProject(request, inputs)
    switch request.report {
    case FinancialReport.name: try FinancialReport.write(project, inputs, &report)
    case MilestoneReport.name: try MilestoneReport.write(project, inputs, &report)
    default: try NarrativeReport.write(project, inputs, &report)
    }
  }

  /// All reports are of one project of the Fund's.
  static let grant = GrantUse.required(pattern: #"^UDF-[A-Z0-9]{2}-[A-Z0-9]{3,4}-[A-Z]{3}$"#)
}

extension Words {
  /// Yes or no.
  func answer(_ isSo: Bool) -> String { self[isSo ? "answer.yes" : "answer.no"] }
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_UNDEF)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: UNDEFFormat.self) }
