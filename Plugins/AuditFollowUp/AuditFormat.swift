public import CReportPlugin
import Records
import ReportDocument
public import ReportKit

/// The follow-up register of audit recommendations, in the manner of the Office of the Auditor General of Mali (BVG): rates
/// by body and by year, the register itself, what is overdue and what has no answer.
public struct AuditFormat: DonorFormat {
  /// The format's words.
  public static let labels = Labels(PackageResources.labels_json)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "audit", version: "1.0.0", donor: labels["donor"], title: labels["format"],
      reports: [
        ReportDescription(
          id: reportName, title: labels["title"], media: media, cadence: labels["cadence"], level: .internal,
          parameters: [.string("origin", labels["origin"], allowed: CodeLists.origin.codes + [everyOrigin])],
          sections: ["summary"], queries: queries)
      ])
  }

  /// Writes the report.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    let scope = RegisterScope(request)
    try report.readNarratives()
    let followUps = try FollowUps(inputs, asOf: scope.day)
    let rates = try Rates(inputs, scope, followUps)
    let documents = try CitedEvidence(inputs, keys: rates.evidence)
    try report.begin(
      donor: labels["donor"],
      facts: ["day": .date(scope.day), "origin": .text(scope.originText(report.words))], sections: sections)
    try sheet("rates", .portrait, &report)
    try rates.write(scope, &report)
    try sheet("register", .landscape, &report)
    let open = try Register.write(inputs, scope, followUps, documents, &report)
    try section("overdue", .landscape, open, &report) { try open.writeOverdue(&$0) }
    try section("unanswered", .landscape, open, &report) { try open.writeUnanswered(&$0) }
    try section("documents", .portrait, open, &report) { report in
      if documents.rows.isEmpty { return try report.paragraph(label: "documents.empty") }
      try report.evidence(documents.rows)
    }
    try report.section("annex", onSheet: .portrait)
    try report.sources("sources")
    try report.acronyms("acronyms")
  }

  /// A section of what is behind. Where no recommendation may be shown, nothing is said to be well.
  private static func section(
    _ name: String, _ orientation: Part.Orientation, _ open: OpenRecommendations, _ report: inout ReportBuilder,
    _ write: (inout ReportBuilder) throws -> Void
  ) throws {
    try report.section(name, onSheet: orientation)
    if open.isEmpty { return try report.paragraph(label: "overview.empty") }
    try write(&report)
  }

  private static func sheet(_ name: String, _ orientation: Part.Orientation, _ report: inout ReportBuilder) throws {
    try report.add(.part(Part(orientation, sheet: TitleText(report.words["sheets.\(name)"]))))
  }

  static let reportName = "audit/register"
  /// The choice of the parameter `origin` that takes findings of each origin.
  static let everyOrigin = "all"
  static let sections = ["overview", "bodies", "years", "register", "overdue", "unanswered", "documents", "annex"]
  /// All in which blocks are printed; the workbook first, since the register is worked with.
  private static let media = ["xlsx", "docx"] + PrintedMedia.names.filter { !["xlsx", "docx"].contains($0) }

  /// The order in which recommendations are read twice: finding by finding.
  private static let order = ["observedOn", "key"]

  private static let queries: [InputQuery] = [
    .narratives(of: reportName),
    // A recommendation of the period may have been answered and looked at later or, as a copy of an older one, earlier;
    // what is later than the register's day is left out here.
    .responses.outside(.period), .followUps.outside(.period),
    .tally("findings", from: "finding", groupBy: ["origin"], measures: ["count"], totals: true),
    // The year of a finding's day, which may be that of its engagement.
    .tally("years", from: "recommendation", groupBy: ["finding", "year"], measures: ["count"]),
    .tally(
      "byBody", from: "recommendation", groupBy: ["origin", "addressee"], measures: ["count", "findings"], totals: true
    ).traced(),
    .tally("byYear", from: "recommendation", groupBy: ["origin", "year"], measures: ["count"], totals: true).traced(),
    // Once without texts for the rates, which come first, and once for the register: nothing long is kept. Which documents
    // are cited, and in which order, is known in between.
    .listing(
      "entries", from: "recommendation", select: ["origin", "finding", "addressee", "dueOn", "duplicateOf"],
      orderBy: order
    ).labelled(),
    InputQuery.evidence.outside(.period),
    .listing(
      "register", from: "recommendation",
      select: [
        "origin", "finding", "title", "statement", "criterion", "condition", "cause", "effect", "severity",
        "auditCategory", "irregularityType", "amountAtStake", "observedOn", "text", "addressee", "dueOn", "language",
      ], orderBy: order
    ).labelled(),
  ]
}

/// Which recommendations the register is of, and the day whose state it shows.
struct RegisterScope {
  /// The finding's origin; nil for each.
  let origin: String?
  /// The last day of the period, or else the report's: what is due later is not overdue, what was seen later not known.
  let day: CalendarDate

  init(_ request: ReportRequest) {
    let choice = request.parameters.string("origin") ?? "audit"
    origin = choice == AuditFormat.everyOrigin ? nil : choice
    day = min(request.period.to ?? request.reportDate, request.reportDate)
  }

  /// Whether a recommendation is of the register.
  func takes(_ row: InputRow) -> Bool { origin == nil || row.string("origin") == origin }

  /// The origin as a reader knows it.
  func originText(_ words: Words) -> String { words["origins.\(origin ?? AuditFormat.everyOrigin)"] }
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_AuditFollowUp)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: AuditFormat.self) }
