public import Records

/// What bodies had answered to recommendations, and what had last been seen of their work, on a day. What came later is not
/// known yet.
public struct FollowUps: Sendable {
  private struct Subject: Hashable {
    let finding: String
    let recommendation: String
  }

  private let asOf: CalendarDate?
  private var responses: [Subject: [InputRow]] = [:]
  private var checks: [Subject: InputRow] = [:]

  /// Reads the inputs `responses`, where the format asks for answers, and `followUps`, in this order. Of what was seen the
  /// last is kept alone, so that years of it cost no memory.
  ///
  /// - Parameter day: the day whose state is told; nil for all that the core hands over, of which nothing is called late.
  public init(_ inputs: ReportInputs, asOf day: CalendarDate?) throws {
    asOf = day
    if inputs.names.contains("responses") { add(responses: try inputs.rows(of: "responses")) }
    add(checks: try inputs.rows(of: "followUps"))
  }

  /// The state of a day, of rows that are told of several days.
  ///
  /// - Parameters:
  ///   - responses: rows of the input `responses`.
  ///   - checks: rows of the input `followUps`, by their days.
  public init(responses: [InputRow], checks: [InputRow], asOf day: CalendarDate) {
    asOf = day
    add(responses: responses)
    add(checks: checks)
  }

  private mutating func add(responses rows: some Sequence<InputRow>) {
    for row in rows where isKnown(row, "receivedOn") { responses[Self.subject(row), default: []].append(row) }
    // An answer of no day is one that did not come, or is not due yet.
    responses = responses.mapValues { rows in
      rows.count < 2 ? rows : rows.sorted { ($0.string("receivedOn") ?? "") < ($1.string("receivedOn") ?? "") }
    }
  }

  /// They come by their days, so that the last one stays.
  private mutating func add(checks rows: some Sequence<InputRow>) {
    for row in rows where isKnown(row, "asOf") { checks[Self.subject(row)] = row }
  }

  private func isKnown(_ row: InputRow, _ field: String) -> Bool {
    guard let asOf, let known = row.date(field) else { return true }
    return known <= asOf
  }

  private static func subject(_ row: InputRow) -> Subject {
    Subject(finding: row.string("finding") ?? "", recommendation: row.string("recommendation") ?? "")
  }

  /// A recommendation with what is known of it.
  ///
  /// - Parameter finding: the finding that holds it, where it is no row of its own that names one.
  public func followed(_ recommendation: InputRow, of finding: InputRow? = nil) -> FollowedRecommendation {
    let subject = Subject(
      finding: finding?.string("key") ?? recommendation.string("finding") ?? "",
      recommendation: recommendation.string("key") ?? "")
    return FollowedRecommendation(
      recommendation, responses: responses[subject] ?? [], latest: checks[subject], asOf: asOf)
  }
}
