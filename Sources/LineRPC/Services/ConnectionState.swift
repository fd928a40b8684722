import Synchronization

/// What the services know of the connection that a call came over. Lives as long as the connection or a call
/// of it.
public final class ConnectionState: Sendable {
  /// The client's address and port, for logs and audit.
  public let remoteAddress: String

  private struct Guarded {
    var principal: (any Sendable)?
    var refusals = 0
  }

  private let guarded = Mutex(Guarded())

  /// The state of a new connection, on which nobody is authenticated.
  public init(remoteAddress: String) { self.remoteAddress = remoteAddress }

  /// Who the connection is authenticated as. Set by the service that authenticates, of that service's own
  /// type; nil until then.
  public var principal: (any Sendable)? {
    get { guarded.withLock { $0.principal } }
    set {
      guarded.withLock { state in
        state.principal = newValue
        state.refusals = 0
      }
    }
  }

  /// Counts a call that was refused for want of a credential; returns how many there were since the last
  /// principal.
  package func countRefusal() -> Int {
    guarded.withLock { state in
      state.refusals += 1
      return state.refusals
    }
  }
}
