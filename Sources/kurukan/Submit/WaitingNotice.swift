import LineRPC
import LineRPCClient
import Synchronization
import Violations

/// Says why the server is waited for, and for how long that goes on.
final class WaitingNotice: Sendable {
  private let ledger: SubmissionLedger
  private let patience: Duration
  /// When the server last did what it was asked, if it does not now.
  private let since = Mutex<ContinuousClock.Instant?>(nil)

  init(_ ledger: SubmissionLedger, _ patience: Duration) { (self.ledger, self.patience) = (ledger, patience) }

  /// The client has to wait, or need not any more.
  func take(_ event: RetryEvent) {
    switch event {
    case .reconnecting(let pause, let status), .repeating(_, let pause, let status): say(status, pause)
    case .reconnected: break
    }
  }

  /// The server does what it is asked.
  func end() { since.withLock { $0 = nil } }

  private func say(_ status: Status, _ pause: Duration) {
    let now = ContinuousClock.now
    let began = since.withLock { since in
      since = since ?? now
      return since ?? now
    }
    let waited = now - began
    // A hiccup is nobody's concern.
    guard pause >= .seconds(1) || waited >= .seconds(1) else { return }
    let (name, why) = (status.reason.name, status.message.text(in: .ofEnvironment))
    let limit = max(0, Int((patience - waited).components.seconds))
    let seconds = max(1, Int(pause.components.seconds))
    ledger.sayWaiting(
      Wording(
        en: "\(name): \(why) Trying again after \(seconds) s, for up to \(limit) s.",
        fr: "\(name) : \(why) Nouvel essai après \(seconds) s, pendant \(limit) s au plus."
      ).text)
  }
}
