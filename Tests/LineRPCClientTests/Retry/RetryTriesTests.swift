import LineRPC
import TestSupport
import Testing
import Violations

@testable import LineRPCClient

/// When what has failed is tried again, without a socket and without waiting.
@Suite struct RetryTriesTests {
  private static let start = ContinuousClock.now

  private func decide(
    _ tries: inout RetryTries, _ status: Status, isSafe: Bool = true, budget: RetryBudget? = nil,
    at elapsed: Duration = .zero, seed: UInt64 = 1
  ) -> RetryTries.Decision {
    var dice = Dice(seed: seed)
    return tries.failed(status, isSafe: isSafe, budget: budget, at: Self.start + elapsed, using: &dice)
  }

  @Test(arguments: [(1, 200), (2, 400), (3, 800), (7, 12_800), (8, 20_000), (9, 20_000), (.max, 20_000)])
  func pausesGrowToTheLongest(_ failures: Int, _ milliseconds: Int) {
    #expect(RetryPolicy().longestPause(after: failures) == .milliseconds(milliseconds))
  }

  @Test func aPolicyWithoutPausesHasNone() {
    let policy = RetryPolicy(firstPause: .zero, longestPause: .zero)
    #expect(policy.longestPause(after: 1_000) == .zero)
    var tries = RetryTries(policy)
    #expect(decide(&tries, Status(.draining, "")) == .again(after: .zero))
  }

  @Test("What is tried again", arguments: Reason.catalogue)
  func byReason(_ reason: Reason) {
    var tries = RetryTries(RetryPolicy())
    let decision = decide(&tries, Status(reason, ""))
    if reason.isRetryable {
      guard case .again = decision else {
        Issue.record("\(reason) is given up: \(decision)")
        return
      }
    } else {
      #expect(decision == .giveUp(.pointless))
    }
    var unsafe = RetryTries(RetryPolicy())
    #expect(decide(&unsafe, Status(reason, ""), isSafe: false) == .giveUp(reason.isRetryable ? .unsafe : .pointless))
  }

