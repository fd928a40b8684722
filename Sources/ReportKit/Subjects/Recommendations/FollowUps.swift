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
    func isKnown(_ row: InputRow, _ field: String) -> Bool {
      guard let day, let known = row.date(field) else { return true }
      return known <= day
    }
    func subject(_ row: InputRow) -> Subject {
      Subject(finding: row.string("finding") ?? "", recommendation: row.string("recommendation") ?? "")
    }
    if inputs.names.contains("responses") {
      for row in try inputs.rows(of: "responses") where isKnown(row, "receivedOn") {
        responses[subject(row), default: []].append(row)
      }
      // An answer of no day is one that did not come, or is not due yet.
      responses = responses.mapValues { rows in
        rows.count < 2 ? rows : rows.sorted { ($0.string("receivedOn") ?? "") < ($1.string("receivedOn") ?? "") }
      }
    }
    // They come by their days, so that the last one stays.
    for row in try inputs.rows(of: "followUps") where isKnown(row, "asOf") { checks[subject(row)] = row }
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
