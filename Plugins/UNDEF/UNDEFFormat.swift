public import CReportPlugin
import Records
public import ReportKit

/// The narrative report of the United Nations Democracy Fund: one form for mid-term and final.
public struct UNDEFFormat: DonorFormat {
  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "undef", version: "1.0.0",
      donor: Bilingual(en: "United Nations Democracy Fund", fr: "Fonds des Nations Unies pour la démocratie"),
      title: Bilingual(en: "UNDEF reports", fr: "Rapports à l’UNDEF"),
      reports: [
        ReportDescription(
          id: reportName,
          title: Bilingual(en: "Narrative report", fr: "Rapport narratif"),
          cadence: Bilingual(
            en: "Mid-term: month 13 of the project. Final: one month after its end.",
            fr: "Mi-parcours : treizième mois du projet. Final : un mois après sa fin."),
          cadences: [.grantPhase], level: .public,
          grant: .required(pattern: #"^UDF-[A-Z0-9]{2}-[A-Z0-9]{3,4}-[A-Z]{3}$"#),
          parameters: parameters,
          sections: [
            "management_actions", "beneficiaries", "outputs", "outcomes", "changes", "challenges", "lessons", "gender",
            "partnerships", "visibility", "sustainability", "supplementary",
          ],
          queries: UNDEFQueries.all)
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let context = try ReportContext(request, inputs)
    var ledger = Ledger()
    try Cover.begin(context, &report)
    try GeneralInformation.write(context, &report, &ledger)
    try FinancialStatus.write(context, &report)
    try ProseSection.managementActions.write(context, &report, &ledger)
    try Beneficiaries.write(context, inputs, &report, &ledger)
    let engagements = try Outputs.write(context, inputs, &report, &ledger)
    try ProseSection.outcomes.write(context, &report, &ledger)
    try KeyFindings.write(context, inputs, &report, &ledger)
    try ProseSection.changes.write(context, &report, &ledger)
    try ProseSection.challenges.write(context, &report, &ledger)
    try ProseSection.lessons.write(context, &report, &ledger)
    try CrossCutting.write(context, engagements, &report, &ledger)
    try SupplementaryMaterials.write(context, &report, &ledger)
    try ledger.checkLength(&report)
  }

  static let reportName = "undef/narrative"

  private static let parameters: [ParameterDescription] = [
    .string(
      "phase", Bilingual(en: "Mid-term or final report", fr: "Rapport à mi-parcours ou final"),
      required: true,
      allowed: ReportPhase.allCases.map(\.rawValue))
  ]
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_UNDEF)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: UNDEFFormat.self) }
