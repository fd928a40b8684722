import LineRPC
import Logging
import MethodCatalogue
import NIOCore
import Synchronization

/// What all connections of a server share.
final class ServerShared: Sendable {
  /// What connections that come now begin with.
  private let limitsInForce: Mutex<LineLimits>
  let router: Router
  let logger: Logger
  let load: ServerLoad
  let registry: ConnectionRegistry
  /// How long a closing connection waits for its client to read the last line.
  let linger: Duration
  private let wakeQueues: [ObjectIdentifier: WakeQueue]

  init(
    _ configuration: LineServerConfiguration, _ router: Router, _ logger: Logger, _ group: any EventLoopGroup
  ) {
    limitsInForce = Mutex(configuration.limits)
    self.router = router
    self.logger = logger
    load = ServerLoad(limits: configuration.limits)
    registry = ConnectionRegistry(limit: configuration.limits.connections, load: load)
    linger = configuration.lingerTime
    wakeQueues = Dictionary(
      group.makeIterator().map { (ObjectIdentifier($0), WakeQueue($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  var limits: LineLimits {
    get { limitsInForce.withLock { $0 } }
    set { limitsInForce.withLock { $0 = newValue } }
  }

  func wakeQueue(for eventLoop: any EventLoop) -> WakeQueue {
    wakeQueues[ObjectIdentifier(eventLoop)] ?? WakeQueue(eventLoop)
  }
}
