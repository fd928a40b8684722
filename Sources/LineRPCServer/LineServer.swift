import Glibc
public import LineRPC
import LineRPCTLS
public import Logging
public import MethodCatalogue
public import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server of the line protocol: accepts connections and runs the router's methods for them.
public final class LineServer: Sendable {
  private enum Phase {
    case new
    case starting
    case listening(any Channel)
    case stopped
  }

  private let configuration: LineServerConfiguration
  private let group: any EventLoopGroup
  private let shared: ServerShared
  private let handshakeFaults: ConnectionFaults
  private let headerFaults: ConnectionFaults
  private let fullTimes: ConnectionFaults
  private let phase = Mutex(Phase.new)

  /// A server that does not listen yet.
  ///
  /// - Parameter group: the event loops to run on; by default those of the process.
  public init(
    configuration: LineServerConfiguration, router: Router, logger: Logger,
    group: (any EventLoopGroup)? = nil
  ) {
    let group = group ?? MultiThreadedEventLoopGroup.singleton
    self.configuration = configuration
    self.group = group
    shared = ServerShared(configuration, router, logger, group)
    handshakeFaults = ConnectionFaults("A TLS handshake failed", logger)
    headerFaults = ConnectionFaults("A peer listed for the PROXY protocol was refused", logger)
    fullTimes = ConnectionFaults("No more connections are accepted for a moment", logger)
  }

  /// TLS handshakes that failed or took too long.
  public var handshakesFailed: Int { handshakeFaults.count }

  /// Connections of listed peers that were refused because they did not say whom they speak for.
  public var proxyHeadersRefused: Int { headerFaults.count }

  /// How often the server stopped accepting for a moment.
  public var acceptPauses: Int { fullTimes.count }

  /// Figures since the start.
  public var statistics: LineServerStatistics { shared.load.statistics }

  /// The limits in force for the connections that come now.
  public var limits: LineLimits { shared.limits }

  /// Uses other limits for the connections that come from now on. Those of the whole server stay as they are.
  public func adopt(_ limits: LineLimits) {
    var adopted = shared.limits
    for setting in LineLimits.settings where setting.isOfConnection { adopted[setting] = limits[setting] }
    shared.limits = adopted
  }

  /// Begins to listen. Returns the port, which the system chose if it was 0. Throws ``LineServerError``.
  public func start() async throws(LineServerError) -> Int {
    let isNew = phase.withLock { phase -> Bool in
      guard case .new = phase else { return false }
      phase = .starting
      return true
    }
    guard isNew else {
      throw LineServerError(code: .alreadyStarted, message: "The server was started before; make a new one.")
    }
    let channel: any Channel
    do {
      if let socket = configuration.socket {
        channel = try await bootstrap().withBoundSocket(socket).get()
        // SwiftNIO has begun to listen with its own backlog before it came to the option.
        listen(socket, Int32(clamping: configuration.backlog))
      } else {
        channel = try await bootstrap().bind(host: configuration.host, port: configuration.port).get()
      }
    } catch {
      phase.withLock { $0 = .new }
      throw LineServerError(
        code: .cannotListen,
        message: "Cannot listen on \(configuration.host), port \(configuration.port): \(error)")
    }
    phase.withLock { $0 = .listening(channel) }
    return channel.localAddress?.port ?? configuration.port
  }

  /// Stops: accepts nothing more, refuses new calls, ends streams, lets open calls end, closes. Whatever has
  /// not ended after `grace` is answered `DRAINING` and closed.
  public func shutdown(grace: Duration) async {
    let channel = phase.withLock { phase -> (any Channel)? in
      guard case .listening(let channel) = phase else { return nil }
      phase = .stopped
      return channel
    }
    guard let channel else { return }
    let registry = shared.registry
    registry.beginDraining()
    try? await channel.close()
    for connection in registry.all { connection.onEventLoop { $0.connection?.tell { $0.drain() } } }
    if await registry.empties(within: grace, on: channel.eventLoop) { return }
    for connection in registry.all { connection.onEventLoop { $0.connection?.tell { $0.endDrain(at: .now) } } }
    if await registry.empties(within: configuration.lingerTime, on: channel.eventLoop) { return }
    for connection in registry.all { connection.onEventLoop { $0.closeNow() } }
    _ = await registry.empties(within: configuration.lingerTime, on: channel.eventLoop)
  }

  private func bootstrap() -> ServerBootstrap {
    let fullTimes = fullTimes
    let most = configuration.limits.connections + LineServerConfiguration.refusedAtOnce
    return ServerBootstrap(group: group)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            AcceptGate(limit: most) { fullTimes.note("\(most) are open", from: "all") })
        }
      }
      .serverChannelOption(.backlog, value: Int32(clamping: configuration.backlog))
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      // Inherited by every connection. What the kernel holds of a client that has closed its side is read at once, whatever
      // else is at work.
      .serverChannelOption(.socketOption(.so_rcvbuf), value: SocketOptionValue(LineServerConfiguration.receiveBytes))
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.socketOption(.so_keepalive), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 4 << 10))
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { [self] channel in
        channel.eventLoop.makeCompletedFuture { try begin(channel) }
      }
  }

  /// Puts together what a connection goes through, from the socket inwards.
  private func begin(_ channel: any Channel) throws {
    let pipeline = channel.pipeline.syncOperations
    let seconds = shared.limits.handshakeSeconds
    let peer = PeerAddress()
    if !configuration.proxyPeers.isEmpty {
      try pipeline.addHandler(
        ProxyHeaderHandler(from: configuration.proxyPeers, seconds: seconds, peer, headerFaults))
    }
    if let tls = configuration.tls {
      try pipeline.addHandlers([
        PlaintextRefusal(), NIOSSLServerHandler(context: tls.context),
        HandshakeWatch(seconds: seconds, handshakeFaults, peer), PieceFlush(),
      ])
    }
    try pipeline.addHandler(LineChannelHandler(shared, channel.eventLoop, peer))
  }
}
