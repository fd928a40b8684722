import Synchronization

/// What the services know of the connection that a call came over. Lives as long as the connection or a call
/// of it.
public final class ConnectionState: Sendable {
  /// The client's address and port, for logs and audit.
  public let remoteAddress: String

  private struct Guarded {
    var credential: Credential?
    var refusals = 0
  }

  private let guarded = Mutex(Guarded())

  /// The state of a new connection, on which nobody is authenticated.
  public init(remoteAddress: String) { self.remoteAddress = remoteAddress }

  /// What later calls of the connection show that show nothing themselves. Who that is, is asked for each call: a
  /// token may have been revoked since.
  public var credential: Credential? {
    get { guarded.withLock { $0.credential } }
    set {
      guarded.withLock { state in
        state.credential = newValue
        state.refusals = 0
      }
    }
  }

  /// Counts a call that was refused for want of a credential; returns how many there were since the last
  /// credential.
  package func countRefusal() -> Int {
    guarded.withLock { state in
      state.refusals += 1
      return state.refusals
    }
  }
}
