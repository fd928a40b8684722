import NIOCore

/// Whom a connection comes from: whoever made it, or whom a listed peer says that it speaks for. For its event loop only.
final class PeerAddress {
  /// What a listed peer has said.
  var told: SocketAddress?

  /// The address as logs and the audit trail have it.
  func text(_ remote: SocketAddress?) -> String { (told ?? remote).map { "\($0)" } ?? "unknown" }
}
