import Synchronization

/// What the audit trail shall know of a call beside its method and caller: identities, counts and codes, never texts.
public final class CallNotes: Sendable {
  private let notes = Mutex<[String: String]>([:])

  /// Nothing noted.
  public init() {}

  /// Notes an identity or a code.
  public func note(_ name: String, _ value: String) { notes.withLock { $0[name] = value } }

  /// All that was noted.
  public var all: [String: String] { notes.withLock { $0 } }
}
