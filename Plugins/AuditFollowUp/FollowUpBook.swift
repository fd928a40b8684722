import Records
import ReportKit

/// What bodies answered and what was seen of their work, until a day: the answers and the latest look at each
/// recommendation.
struct FollowUpBook {
  private let responses: [Subject: [InputRow]]
  private let checks: [Subject: InputRow]
  private let day: CalendarDate

  /// One recommendation: the key of its finding and its own within it.
  private struct Subject: Hashable {
    let finding: String
    let recommendation: String

    init(_ row: InputRow, _ recommendation: String) {
      finding = row.string("finding") ?? ""
      self.recommendation = row.string(recommendation) ?? ""
    }
  }

  /// Reads the inputs `responses` and `followUps`, in this order; what came after the day is passed over.
  init(_ inputs: ReportInputs, until day: CalendarDate) throws {
    var responses: [Subject: [InputRow]] = [:]
    for row in try inputs.rows(of: "responses") where row.date("receivedOn").map({ $0 <= day }) ?? true {
      responses[Subject(row, "recommendation"), default: []].append(row)
    }
    var checks: [Subject: InputRow] = [:]
    // They come by their days, so that the last one stays.
    for row in try inputs.rows(of: "followUps") where row.date("asOf").map({ $0 <= day }) ?? true {
      checks[Subject(row, "recommendation")] = row
    }
    self.responses = responses
    self.checks = checks
    self.day = day
  }

  /// The keys of all evidence that the latest looks rest on.
  var evidence: Set<String> { Set(checks.values.flatMap { $0.strings("evidence") }) }

  /// Where a recommendation stands.
  func standing(of recommendation: InputRow) -> Standing {
    let subject = Subject(recommendation, "key")
    return Standing(recommendation, responses[subject] ?? [], checks[subject], on: day)
  }
}

/// Where one recommendation stands on the register's day.
struct Standing {
  /// The answers, as they came; one for each body that answered.
  let responses: [InputRow]
  /// What was seen last; nil if nobody has looked.
  let check: InputRow?
  /// The day by which it should be done: what the last answer promises, or else what the recommendation asks for.
  let dueOn: CalendarDate?
  /// By how many days it is late; nil where it is not.
  let daysLate: Int?

  init(_ recommendation: InputRow, _ responses: [InputRow], _ check: InputRow?, on day: CalendarDate) {
    self.responses = responses
    self.check = check
    dueOn = responses.compactMap { $0.date("dueOn") }.last ?? recommendation.date("dueOn")
    let isOpen = !Self.closed.contains(check?.string("status") ?? "")
    let late = dueOn.map { Int(day.daysSince2000 - $0.daysSince2000) } ?? 0
    daysLate = isOpen && late > 0 ? late : nil
  }

  /// The code of what was seen last; nil if nobody has looked.
  var status: String? { check?.string("status") }

  /// The codes of what bodies say, each once.
  var positions: Set<String> { Set(responses.compactMap { $0.string("position") }) }

  /// Whether no body has said anything: there is no answer, or it is on record that none came. An answer that is not due
  /// yet is not missing.
  var isUnanswered: Bool { positions.isSubset(of: ["no_response"]) }

  var outcome: Outcome { Outcome(status) }

  /// Statuses after which nothing more is expected.
  private static let closed: Set = ["implemented", "alternative", "not_applicable", "closed_unimplemented"]
}

/// What the Auditor General's follow-up makes of a status.
enum Outcome: String, CaseIterable {
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

  init(_ status: String?) {
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
