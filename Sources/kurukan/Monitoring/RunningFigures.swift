import Instruments
import LineRPC
import LineRPCServer
import PluginHost
import Postgres
import RecordStore
import Services
import Synchronization

/// The figures of the server that runs, which is made after the methods that tell them: the one source of `Server/Stats`
/// and of what Prometheus reads.
final class RunningFigures: Sendable {
  private let store: Store
  private let host: PluginHost
  private let connectionsLimit: Int
  private let start = ContinuousClock.now
  private let server = Mutex<LineServer?>(nil)

  /// - Parameter connectionsLimit: connections of clients that may be open.
  init(store: Store, host: PluginHost, connectionsLimit: Int) {
    self.store = store
    self.host = host
    self.connectionsLimit = connectionsLimit
  }

  /// Tells the figures of this server from now on.
  func bind(_ server: LineServer) { self.server.withLock { $0 = server } }

  /// The limits in force; the standard ones until there is a server.
  var limits: LineLimits { server.withLock { $0?.limits } ?? .standard }

  /// Uses other limits for the connections that come from now on.
  func adopt(_ limits: LineLimits) { server.withLock { $0?.adopt(limits) } }

  /// What `Server/Stats` tells.
  var figures: [ServerFigure] { shared.map { ServerFigure($0.name, $0.value) } }

  /// What Prometheus reads.
  var samples: [Sample] {
    shared.map { Sample($0.instrument, $0.value) } + intake + pools + workers
      + [Sample(.connectionsLimit, connectionsLimit)]
  }

  /// What both tell.
  private var shared: [(name: String, instrument: Instrument, value: Int)] {
    guard let server = server.withLock({ $0 }) else { return [] }
    let statistics = server.statistics
    return [
      ("secondsRunning", .running, Int((ContinuousClock.now - start).components.seconds)),
      ("connections", .connectionsOpen, statistics.connections),
      ("connectionsAccepted", .connectionsAccepted, statistics.connectionsAccepted),
      ("connectionsRefused", .connectionsRefused, statistics.connectionsRefused),
      ("handshakesFailed", .handshakesFailed, server.handshakesFailed),
      ("proxyHeadersRefused", .proxyHeadersRefused, server.proxyHeadersRefused),
      ("acceptPauses", .acceptPauses, server.acceptPauses),
      ("callsRunning", .callsRunning, statistics.callsRunning),
      ("callsBegun", .callsBegun, statistics.callsBegun),
      ("callsFailed", .callsFailed, statistics.callsFailed),
      ("linesRefused", .linesRefused, statistics.linesRefused),
      ("notificationsDropped", .notificationsDropped, statistics.notificationsDropped),
      ("bytesRead", .bytesRead, statistics.bytesRead),
      ("bytesWritten", .bytesWritten, statistics.bytesWritten),
      ("recordsWaiting", .waitingRecords, store.intake.waiting.records),
    ]
  }

  private var intake: [Sample] {
    [
      Sample(.waitingRecordsLimit, IntakeLimits.waitingRecords), Sample(.waitingBytes, store.intake.waiting.bytes),
      Sample(.waitingBytesLimit, IntakeLimits.waitingBytes),
    ]
  }

  private var pools: [Sample] {
    store.pools.flatMap { name, most, statistics in
      [
        Sample(.poolConnections, labels: [name, "idle"], statistics.idle),
        Sample(.poolConnections, labels: [name, "leased"], statistics.leased),
        Sample(.poolConnections, labels: [name, "opening"], statistics.opening),
        Sample(.poolLimit, labels: [name], most), Sample(.poolWaiting, labels: [name], statistics.waiting),
        Sample(.poolOpened, labels: [name], statistics.opened), Sample(.poolBroken, labels: [name], statistics.broken),
        Sample(.poolRefusals, labels: [name], statistics.refusals),
      ]
    }
  }

  private var workers: [Sample] {
    let (load, catalogue) = (host.load, host.catalogue)
    return [
      Sample(.workersRunning, load.working), Sample(.workersWaiting, load.waiting),
      Sample(.workersLimit, host.limits.workers), Sample(.pluginsInstalled, catalogue.plugins.count),
      Sample(.pluginsRefused, catalogue.refused.count),
    ]
  }
}
