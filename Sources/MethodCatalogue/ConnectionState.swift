import Synchronization

/// What the services know of the connection that a call came over. Lives as long as the connection or a call
/// of it.
public final class ConnectionState: Sendable {
  /// The client's address and port, for logs and audit.
  public let remoteAddress: String

  private let shown = Mutex<Credential?>(nil)
  private let known = Atomic(false)

  /// The state of a new connection, on which nobody is authenticated.
  public init(remoteAddress: String) { self.remoteAddress = remoteAddress }

  /// Whether the credential that was shown last was valid: the connection's own, or one that a call has shown.
  public internal(set) var isKnown: Bool {
    get { known.load(ordering: .relaxed) }
    set { known.store(newValue, ordering: .relaxed) }
  }

  /// What later calls of the connection show that show nothing themselves. Who that is, is asked for each call: a
  /// token may have been revoked since.
  public var credential: Credential? { shown.withLock { $0 } }

  /// The connection has shown a credential, which is valid.
  public func authenticate(with credential: Credential) {
    shown.withLock { $0 = credential }
    isKnown = true
  }
}
