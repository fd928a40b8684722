import LineRPC
import LineRPCClient
import Synchronization

extension RetryingClient {
  /// A client that uses a connection which was made already, and makes another when that is lost.
  convenience init(
    over first: LineClient, policy: RetryPolicy, observer: @escaping @Sendable (RetryEvent) -> Void,
    connect: @escaping @Sendable () async throws -> LineClient
  ) {
    let first = UnusedConnection(first)
    self.init(policy: policy, observer: observer) { () throws(Status) in
      if let connection = first.take() { return connection }
      do { return try await connect() } catch { throw CommandFailure.status(of: error) }
    }
  }
}

/// A connection that was made and is to be used once.
private final class UnusedConnection: Sendable {
  private let connection: Mutex<LineClient?>

  init(_ connection: LineClient) { self.connection = Mutex(connection) }

  func take() -> LineClient? { connection.withLock { $0.take() } }
}
