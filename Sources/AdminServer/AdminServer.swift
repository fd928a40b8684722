import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Why the admin port does not listen.
public struct AdminServerError: Error, CustomStringConvertible {
  /// In one sentence.
  public let description: String
}

/// Serves a few pages to probes and scrapers: HTTP/1.1 (RFC 9112), GET and HEAD, one request for each connection.
public final class AdminServer: Sendable {
  private let pages: [String: AdminPage]
  private let open = OpenConnections()
  private let channel = Mutex<(any Channel)?>(nil)

  /// A server that does not listen yet.
  ///
  /// - Parameter pages: what it serves; their paths must differ.
  public init(pages: [AdminPage]) { self.pages = Dictionary(uniqueKeysWithValues: pages.map { ($0.path, $0) }) }

  /// Begins to listen. Returns the port.
  ///
  /// - Parameter socket: a socket that is bound to an address; it belongs to the server from now on.
  public func start(on socket: Int32) async throws(AdminServerError) -> Int {
    do {
      let channel = try await bootstrap().withBoundSocket(socket).get()
      // SwiftNIO has begun to listen with its own backlog before it came to the option.
      listen(socket, AdminLimits.backlog)
      self.channel.withLock { $0 = channel }
      return channel.localAddress?.port ?? 0
    } catch {
      throw AdminServerError(description: "The admin port cannot listen: \(error)")
    }
  }

  /// Listens no more. What is being answered still is, within ``AdminLimits/connectionTime``.
  public func stop() async {
    let channel = channel.withLock { channel -> (any Channel)? in
      defer { channel = nil }
      return channel
    }
    try? await channel?.close()
  }

  private func bootstrap() -> ServerBootstrap {
    ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: AdminLimits.backlog)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { [pages, open] channel in
        guard open.take() else { return channel.close() }
        channel.closeFuture.whenComplete { _ in open.giveBack() }
        return channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(RequestSizeLimit())
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
          try channel.pipeline.syncOperations.addHandler(AdminRequestHandler(pages))
        }
      }
  }
}

/// Counts the connections that are open.
private final class OpenConnections: Sendable {
  private let count = Atomic(0)

  /// Takes a place; false if there is none.
  func take() -> Bool {
    guard count.add(1, ordering: .relaxed).newValue > AdminLimits.connections else { return true }
    giveBack()
    return false
  }

  func giveBack() { count.subtract(1, ordering: .relaxed) }
}
