public import Records

/// Recommendations as they stood on any day, for a report that tells of several, such as the ends of years. No texts are
/// kept, so that many cost little memory.
public struct RecommendationHistory: Sendable {
  private struct Entry {
    let row: InputRow
    /// The number of its finding's grant; nil where that is of none.
    let grant: String?
    /// The day of its finding; nil where it has none.
    let madeOn: CalendarDate?
  }

  private var entries: [Entry] = []
  private let responses: [InputRow]
  private let followUps: [InputRow]
  /// More would be no programme's.
  private static let mostRows = 1_000_000

  /// What ``init(_:until:)`` reads, in this order: `responses`, `followUps`, `findings`, `recommendations`. They are of all
  /// days: a recommendation of an earlier year may be accepted in this one.
  public static let queries: [InputQuery] = [
    InputQuery.listing(
      "responses", from: "response", select: ["finding", "recommendation", "position", "receivedOn"], orderBy: ["key"]),
    .listing(
      "followUps", from: "follow_up", select: ["finding", "recommendation", "asOf", "status"], orderBy: ["asOf", "key"]),
    .listing("findings", from: "finding", select: ["observedOn", "grant"], orderBy: ["key"])
      .following("engagement", select: ["startsOn"]),
    .listing("recommendations", from: "recommendation", select: ["finding"], orderBy: ["key"]),
  ].map { $0.outside(.period) }

  /// Reads what ``queries`` asks for, and keeps the recommendations that were made by a day.
  ///
  /// - Throws: ``PluginFault`` where there are more answers or checks than the kit keeps in memory.
  public init(_ inputs: ReportInputs, until day: CalendarDate) throws {
    responses = try inputs.collected("responses", limit: Self.mostRows)
    followUps = try inputs.collected("followUps", limit: Self.mostRows)
    var findings: [String: (grant: String?, day: CalendarDate?)] = [:]
    for row in try inputs.rows(of: "findings") {
      findings[row.string("key") ?? ""] = (row.string("grant"), row.findingDay)
    }
    for row in try inputs.rows(of: "recommendations") {
      guard let finding = findings[row.string("finding") ?? ""], finding.day.map({ $0 <= day }) ?? true else {
        continue
      }
      entries.append(Entry(row: row, grant: finding.grant, madeOn: finding.day))
    }
  }

  /// Those whose findings are of some grants.
  ///
  /// - Parameter isOwn: whether a grant's number is among these; nil stands for no grant.
  public func of(_ isOwn: (String?) -> Bool) -> RecommendationHistory {
    var own = self
    own.entries = entries.filter { isOwn($0.grant) }
    return own
  }

  /// How many had been made by a day; those of no day are among them.
  public func made(by day: CalendarDate) -> Int { entries.count { Self.isMade($0, by: day) } }

  /// Those made by a day, with what was known of them then.
  public func standing(on day: CalendarDate) -> [FollowedRecommendation] {
    let known = FollowUps(responses: responses, checks: followUps, asOf: day)
    return entries.filter { Self.isMade($0, by: day) }.map { known.followed($0.row) }
  }

  private static func isMade(_ entry: Entry, by day: CalendarDate) -> Bool { entry.madeOn.map { $0 <= day } ?? true }
}
