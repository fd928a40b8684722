public import LineRPC
import Synchronization
import Violations

/// The right to answer one call, once, from any thread.
///
/// A reply that is let go without an answer answers for itself that something went wrong: no call hangs.
public final class Reply: Sendable {
  private let target: any ReplyTarget
  private let isAnswered = Atomic(false)

  package init(_ target: any ReplyTarget) { self.target = target }

  /// A reply that hands its answer to `onAnswer`, for testing a method without a server.
  public init(onAnswer: @escaping @Sendable (Result<[UInt8], Status>) -> Void) {
    target = ClosureTarget(onAnswer: onAnswer)
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

  private func send(_ outcome: Result<[UInt8], Status>) { target.end(outcome) }
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
