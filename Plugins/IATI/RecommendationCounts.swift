import IATIActivities
import IATIPublishing
import Records
import ReportKit

/// How many recommendations had been made, accepted and carried out by the end of each year. Findings themselves are nothing
/// that IATI knows.
struct RecommendationCounts {
  private let history: RecommendationHistory
  /// The last day of which the file may tell.
  private let day: CalendarDate

  /// Reads what ``RecommendationHistory/queries`` asks for.
  init(_ inputs: ReportInputs, _ request: ReportRequest) throws {
    day = min(request.period.to ?? request.reportDate, request.reportDate)
    history = try RecommendationHistory(inputs, until: day)
  }

  /// One result with the three numbers of a grant, in the first grant's with those of none; no result where nothing was
  /// recommended in a year that is over.
  func results(of grant: PublishedGrant, _ activity: Activity, _ request: ReportRequest) -> [ActivityResult] {
    let own = history.of(grant.owns)
    let years = years(of: activity).filter { own.made(by: $0.upperBound) > 0 }
    guard !years.isEmpty else { return [] }
    let states = years.map { own.standing(on: $0.upperBound) }
    func words(_ name: String) -> [Narrative] {
      IATIFormat.labels["recommendations.\(name)"].narratives(request.language)
    }
    return [
      .counted(
        "finding/recommendations", title: words("title"), note: words("cumulative"),
        in: years.map { ($0.lowerBound.description, $0.upperBound.description) },
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
      let own = history.of(grant.owns)
      return own.made(by: day) - (years(of: activity).last.map { own.made(by: $0.upperBound) } ?? 0)
    }
    return LeftOut.some("recommendation", waiting.reduce(0, +), path: "finding.recommendations")
  }

  /// The calendar years of an activity that are over; the last one ends with the activity. Published again, they are the
  /// same, so that they make a series.
  private func years(of activity: Activity) -> [ClosedRange<CalendarDate>] {
    func date(_ type: String) -> CalendarDate? { activity.day(type).flatMap(CalendarDate.init(_:)) }
    // From ActivityStatus 3 to 5, the work is over.
    let isOver = ["3", "4", "5"].contains(activity.status)
    guard let start = date("2") ?? date("1") else { return [] }
    return FiscalYear.closed(by: day, from: start, to: date("4") ?? (isOver ? date("3") : nil))
  }
}
