public import Records

/// A recommendation with what the body addressed answered, and how far it has come.
public struct FollowedRecommendation: Sendable {
  /// The recommendation, with its finding's title, origin, theme, severity, place and day.
  public let row: InputRow
  /// The answers, as they came.
  public let responses: [InputRow]
  /// What was seen of it, the latest last.
  public let followUps: [InputRow]

  /// The recommendations that may be shown: reads the inputs `responses`, `followUps` and `recommendations`, in this order.
  ///
  /// - Throws: ``PluginFault`` where there are more than the kit keeps in memory.
  public static func read(_ inputs: ReportInputs) throws -> [FollowedRecommendation] {
    let responses = Dictionary(grouping: try inputs.collected("responses"), by: subject)
    let followUps = Dictionary(grouping: try inputs.collected("followUps"), by: subject)
    return try inputs.collected("recommendations").map { row in
      let subject = Subject(finding: row.string("finding") ?? "", recommendation: row.string("key") ?? "")
      return FollowedRecommendation(
        row: row, responses: responses[subject] ?? [], followUps: followUps[subject] ?? [])
    }
  }

  /// What was seen last; nil if nobody has looked.
  public var latest: InputRow? { followUps.last }

  /// The code of its status; nil if nobody has looked at it.
  public var status: String? { latest?.string("status") }

  /// Whether nothing more is expected: it is carried out, replaced, without object or given up.
  public var isClosed: Bool {
    ["implemented", "alternative", "not_applicable", "closed_unimplemented"].contains(status)
  }

  /// The day by which it should be done: what the answer promises, or else what the recommendation asks for.
  public var dueOn: CalendarDate? { responses.compactMap { $0.date("dueOn") }.last ?? row.date("dueOn") }

  /// Whether its day has passed without its being closed.
  public func isOverdue(on day: CalendarDate) -> Bool {
    guard !isClosed, let dueOn else { return false }
    return dueOn < day
  }

  private struct Subject: Hashable {
    let finding: String
    let recommendation: String
  }

  private static func subject(of row: InputRow) -> Subject {
    Subject(finding: row.string("finding") ?? "", recommendation: row.string("recommendation") ?? "")
  }
}
