public import CReportPlugin
import Records
public import ReportKit

/// The narrative report of the United Nations Democracy Fund: one form for mid-term and final.
public struct UNDEFFormat: DonorFormat {
  /// The form's words.
  public static let labels = Labels(PackageResources.labels_json)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "undef", version: "1.1.0", donor: labels["donor"], title: labels["format"],
      reports: [
        ReportDescription(
          id: reportName, title: labels["report"], cadence: labels["cadence"], cadences: [.grantPhase], level: .public,
          grant: .required(pattern: #"^UDF-[A-Z0-9]{2}-[A-Z0-9]{3,4}-[A-Z]{3}$"#),
          parameters: [.string("phase", labels["phase"], required: true, allowed: ["midterm", "final"])],
          sections: [
            "management_actions", "beneficiaries", "outputs", "outcomes", "changes", "challenges", "lessons", "gender",
            "partnerships", "visibility", "sustainability", "supplementary",
          ],
          queries: queries)
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let project = try GrantProject(request, inputs)
    try report.readNarratives()
    try GeneralInformation.write(project, &report)
    try FinancialStatus.write(project, inputs, &report)
    try prose("management", "management_actions", &report)
    try Beneficiaries.write(project, inputs, &report)
    let engagements = try Outputs.write(inputs, &report)
    try prose("outcomes", "outcomes", &report)
    try KeyFindings.write(inputs, &report)
    for section in ["changes", "challenges", "lessons"] { try prose(section, section, &report) }
    try report.section("crosscutting")
    for subject in ["gender", "partnerships", "visibility", "sustainability"] {
      try report.heading("crosscutting.\(subject)")
      try report.narrativeOrGap(subject)
      if subject == "visibility" { try Outputs.writeMedia(engagements, &report) }
    }
    try prose("supplementary", "supplementary", &report)
    try report.heading("sources.heading")
    try report.sources("sources")
    try report.acronyms("acronyms")
    try report.warn(longerThan: pagesAllowed)
  }

  static let reportName = "undef/narrative"
  static let sections = [
    "general", "finance", "management", "beneficiaries", "outputs", "outcomes", "findings", "changes", "challenges",
    "lessons", "crosscutting", "supplementary",
  ]
  /// The form's limit, annexes excluded.
  private static let pagesAllowed = 15

  private static func prose(_ section: String, _ code: String, _ report: inout ReportBuilder) throws {
    try report.section(section)
    try report.narrativeOrGap(code)
  }

  private static let queries: [InputQuery] = [
    .listing(
      "programme", from: "programme",
      select: GrantProject.fields + ["description", "regions", "targets"]
    ).labelled(),
    .narratives(of: reportName),
    .tally("spent", from: "expense", groupBy: [], measures: ["sum(amount)", "sum(converted)"]),
    // Two tables of people rather than one cube: a cube's small cells would hide margins that can be printed.
    .tally("reachedBySex", from: "participation", groupBy: ["group", "sex"], measures: ["people"], totals: true)
      .traced(),
    .tally("reachedByYouth", from: "participation", groupBy: ["group", "youth"], measures: ["people"], totals: true)
      .traced(),
    .listing(
      "engagements", from: "engagement",
      select: ["engagementType", "title", "startsOn", "endsOn", "place", "host", "milestone", "problems"],
      orderBy: ["startsOn", "key"]
    ).following("milestone", select: ["number"]).labelled(),
    .listing(
      "findings", from: "finding", where: ["origin": ["roundtable", "focus_group"]],
      select: ["title", "statement", "theme", "place", "observedOn", "agreement", "recommendations", "language"],
      orderBy: ["region", "key"]
    ).labelled(),
    .listing(
      "audits", from: "finding", where: ["origin": ["audit"]],
      select: [
        "title", "observedOn", "criterion", "condition", "cause", "effect", "institutions", "recommendations",
        "language",
      ],
      orderBy: ["key"]
    ).labelled(),
  ]
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_UNDEF)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: UNDEFFormat.self) }
