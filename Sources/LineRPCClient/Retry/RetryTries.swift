import LineRPC

/// The tries of one call, one stream or one connection. Pure: it is told of failures and the time, and says what is next.
struct RetryTries: Sendable {
  /// What is next.
  enum Decision: Sendable, Equatable {
    /// Try again after a pause.
    case again(after: Duration)
    /// The failure stands.
    case giveUp(Cause)
  }

  /// Why a failure stands.
  enum Cause: Sendable, Equatable, CaseIterable {
    /// The same again would fail again.
    case pointless
    /// It may have taken effect, and doing it twice may not be the same as once.
    case unsafe
    /// It was tried often enough.
    case tries
    /// The pause would end after the deadline, or when patience has.
    case time
    /// Too much fails.
    case budget
  }

  let policy: RetryPolicy
  let limit: Int
  /// When it is over, whatever is tried.
  let deadline: ContinuousClock.Instant?
  /// Failures in a row.
  private(set) var failures = 0
  /// When the first of them came.
  private var failingSince: ContinuousClock.Instant?

  /// - Parameter limit: how many tries there are, if not as many as the policy says.
  init(_ policy: RetryPolicy, limit: Int? = nil, deadline: ContinuousClock.Instant? = nil) {
    self.policy = policy
    self.limit = limit ?? policy.tries
    self.deadline = deadline
  }

  /// Something was achieved: what fails from now on is another failure.
  mutating func progressed() {
    failures = 0
    failingSince = nil
  }

  /// A try has failed.
  ///
  /// - Parameters:
  ///   - isSafe: whether it can be repeated without harm.
  ///   - budget: what is left for repetitions, this failure counted; nil for what takes nothing from it.
  mutating func failed(
    _ status: Status, isSafe: Bool, budget: RetryBudget?, at now: ContinuousClock.Instant,
    using dice: inout some RandomNumberGenerator
  ) -> Decision {
    failures += 1
    let since = failingSince ?? now
    failingSince = since
    guard status.isRetryable else { return .giveUp(.pointless) }
    guard isSafe else { return .giveUp(.unsafe) }
    guard failures < limit else { return .giveUp(.tries) }
    let longest = policy.longestPause(after: failures).inNanoseconds
    let pause = (status.retryAfter ?? .zero) + .nanoseconds(Int64.random(in: 0...longest, using: &dice))
    let end = since + policy.patience
    guard now + pause < min(end, deadline ?? end) else { return .giveUp(.time) }
    if let budget, !budget.allowsRetry { return .giveUp(.budget) }
    return .again(after: pause)
  }
}

extension Duration {
  fileprivate var inNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return max(0, seconds) * 1_000_000_000 + max(0, attoseconds) / 1_000_000_000
  }
}
