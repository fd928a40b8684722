import LineRPC
import LineRPCServer
import RecordStore
import Services
import Synchronization

/// The figures of the server that runs, which is made after the methods that tell them.
final class RunningFigures: Sendable {
  private let store: Store
  private let start = ContinuousClock.now
  private let server = Mutex<LineServer?>(nil)

  init(store: Store) { self.store = store }

  /// Tells the figures of this server from now on.
  func bind(_ server: LineServer) { self.server.withLock { $0 = server } }

  /// The limits in force; the standard ones until there is a server.
  var limits: LineLimits { server.withLock { $0?.limits } ?? .standard }

  /// Uses other limits for the connections that come from now on.
  func adopt(_ limits: LineLimits) { server.withLock { $0?.adopt(limits) } }

  /// Every figure as it is now.
  var all: [ServerFigure] {
    guard let server = server.withLock({ $0 }) else { return [] }
    let statistics = server.statistics
    return [
      ServerFigure("secondsRunning", Int((ContinuousClock.now - start).components.seconds)),
      ServerFigure("connections", statistics.connections),
      ServerFigure("connectionsAccepted", statistics.connectionsAccepted),
      ServerFigure("connectionsRefused", statistics.connectionsRefused),
      ServerFigure("handshakesFailed", server.handshakesFailed),
      ServerFigure("proxyHeadersRefused", server.proxyHeadersRefused),
      ServerFigure("acceptPauses", server.acceptPauses),
      ServerFigure("callsRunning", statistics.callsRunning),
      ServerFigure("callsBegun", statistics.callsBegun),
      ServerFigure("callsFailed", statistics.callsFailed),
      ServerFigure("linesRefused", statistics.linesRefused),
      ServerFigure("notificationsDropped", statistics.notificationsDropped),
      ServerFigure("bytesRead", statistics.bytesRead),
      ServerFigure("bytesWritten", statistics.bytesWritten),
      ServerFigure("recordsWaiting", store.intake.waitingCount),
    ]
  }
}
