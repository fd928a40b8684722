public import Disclosure
public import LineRPC

/// A call that has ended, as log, audit trail and metrics know it.
public struct EndedCall: Sendable {
  /// The method.
  public let method: MethodDeclaration
  /// Who called; nil if nobody is known.
  public let principal: Principal?
  /// What else is known of it.
  public let context: CallContext
  /// Why it failed; nil if it did not.
  public let failure: Status?
  /// How long it took.
  public let duration: Duration
  /// What the method noted.
  public let notes: [String: String]
}

/// Is told of every call that has ended, and of every one that was refused before it began.
public protocol CallObserver: Sendable {
  /// Is waited for before the call's answer leaves.
  func ended(_ call: EndedCall) async
}
