import JSONBytes
import LineRPC
import LineRPCClient
import Synchronization
import Violations

/// A connection to the server, made again as often as it is lost, until the server has been away for too long.
final class ServerLink: Sendable {
  /// The first pause before trying again, where the server names none; each further one is twice as long.
  static let firstPause: Duration = .milliseconds(200)
  /// The longest of these pauses.
  static let longestPause: Duration = .seconds(10)

  private struct State {
    var client: LineClient?
    /// When the server last did what it was asked.
    var lastProgress = ContinuousClock.now
    var pause = ServerLink.firstPause
  }

  private let connect: @Sendable () async throws -> LineClient
  private let patience: Duration
  /// Says why the server is waited for.
  private let say: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// - Parameter patience: how long to try in vain.
  init(
    patience: Duration, connect: @escaping @Sendable () async throws -> LineClient,
    say: @escaping @Sendable (String) -> Void
  ) {
    (self.patience, self.connect, self.say) = (patience, connect, say)
  }

  /// Uses a connection that was made already.
  func adopt(_ client: LineClient) { state.withLock { $0.client = client } }

  /// A connection that is open. Waits for the server; throws when it has been away for too long, or refuses the caller.
  func client() async throws(Status) -> LineClient {
    while true {
      if let client = state.withLock({ $0.client }), client.isOpen { return client }
      do {
        let new = try await connect()
        state.withLock { $0.client = new }
        return new
      } catch {
        let status = (error as? CommandFailure)?.status ?? Status(.connectFailed, Wording(en: "\(error)"))
        guard status.isRetryable else { throw status }
        try await wait(after: status)
      }
    }
  }

  /// The server did something: patience begins anew.
  func noteProgress() {
    state.withLock { state in
      state.lastProgress = .now
      state.pause = Self.firstPause
    }
  }

  /// Waits before the next try, and says so. Throws `status` when there is no patience left, or the task is cancelled.
  func wait(after status: Status) async throws(Status) {
    let (pause, left) = state.withLock { state -> (Duration, Duration) in
      let pause = status.retryAfter ?? state.pause
      state.pause = min(state.pause * 2, Self.longestPause)
      return (pause, patience - (.now - state.lastProgress))
    }
    guard left > .zero else { throw status }
    // A hiccup is nobody's concern.
    if pause >= .seconds(1) || patience - left >= .seconds(1) { say(Self.text(status, pause: pause, left: left)) }
    do { try await Task.sleep(for: min(pause, left)) } catch { throw status }
  }

  func close() async { await state.withLock { $0.client }?.close() }

  private static func text(_ status: Status, pause: Duration, left: Duration) -> String {
    let (name, why) = (status.reason.name, status.message.text(in: .ofEnvironment))
    let limit = Int(left.components.seconds)
    let seconds = max(1, Int(pause.components.seconds))
    return Wording(
      en: "\(name): \(why) Trying again after \(seconds) s, for up to \(limit) s.",
      fr: "\(name) : \(why) Nouvel essai après \(seconds) s, pendant \(limit) s au plus."
    ).text
  }
}
