public import CReportPlugin
import IATIActivities
import IATIPublishing
import Records
import ReportDocument
public import ReportKit

/// Activities in XML of IATI 2.03, one for each grant of a programme, with a preview of what is published and of every rule.
public struct IATIFormat: DonorFormat {
  /// The format's words, completed by those of the preview and of the rules.
  public static let labels = Labels(PackageResources.labels_json).completed(by: IATIWords.labels)

  /// What the format offers and what it needs to know.
  public static var description: FormatDescription {
    FormatDescription(
      id: "iati", version: "1.0.0", donor: labels["donor"], title: labels["format"],
      reports: [
        ReportDescription(
          id: "iati/activities", title: labels["title"], media: ["xml"] + PrintedMedia.names,
          cadence: labels["cadence"], level: .public,
          parameters: [
            .string("profile", labels["profile"], allowed: PublishingProfile.allCases.map(\.rawValue))
          ],
          queries: queries)
      ])
  }

  /// Checks the activities, and writes them where no rule refuses them.
  public static func compose(
    _ request: ReportRequest, _ inputs: ReportInputs, into report: inout ReportBuilder
  ) throws {
    guard request.level == .public else { throw Refusal(report.words["refused.level"]) }
    guard let programme = try inputs.first(of: "programme") else { throw Refusal(report.words["refused.programme"]) }
    let path = "programme/\(request.programme)"
    let grants = PublishedGrant.all(of: programme, at: path)
    let published = grants.filter { request.grant == nil || $0.number == request.grant }
    guard !published.isEmpty else {
      let known = grants.map(\.number).joined(separator: ", ")
      throw Refusal(report.words[known.isEmpty ? "refused.noGrants" : "refused.grant", ["known": known]])
    }
    let organisations = try OrganisationDirectory(Self.organisations(of: programme), inputs, in: request.language)
    let results = ResultMapping(try ResultsFramework.read(inputs), try CountedPeople(inputs), request)
    let counts = try RecommendationCounts(inputs, request)
    let documents = try PublishedDocuments(inputs, request)
    let mapping = ActivityMapping(
      request: request, programme: programme, path: path, grants: grants, organisations: organisations,
      results: results, counts: counts, documents: documents)
    let activities = published.map(mapping.activity)
    let file = ActivityFile(today: request.reportDate.description, activities)
    let profile = request.parameters.string("profile").flatMap(PublishingProfile.init) ?? .standard
    let outcomes = Rule.outcomes(of: file, under: profile)
    let leftOut = results.leftOut + counts.leftOut(published, activities) + documents.leftOut + organisations.leftOut
    try RuleReport.diagnose(outcomes, leftOut, report)
    try Preview.write(file, outcomes, leftOut, profile, for: labels["donor"], &report)
    var raw = report
    try ActivityXML.write(file) { try raw.raw($0) }
  }

  /// The keys of all organisations that a programme names.
  private static func organisations(of programme: InputRow) -> Set<String> {
    let grants = programme.rows("grants")
    let members = programme.rows("partners") + grants.flatMap { $0.rows("transactions") }
    let keys = [programme.string("leadOrganisation")] + grants.map { $0.string("donor") }
    return Set((keys + members.map { $0.string("organisation") }).compactMap { $0 })
  }

  /// An activity is published whole: what it was before the days asked for belongs to it. What came after them the mapping
  /// leaves out itself, and the core within the programme.
  private static let queries: [InputQuery] =
    [
      .listing(
        "programme", from: "programme",
        select: [
          "title", "description", "startsOn", "revisedStartsOn", "actualStartsOn", "endsOn", "revisedEndsOn",
          "actualEndsOn", "currency", "status", "leadOrganisation", "regions", "iatiIdentifier", "parentActivity",
          "sectors", "policyMarkers", "grants", "partners", "language",
        ]),
      OrganisationDirectory.query, .frameworks("donor_results", "project_document", "nap_1325"),
      ResultMapping.measurements,
    ] + CountedPeople.queries + RecommendationHistory.queries + [PublishedDocuments.query]
}

/// The plugin's entry: the worker finds it by its name.
@c(kurukan_plugin_IATI)
public func pluginEntry() -> UnsafePointer<kurukan_plugin> { pluginTable(for: IATIFormat.self) }
