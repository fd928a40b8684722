import IATIActivities
import Records
import ReportKit

/// How many recommendations were made, accepted and carried out. Findings themselves are nothing that IATI knows.
struct RecommendationCounts {
  private let made: Int
  private var accepted = 0
  private var implemented = 0

  static let queries: [InputQuery] = [
    .tally("recommendations", from: "recommendation", groupBy: [], measures: ["count"]),
    .tally("positions", from: "response", groupBy: ["finding", "recommendation"], measures: ["latest(position)"]),
    .tally("progress", from: "follow_up", groupBy: ["finding", "recommendation"], measures: ["latest(status)"]),
  ]

  init(_ inputs: ReportInputs) throws {
    made = try inputs.first(of: "recommendations")?.integer("count") ?? 0
    for row in try inputs.rows(of: "positions") where row.string("latest(position)") == "accepted" { accepted += 1 }
    for row in try inputs.rows(of: "progress") where row.string("latest(status)") == "implemented" { implemented += 1 }
  }

  /// One result with the three numbers, with the programme's first grant; none where nothing was recommended.
  func results(of grant: PublishedGrant, _ activity: Activity, _ request: ReportRequest) -> [ActivityResult] {
    let start = request.period.from?.description ?? activity.day("2") ?? activity.day("1")
    let end = (request.period.to ?? request.reportDate).description
    guard made > 0, grant.isFirst, let start, start <= end else { return [] }
    func words(_ name: String) -> [Narrative] {
      IATIFormat.labels["recommendations.\(name)"].narratives(request.language)
    }
    return [
      .counted(
        "finding/recommendations", title: words("title"), note: words("cumulative"), from: start,
        to: end,
        [(words("made"), made), (words("accepted"), accepted), (words("implemented"), implemented)])
    ]
  }
}
