public import LineRPC
import Synchronization

/// A client that keeps a connection, makes another when it is lost, and repeats what can be repeated without harm.
///
/// A call is repeated when its failure is retryable, and nothing was done or doing it twice is the same as once; after
/// pauses, as often and as long as the ``RetryPolicy`` says, and never beyond the call's own timeout, which is for all
/// tries together. A failure that stands says how often the call was tried.
public final class RetryingClient: Sendable {
  let policy: RetryPolicy
  let observer: @Sendable (RetryEvent) -> Void
  private let keeper: ConnectionKeeper
  private let isRepeatable: @Sendable (String) -> Bool
  private let dice: RetryDice
  private let budget: Mutex<RetryBudget>

  /// A client that connects when it is first used.
  ///
  /// - Parameters:
  ///   - isRepeatable: whether a method may be run twice where it is not known whether it was run once; unless given,
  ///     those of ``RepeatableMethods``.
  ///   - generator: what the pauses are drawn from.
  ///   - observer: is told when a call has to wait. May be called from any thread.
  ///   - connect: makes a connection and shows the credential.
  public init(
    policy: RetryPolicy = RetryPolicy(),
    isRepeatable: @escaping @Sendable (String) -> Bool = { RepeatableMethods.kurukan.contains($0) },
    generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
    observer: @escaping @Sendable (RetryEvent) -> Void = { _ in },
    connect: @escaping @Sendable () async throws(Status) -> LineClient
  ) {
    self.policy = policy
    self.isRepeatable = isRepeatable
    self.observer = observer
    dice = RetryDice(generator)
    budget = Mutex(RetryBudget(policy))
    keeper = ConnectionKeeper(policy, dice, observer, connect)
  }

  /// The connection there is, or a new one. Throws `CONNECT_FAILED`, or whatever else stands against it, once the policy
  /// has given up.
  public func connection() async throws(Status) -> LineClient { try await keeper.connection().client }

  /// Makes a call and returns its answer, one JSON value.
  public func call(
    _ method: String, _ params: [UInt8] = [], options: CallOptions = CallOptions()
  ) async throws(Status) -> [UInt8] {
    let deadline = options.timeout.map { ContinuousClock.now + $0 }
    var tries = RetryTries(policy, deadline: deadline)
    while true {
      let connection = try await keeper.connection(until: deadline)
      var options = options
      options.timeout = deadline.map { max(.milliseconds(1), $0 - .now) }
      switch await connection.client.attempt(method, params, options) {
      case .success(let answer):
        noteAnswer()
        return answer
      case .failure(let failure):
        let isSafe = failure.isSafeToRepeat(isRepeatable: isRepeatable(method))
        guard let pause = next(&tries, failure.status, isSafe: isSafe, connection) else {
          throw failure.status.after(tries: tries.failures)
        }
        try await wait(pause, for: method, failure.status)
      }
    }
  }

  /// Starts a call whose answer is a stream, on a connection that is made first if there is none. A stream that has begun
  /// is not repeated.
  public func stream(
    _ method: String, _ params: [UInt8] = [], options: CallOptions = CallOptions()
  ) async throws(Status) -> CallStream {
    let connection = try await keeper.connection(until: options.timeout.map { .now + $0 })
    return try connection.client.stream(method, params, options: options)
  }

  /// Closes the connection, and makes no more; open calls fail with `CANCELLED`.
  public func close() async { await keeper.close() }

  // MARK: - Parts of the above, for streams too

  func keptConnection(until deadline: ContinuousClock.Instant?) async throws(Status) -> KeptConnection {
    try await keeper.connection(until: deadline)
  }

  func noteAnswer() { budget.withLock { $0.answered() } }

  /// Notes a failure; the pause after which to try again, or nil if it stands.
  func next(
    _ tries: inout RetryTries, _ status: Status, isSafe: Bool, _ connection: KeptConnection
  ) -> Duration? {
    let isLost = !connection.client.isOpen
    if isLost || status.reason == .draining || status.reason == .inputEnded { keeper.leave(connection) }
    let budget = budget.withLock { budget in
      if status.isRetryable {
        if !isLost || connection.countsLoss() { budget.failed() }
      } else if status.code != .cancelled, status.code != .deadlineExceeded {
        budget.answered()
      }
      return budget
    }
    let decision = dice.decide { dice in
      tries.failed(status, isSafe: isSafe, budget: budget, at: .now, using: &dice)
    }
    guard case .again(let pause) = decision else { return nil }
    return pause
  }

  /// Waits before the next try.
  func wait(_ pause: Duration, for method: String, _ status: Status) async throws(Status) {
    observer(.repeating(method, after: pause, status))
    do { try await Task.sleep(for: pause) } catch { throw .cancelledByCaller }
  }
}