  @Test(arguments: [1, 2, 6]) func asOftenAsThePolicySays(_ limit: Int) {
    var tries = RetryTries(RetryPolicy(tries: limit))
    let full = Status(.intakeFull, "")
    for _ in 1..<limit { #expect(decide(&tries, full) != .giveUp(.tries)) }
    #expect(decide(&tries, full) == .giveUp(.tries) && tries.failures == limit)
    tries.progressed()
    #expect(tries.failures == 0)
    #expect((decide(&tries, full) == .giveUp(.tries)) == (limit == 1))
  }

  @Test func neverBeyondTheDeadline() {
    let status = Status(.draining, "", retryAfter: .seconds(5))
    var tries = RetryTries(RetryPolicy(firstPause: .zero), deadline: Self.start + .seconds(10))
    #expect(decide(&tries, status, at: .seconds(4)) == .again(after: .seconds(5)))
    #expect(decide(&tries, status, at: .seconds(5)) == .giveUp(.time))
  }

  @Test func patienceEndsAndBeginsAnew() {
    let full = Status(.intakeFull, "")
    let policy = RetryPolicy(tries: .max, firstPause: .zero, longestPause: .zero, patience: .seconds(30))
    var tries = RetryTries(policy)
    // It is counted from the first failure: how long the try took that failed is no matter.
    for second in 100..<130 { #expect(decide(&tries, full, at: .seconds(second)) == .again(after: .zero)) }
    tries.progressed()
    #expect(decide(&tries, full, at: .seconds(500)) == .again(after: .zero))
    #expect(decide(&tries, full, at: .seconds(529)) == .again(after: .zero))
    #expect(decide(&tries, full, at: .seconds(530)) == .giveUp(.time))
    // The deadline holds where it comes first.
    var bounded = RetryTries(policy, deadline: Self.start + .seconds(7))
    #expect(decide(&bounded, full, at: .seconds(6)) == .again(after: .zero))
    #expect(decide(&bounded, full, at: .seconds(7)) == .giveUp(.time))
  }

  @Test func notWithoutTokens() {
    let policy = RetryPolicy(tries: 100, budgetTokens: 4)
    var budget = RetryBudget(policy)
    var tries = RetryTries(policy)
    budget.failed()
    #expect(decide(&tries, Status(.draining, ""), budget: budget) != .giveUp(.budget))
    budget.failed()
    #expect(decide(&tries, Status(.draining, ""), budget: budget) == .giveUp(.budget))
  }

  /// Full jitter: every part of the longest pause is as likely as every other.
  @Test func pausesAreSpread() {
    let policy = RetryPolicy(firstPause: .seconds(10), longestPause: .seconds(10))
    var tenths = Array(repeating: 0, count: 10)
    var dice = Dice(seed: 7)
    for _ in 0..<10_000 {
      var tries = RetryTries(policy)
      let decision = tries.failed(Status(.draining, ""), isSafe: true, budget: nil, at: Self.start, using: &dice)
      guard case .again(let pause) = decision else { continue }
      tenths[min(9, Int(pause.components.seconds))] += 1
    }
    #expect(tenths.allSatisfy { (850...1_150).contains($0) }, "\(tenths)")
  }

  @Test("Whatever happens", arguments: 1...200)
  func promises(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let policy = RetryPolicy(
      tries: dice.roll(1...12), firstPause: .milliseconds(dice.roll(0...2_000)), pauseGrowth: dice.roll(1...4),
      longestPause: .milliseconds(dice.roll(0...60_000)), patience: .seconds(dice.roll(0...300)),
      budgetTokens: dice.roll(0...20),
      answersPerToken: dice.roll(1...10))
    let deadline: ContinuousClock.Instant? = dice.once(in: 2) ? Self.start + .seconds(dice.roll(0...100)) : nil
    var tries = RetryTries(policy, deadline: deadline)
    var budget = RetryBudget(policy)
    var now = Self.start
    var count = 0
    while true {
      count += 1
      let retryAfter: Duration? = dice.once(in: 3) ? .milliseconds(dice.roll(0...5_000)) : nil
      let status = Status(dice.pick(Reason.catalogue.filter(\.isRetryable)), "", retryAfter: retryAfter)
      budget.failed()
      // The same dice decide the same.
      var (other, copy) = (dice, tries)
      let decision = tries.failed(status, isSafe: true, budget: budget, at: now, using: &dice)
      #expect(copy.failed(status, isSafe: true, budget: budget, at: now, using: &other) == decision)
      #expect(count <= policy.tries && tries.failures == count)
      guard case .again(let pause) = decision else { break }
      let least = retryAfter ?? .zero
      #expect(pause >= least && pause <= least + policy.longestPause(after: count))
      #expect(policy.longestPause(after: count) <= policy.longestPause)
      now += pause
      #expect(now < Self.start + policy.patience)
      if let deadline { #expect(now < deadline) }
      #expect(budget.allowsRetry)
    }
  }
}

/// Retry throttling as in gRFC A6.
@Suite struct RetryBudgetTests {
  @Test func halfTheTokensAreNotForRepetitions() {
    var budget = RetryBudget(RetryPolicy(budgetTokens: 10, answersPerToken: 10))
    for _ in 0..<4 { budget.failed() }
    #expect(budget.allowsRetry)
    budget.failed()
    #expect(!budget.allowsRetry)
    // A tenth of a token is enough to be above half; ten answers make up for one failure more.
    budget.answered()
    #expect(budget.allowsRetry)
    budget.failed()
    for _ in 0..<9 { budget.answered() }
    #expect(!budget.allowsRetry)
    budget.answered()
    #expect(budget.allowsRetry)
  }

  @Test("As a count of tokens", arguments: 1...50)
  func model(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    // Parts of a token that a double holds exactly.
    let policy = RetryPolicy(budgetTokens: dice.roll(1...50), answersPerToken: dice.pick([1, 2, 4, 8, 16]))
    var budget = RetryBudget(policy)
    var tokens = Double(policy.budgetTokens)
    for _ in 0..<2_000 {
      if dice.once(in: 3) {
        budget.failed()
        tokens = max(0, tokens - 1)
      } else {
        budget.answered()
        tokens = min(Double(policy.budgetTokens), tokens + 1 / Double(policy.answersPerToken))
      }
      #expect(budget.allowsRetry == (tokens > Double(policy.budgetTokens) / 2))
    }
  }
}

/// What may be done twice.
@Suite struct SafeToRepeatTests {
  @Test func reasonsThatSayThatNothingWasDone() {
    let nothingDone = Reason.catalogue.filter(\.saysNothingWasDone)
    #expect(
      Set(nothingDone.map(\.name)) == [
        "CONNECTION_AGE", "CONNECT_FAILED", "IDLE", "INTAKE_FULL", "TOO_MANY_CALLS", "TOO_MANY_CONNECTIONS",
      ])
    #expect(nothingDone.allSatisfy { $0.isRetryable })
  }

  @Test(arguments: [
    // The reason, whether the call was sent, whether its method may be repeated, whether this call is.
    (Reason.connectionLost, true, false, false), (.connectionLost, true, true, true),
    (.connectionLost, false, false, true), (.draining, true, false, false), (.draining, true, true, true),
    (.tooManyCalls, true, false, true), (.databaseUnreachable, true, false, false),
  ])
  func theTable(_ reason: Reason, _ wasSent: Bool, _ isRepeatable: Bool, _ isSafe: Bool) {
    let failure = CallFailure(status: Status(reason, ""), wasSent: wasSent)
    #expect(failure.isSafeToRepeat(isRepeatable: isRepeatable) == isSafe)
  }
}
