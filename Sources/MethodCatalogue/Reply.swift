public import LineRPC
import Synchronization
import Violations

/// The right to answer one call, once, from any thread.
///
/// A reply that is let go without an answer answers for itself that something went wrong: no call hangs.
public final class Reply: Sendable {
  private let target: any ReplyTarget
  private let isAnswered = Atomic(false)
  /// What measures the call, and when it began; nil where nobody does.
  private let meter: (meter: MethodMeter, start: ContinuousClock.Instant)?

  /// The right to answer a call of `method`, which begins now.
  package init(_ target: any ReplyTarget, to method: Method) {
    self.target = target
    meter = method.meter.map { ($0, .now) }
  }

  /// A reply that hands its answer to `onAnswer`, for testing a method without a server.
  public init(onAnswer: @escaping @Sendable (Result<[UInt8], Status>) -> Void) {
    target = ClosureTarget(onAnswer: onAnswer)
    meter = nil
  }

  deinit {
    guard !isAnswered.load(ordering: .acquiring) else { return }
    send(.failure(Status(.unexpected, Wording(en: "The server lost the call.", fr: "Le serveur a perdu l’appel."))))
  }

  /// Answers with one JSON value. A second answer is ignored.
  public func succeed(_ json: [UInt8]) { answer(.success(json)) }

  /// Answers with an error. A second answer is ignored.
  public func fail(_ status: Status) { answer(.failure(status)) }

  /// Whether the caller has been answered already, since the call was cancelled or its time is up. Work that has not
  /// begun may be dropped; answer all the same.
  public var isTooLate: Bool { target.isTooLate }

  private func answer(_ outcome: Result<[UInt8], Status>) {
    guard !isAnswered.exchange(true, ordering: .acquiringAndReleasing) else { return }
    send(outcome)
  }

  private func send(_ outcome: Result<[UInt8], Status>) {
    target.end(outcome)
    guard let (meter, start) = meter else { return }
    if case .failure(let status) = outcome {
      meter.ended(status.code, since: start)
    } else {
      meter.ended(nil, since: start)
    }
  }
}

/// Whoever passes a reply's answer on.
package protocol ReplyTarget: Sendable {
  /// Takes the answer; called once.
  func end(_ outcome: Result<[UInt8], Status>)
  /// Whether the caller has been answered already.
  var isTooLate: Bool { get }
}

private struct ClosureTarget: ReplyTarget {
  let onAnswer: @Sendable (Result<[UInt8], Status>) -> Void

  var isTooLate: Bool { false }

  func end(_ outcome: Result<[UInt8], Status>) { onAnswer(outcome) }
}
