public import Violations

/// A reviewer's decision on one revision.
public enum ReviewDecision: String, Sendable, CaseIterable {
  /// Reports may use it.
  case validate
  /// It is accepted for the public record; reports may use it.
  case publish
  /// The submitter has to revise it; reports go on using the last validated revision.
  case `return`

  var status: String {
    switch self {
    case .validate: "validated"
    case .publish: "published"
    case .return: "returned"
    }
  }
}

/// What a review holds at most.
public enum ReviewLimits {
  /// Characters of the reason for which a revision goes back: a page.
  public static let reasonCharacters = 2_000
}

/// What became of a review.
public enum ReviewOutcome: Sendable, Equatable {
  /// The decision stands.
  case done
  /// The record has that status already.
  case unchanged
  /// There is no such record, or the reviewer may not read it.
  case notFound
  /// The current revision is another one.
  case otherRevision(current: Int)
  /// The reviewer submitted this revision.
  case ownRevision
  /// The revision closes what a record of the reviewer's own asked for.
  case ownSubject
  /// The status does not allow the decision.
  case wrongStatus(String)
  /// The record is withdrawn: whoever puts it back decides first that reports may show it.
  case withdrawn
  /// The record lacks what its kind needs before it is validated.
  case incomplete([FieldViolation])
}

/// Which decisions a revision's state allows. Knows nothing of the database.
struct ReviewRule {
  let revision: Int
  let status: String
  let submitter: String
  let isWithdrawn: Bool

  func outcome(of decision: ReviewDecision, on wanted: Int, by reviewer: String) -> ReviewOutcome {
    guard revision == wanted else { return .otherRevision(current: revision) }
    guard submitter != reviewer else { return .ownRevision }
    guard !isWithdrawn else { return .withdrawn }
    guard status != decision.status else { return .unchanged }
    let allowed: [ReviewDecision: [String]] = [
      .validate: ["submitted", "returned"], .publish: ["validated"],
      .return: ["submitted", "validated", "published"],
    ]
    guard allowed[decision, default: []].contains(status) else { return .wrongStatus(status) }
    return .done
  }
}
