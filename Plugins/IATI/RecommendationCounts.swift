import IATIActivities
import IATIPublishing
import Records
import ReportKit

/// How many recommendations had been made, accepted and carried out by the end of each year. Findings themselves are nothing
/// that IATI knows.
struct RecommendationCounts {
  private struct Recommendation {
    let row: InputRow
    /// The day of its finding; nil where it has none.
    let madeOn: CalendarDate?
  }

  /// By the number of the grant whose findings they follow from; an empty one where that is of no grant.
  private var recommendations: [String: [Recommendation]] = [:]
  private let responses: [InputRow]
  private let followUps: [InputRow]
  /// The last day of which the file may tell.
  private let day: CalendarDate
  /// More would be no programme's.
  private static let mostRows = 1_000_000

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
    day = min(request.period.to ?? request.reportDate, request.reportDate)
    responses = try inputs.collected("responses", limit: Self.mostRows)
    followUps = try inputs.collected("followUps", limit: Self.mostRows)
    var findings: [String: (grant: String, day: CalendarDate?)] = [:]
    for row in try inputs.rows(of: "findings") {
      findings[row.string("key") ?? ""] = (row.string("grant") ?? "", row.findingDay)
    }
    for row in try inputs.rows(of: "recommendations") {
      guard let finding = findings[row.string("finding") ?? ""], finding.day.map({ $0 <= day }) ?? true else {
        continue
      }
      recommendations[finding.grant, default: []].append(Recommendation(row: row, madeOn: finding.day))
    }
  }

  /// One result with the three numbers of a grant, in the first grant's with those of none; no result where nothing was
  /// recommended in a year that is over.
  func results(of grant: PublishedGrant, _ activity: Activity, _ request: ReportRequest) -> [ActivityResult] {
    let periods = periods(of: activity).filter { !made(of: grant, until: $0.end).isEmpty }
    let states = periods.map { period in
      let state = FollowUps(responses: responses, checks: followUps, asOf: period.end)
      return made(of: grant, until: period.end).map { state.followed($0.row) }
    }
    guard !states.isEmpty else { return [] }
    func words(_ name: String) -> [Narrative] {
      IATIFormat.labels["recommendations.\(name)"].narratives(request.language)
    }
    return [
      .counted(
        "finding/recommendations", title: words("title"), note: words("cumulative"),
        in: periods.map { ($0.start.description, $0.end.description) },
        [
          (words("made"), states.map(\.count)),
          (words("accepted"), states.map { $0.count { $0.position == "accepted" } }),
          (words("implemented"), states.map { $0.count { $0.outcome == .implemented } }),
        ])
    ]
  }

  /// Those that no published number counts yet.
  func leftOut(_ grants: [PublishedGrant], _ activities: [Activity]) -> [LeftOut] {
    let waiting = zip(grants, activities).map { grant, activity in
      made(of: grant, until: day).count
        - (periods(of: activity).last.map { made(of: grant, until: $0.end).count } ?? 0)
    }
    return LeftOut.some("recommendation", waiting.reduce(0, +), path: "finding.recommendations")
  }

  private func made(of grant: PublishedGrant, until end: CalendarDate) -> [Recommendation] {
    let own = (recommendations[grant.number] ?? []) + (grant.isFirst ? recommendations[""] ?? [] : [])
    return own.filter { $0.madeOn.map { $0 <= end } ?? true }
  }

  /// The calendar years of an activity that are over; the last one ends with the activity. Published again, they are the
  /// same, so that they make a series.
  private func periods(of activity: Activity) -> [(start: CalendarDate, end: CalendarDate)] {
    func date(_ type: String) -> CalendarDate? { activity.day(type).flatMap(CalendarDate.init(_:)) }
    // From ActivityStatus 3 to 5, the work is over.
    let isOver = ["3", "4", "5"].contains(activity.status)
    let ended = date("4") ?? (isOver ? date("3") : nil)
    guard let start = date("2") ?? date("1") else { return [] }
    return stride(from: start.year, through: (ended.map { min($0, day) } ?? day).year, by: 1).compactMap { year in
      guard let first = CalendarDate(year: year, month: 1, day: 1),
        let last = CalendarDate(year: year, month: 12, day: 31)
      else { return nil }
      let end = ended.map { min($0, last) } ?? last
      return start <= end && end <= day ? (max(first, start), end) : nil
    }
  }
}
