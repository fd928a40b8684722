import IATIActivities
import IATIPublishing
import Records
import ReportKit

/// How many recommendations were made, accepted and carried out until the last day. Findings themselves are nothing that IATI
/// knows.
struct RecommendationCounts {
  private struct Numbers {
    var made = 0
    var accepted = 0
    var implemented = 0
  }

  /// By the number of the grant whose findings they follow from; an empty one where that is of no grant.
  private var numbers: [String: Numbers] = [:]

  /// Of all days: a file holds whole activities, and a recommendation of an earlier year may be accepted in this one.
  static let queries: [InputQuery] = [
    InputQuery.listing(
      "responses", from: "response", select: ["finding", "recommendation", "position", "receivedOn"], orderBy: ["key"]),
    .listing(
      "followUps", from: "follow_up", select: ["finding", "recommendation", "asOf", "status"], orderBy: ["asOf", "key"]),
    .listing("findings", from: "finding", select: ["observedOn", "grant"], orderBy: ["key"])
      .following("engagement", select: ["startsOn"]),
    .listing("recommendations", from: "recommendation", select: ["finding"], orderBy: ["key"]),
  ].map { $0.outside(.period) }

  init(_ inputs: ReportInputs, _ request: ReportRequest) throws {
    let day = min(request.period.to ?? request.reportDate, request.reportDate)
    let followUps = try FollowUps(inputs, asOf: day)
    var grants: [String: String] = [:]
    for row in try inputs.rows(of: "findings") where row.findingDay.map({ $0 <= day }) ?? true {
      grants[row.string("key") ?? ""] = row.string("grant") ?? ""
    }
    for row in try inputs.rows(of: "recommendations") {
      guard let grant = grants[row.string("finding") ?? ""] else { continue }
      let recommendation = followUps.followed(row)
      numbers[grant, default: Numbers()].made += 1
      if recommendation.position == "accepted" { numbers[grant]?.accepted += 1 }
      if recommendation.status == "implemented" { numbers[grant]?.implemented += 1 }
    }
  }

  /// One result with the three numbers of a grant, in the first grant's with those of none; no result where nothing was
  /// recommended.
  func results(of grant: PublishedGrant, _ activity: Activity, _ request: ReportRequest) -> [ActivityResult] {
    let own = [numbers[grant.number], grant.isFirst ? numbers[""] : nil].compactMap { $0 }
    let end = min(request.period.to ?? request.reportDate, request.reportDate).description
    let made = own.reduce(0) { $0 + $1.made }
    guard made > 0, let start = activity.day("2") ?? activity.day("1"), start <= end else { return [] }
    func words(_ name: String) -> [Narrative] {
      IATIFormat.labels["recommendations.\(name)"].narratives(request.language)
    }
    return [
      .counted(
        "finding/recommendations", title: words("title"), note: words("cumulative"), from: start, to: end,
        [
          (words("made"), made), (words("accepted"), own.reduce(0) { $0 + $1.accepted }),
          (words("implemented"), own.reduce(0) { $0 + $1.implemented }),
        ])
    ]
  }
}
