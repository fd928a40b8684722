/// How many failures may still be repeated: retry throttling as in gRFC A6. Pure.
///
/// Where most calls fail, repeating them makes it worse: the budget runs down and calls fail at once, until enough are
/// answered again.
struct RetryBudget: Sendable, Equatable {
  private let full: Int
  private let perFailure: Int
  private var level: Int

  init(_ policy: RetryPolicy) {
    // Counted in parts of a token, as many as one answer gives.
    perFailure = max(1, policy.answersPerToken)
    full = policy.budgetTokens * perFailure
    level = full
  }

  /// Whether something may be repeated.
  var allowsRetry: Bool { level * 2 > full }

  /// Notes a failure that might be repeated.
  mutating func failed() { level = max(0, level - perFailure) }

  /// Notes an answer: one that refuses is an answer too.
  mutating func answered() { level = min(full, level + 1) }
}
