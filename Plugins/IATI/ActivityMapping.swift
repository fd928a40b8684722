import IATIActivities
import IATIPublishing
import Records
import ReportKit

/// A programme's grants as activities.
struct ActivityMapping {
  let request: ReportRequest
  let programme: InputRow
  let path: String
  let grants: [PublishedGrant]
  let organisations: OrganisationDirectory
  let results: ResultMapping
  let counts: RecommendationCounts
  let documents: PublishedDocuments

  func activity(of grant: PublishedGrant) -> Activity {
    let language = request.language
    let results = results.of { grant.owns($0.row.string("grant")) }
    return Activity(path) { activity in
      activity.identifier = grant.identifier
      activity.language = language.code
      activity.currency = grant.row.string("amount.currency") ?? programme.string("currency")
      activity.updatedOn = min(request.snapshotOn ?? request.reportDate, request.reportDate).description
      let carriers =
        [programme.string("leadOrganisation")] + programme.rows("partners").map { $0.string("organisation") }
      activity.reporter = .reporting(grant.identifier, among: carriers.compactMap { organisations[$0] })
      activity.title = programme.narratives("title", language)
      activity.descriptions = descriptions(of: grant, results.objectives)
      activity.participants = participants(of: grant)
      activity.otherIdentifiers = [
        OtherIdentifier("\(grant.path)/number", grant.number, owner: organisations[grant.donor])
      ]
      activity.status = programme.reference("status", CodeLists.activityStatus)
      activity.dates = dates(of: grant)
      activity.scope = scope
      activity.countries = [Share("\(path)/regions", code: "ML", percentage: 100)]
      activity.sectors = programme.rows("sectors").map { row in
        Share(
          "\(path)/sectors", code: row.string("code") ?? "", percentage: row.number("percentage"),
          vocabulary: row.reference("vocabulary", CodeLists.sectorVocabulary))
      }
      activity.policyMarkers = programme.rows("policyMarkers").map { row in
        PolicyMarker(
          "\(path)/policyMarkers", code: row.reference("code", CodeLists.policyMarker) ?? "",
          significance: row.reference("significance", CodeLists.policySignificance))
      }
      // A State's own money is no aid.
      if organisations.country(of: grant.donor) != "ML" { activity.aid = .projectGrant }
      activity.budgets = grant.budgets
      activity.transactions = grant.transactions(organisations, activity.reporter, language)
      activity.documents = documents.of(grant)
      activity.results = results.results + counts.results(of: grant, activity, request)
      let regions = CodeLists.region.ordered(programme.strings("regions") + results.regions)
      activity.locations = regions.compactMap(Region.named).map { region in
        let name = Bilingual(en: region.en, fr: region.fr).narratives(language)
        return Location(
          "\(path)/regions", ref: region.pcode ?? region.code, name: name, point: RegionPoint.of(region.code))
      }
      activity.related = grants.filter { $0.number != grant.number }
        .map { RelatedActivity($0.path, $0.identifier, type: "3") }
      if let parent = programme.string("parentActivity") {
        activity.related.insert(RelatedActivity("\(path)/parentActivity", parent, type: "1"), at: 0)
      }
    }
  }

  /// What it is about, what it is meant to reach, and whom it is for.
  private func descriptions(of grant: PublishedGrant, _ objectives: [Narrative]) -> [ActivityDescription] {
    [
      ActivityDescription(
        "\(path)/description", type: "1", programme.narratives("description", request.language)),
      ActivityDescription("framework/nodes", type: "2", objectives),
      ActivityDescription(
        "\(grant.path)/targetGroups", type: "3", grant.row.narratives("targetGroups", request.language)),
    ].filter { !$0.text.isEmpty }
  }

  /// The grant's donor, and donors of no grant; the lead; everybody else who carries it out.
  private func participants(of grant: PublishedGrant) -> [Participant] {
    let codes = ["donor": "1", "lead": "2"]
    var roles = [(key: grant.donor, role: "1"), (key: programme.string("leadOrganisation"), role: "2")]
    for partner in programme.rows("partners") {
      let key = partner.string("organisation")
      let role = codes[partner.string("role") ?? ""] ?? "4"
      let isKnown = role == "1" ? grants.contains { $0.donor == key } : roles.contains { $0 == (key, role) }
      if !isKnown { roles.append((key, role)) }
    }
    return roles.sorted { $0.role < $1.role }.compactMap { key, role in
      organisations[key].map { organisation in
        let activity = role == "1" && key == grant.donor ? grant.row.string("providerActivityId") : nil
        return Participant("\(path)/partners", organisation, role: role, activity: activity)
      }
    }
  }

  /// The grant's days; a programme that was begun before it is begun anew with it.
  private func dates(of grant: PublishedGrant) -> [ActivityDate] {
    func day(_ row: InputRow, _ fields: String...) -> CalendarDate? { fields.lazy.compactMap { row.date($0) }.first }
    let starts = grant.row.date("startsOn")
    let begun = programme.date("actualStartsOn").flatMap { begun -> CalendarDate? in
      guard let starts, starts > begun else { return begun }
      return starts <= request.reportDate ? starts : nil
    }
    let ends = day(grant.row, "extendedUntil", "endsOn") ?? day(programme, "revisedEndsOn", "endsOn")
    let days = [
      ("1", starts ?? day(programme, "revisedStartsOn", "startsOn"), "startsOn"), ("2", begun, "actualStartsOn"),
      ("3", ends, "endsOn"), ("4", programme.date("actualEndsOn"), "actualEndsOn"),
    ]
    return days.compactMap { type, day, field in
      day.map { ActivityDate("\(path)/\(field)", type: type, $0.description) }
    }
  }

  /// 4 the whole country, 5 several regions, 6 one of them; nil where none is named.
  private var scope: String? {
    let regions = programme.strings("regions")
    if regions.contains("nationwide") { return "4" }
    let count = regions.filter { Region.named($0) != nil }.count
    return count == 0 ? nil : count > 1 ? "5" : "6"
  }
}
