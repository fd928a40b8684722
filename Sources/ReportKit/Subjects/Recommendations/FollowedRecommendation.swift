public import Records

/// A recommendation with what bodies had answered, and how far it had come, on a day.
public struct FollowedRecommendation: Sendable {
  /// The recommendation, with what is told of its finding.
  public let row: InputRow
  /// The answers until the day, the latest last; one for each body that answered.
  public let responses: [InputRow]
  /// What was seen last; nil if nobody had looked.
  public let latest: InputRow?
  /// The day whose state this is; nil where nobody asks what is late.
  public let asOf: CalendarDate?

  /// A recommendation with what is known of it.
  public init(
    _ row: InputRow, responses: [InputRow] = [], latest: InputRow? = nil, asOf day: CalendarDate? = nil
  ) {
    self.row = row
    self.responses = responses
    self.latest = latest
    asOf = day
  }

  /// The recommendations that may be shown and were made by a day: reads the inputs `responses`, `followUps` and
  /// `recommendations`, in this order.
  ///
  /// - Parameter day: nil for all that the core hands over.
  /// - Throws: ``PluginFault`` where there are more than the kit keeps in memory.
  public static func read(_ inputs: ReportInputs, asOf day: CalendarDate?) throws -> [FollowedRecommendation] {
    let followUps = try FollowUps(inputs, asOf: day)
    return try inputs.collected("recommendations").filter { row in
      guard let day, let made = row.date("observedOn") else { return true }
      return made <= day
    }.map { followUps.followed($0) }
  }

  /// The code of its status; nil if nobody has looked at it.
  public var status: String? { latest?.string("status") }

  /// What its status comes to.
  public var outcome: RecommendationOutcome { RecommendationOutcome(status: status) }

  /// Whether nothing more is expected: it is carried out, replaced, without object or given up.
  public var isClosed: Bool {
    ["implemented", "alternative", "not_applicable", "closed_unimplemented"].contains(status)
  }

  /// Whether it was closed already before a day, such as the first one of a report's period.
  public func wasClosed(before day: CalendarDate?) -> Bool {
    guard isClosed, let day, let seen = latest?.date("asOf") else { return false }
    return seen < day
  }

  /// The day by which it should be done: what the last body that accepts it and names a day promises, or else what the
  /// recommendation asks for.
  public var dueOn: CalendarDate? {
    let promises = responses.filter { ["accepted", "partially_accepted"].contains($0.string("position")) }
    return promises.compactMap { $0.date("dueOn") }.last ?? row.date("dueOn")
  }

  /// By how many days it is late: its day has passed without its being closed. Nil where it is not.
  public var daysLate: Int? {
    guard !isClosed, let asOf, let dueOn, dueOn < asOf else { return nil }
    return Int(asOf.daysSince2000 - dueOn.daysSince2000)
  }

  /// The code of what the body that answered last says; nil without an answer.
  public var position: String? { responses.last.flatMap { position(of: $0) } }

  /// The codes of what bodies say, each once.
  public var positions: Set<String> { Set(responses.compactMap { position(of: $0) }) }

  /// The code of what an answer says on the day. One that was not due yet is missing once the recommendation itself is late.
  func position(of response: InputRow) -> String? {
    let position = response.string("position")
    return position == "not_yet_due" && daysLate != nil ? "no_response" : position
  }

  /// Whether no body has said anything: there is no answer, or it is on record that none came. An answer that is not due
  /// yet is not missing.
  public var isUnanswered: Bool { positions.isSubset(of: ["no_response"]) }

  /// The keys of the documents that the latest look rests on.
  public var evidence: [String] { latest?.strings("evidence") ?? [] }
}

/// What an audit office's follow-up makes of a status.
public enum RecommendationOutcome: String, CaseIterable, Sendable {
  /// Fully, or by another measure that was accepted in its place.
  case implemented
  /// In part, or under way.
  case partial
  /// Not begun, or given up.
  case not
  /// What it asks for is no longer of use.
  case withoutObject
  /// Nobody has looked.
  case notAssessed

  /// What a code of `follow_up_status` comes to; nil where nobody has looked.
  public init(status: String?) {
    self =
      switch status {
      case "implemented", "alternative": .implemented
      case "partially_implemented", "in_progress": .partial
      case "not_applicable": .withoutObject
      case nil: .notAssessed
      default: .not
      }
  }
}
