import NIOCore
import Synchronization

/// The connections of a server.
final class ConnectionRegistry: Sendable {
  enum Answer { case accepted, full, draining }

  private struct Guarded {
    var connections: [ObjectIdentifier: (connection: WokenConnection, isCounted: Bool)] = [:]
    var counted = 0
    var emptied: EventLoopPromise<Bool>?
  }

  private let limit: Int
  private let load: ServerLoad
  private let draining = Atomic(false)
  private let trimming = MemoryTrimming()
  private let guarded = Mutex(Guarded())

  init(limit: Int, load: ServerLoad) {
    self.limit = limit
    self.load = load
  }

  /// Whether the server is shutting down.
  var isDraining: Bool { draining.load(ordering: .acquiring) }

  /// Refuses all connections from now on.
  func beginDraining() { draining.store(true, ordering: .releasing) }

  /// Every connection now open.
  var all: [WokenConnection] { guarded.withLock { $0.connections.values.map(\.connection) } }

  /// Notes a new connection. One that is not accepted is still noted until it is closed, but takes no place.
  func add(_ connection: WokenConnection) -> Answer {
    load.connections.add(1, ordering: .relaxed)
    load.connectionsAccepted.add(1, ordering: .relaxed)
    return guarded.withLock { state in
      let answer: Answer = isDraining ? .draining : state.counted < limit ? .accepted : .full
      state.connections[ObjectIdentifier(connection)] = (connection, answer == .accepted)
      if answer == .accepted { state.counted += 1 }
      return answer
    }
  }

  /// Forgets a closed connection; again without effect.
  func remove(_ connection: WokenConnection) {
    let (isGone, emptied) = guarded.withLock { state -> (Bool, EventLoopPromise<Bool>?) in
      guard let entry = state.connections.removeValue(forKey: ObjectIdentifier(connection)) else {
        return (false, nil)
      }
      load.connections.subtract(1, ordering: .relaxed)
      if entry.isCounted { state.counted -= 1 }
      return (true, state.connections.isEmpty ? state.emptied.take() : nil)
    }
    emptied?.succeed(true)
    if isGone { trimming.noteGone() }
  }

  /// Waits until there is no connection, at most so long; returns whether there is none.
  func empties(within time: Duration, on eventLoop: any EventLoop) async -> Bool {
    let promise = eventLoop.makePromise(of: Bool.self)
    let isEmpty = guarded.withLock { state -> Bool in
      if !state.connections.isEmpty { state.emptied = promise }
      return state.connections.isEmpty
    }
    if isEmpty { promise.succeed(true) }
    let timer = eventLoop.scheduleTask(in: TimeAmount(time)) {
      self.guarded.withLock { $0.emptied.take() }?.succeed(false)
    }
    defer { timer.cancel() }
    return (try? await promise.futureResult.get()) ?? false
  }
}
