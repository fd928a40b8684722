import NIOCore
import Synchronization

/// Brings the connections that have something to write to their event loop's notice, all of them by one
/// wake-up.
final class WakeQueue: Sendable {
  private struct Guarded {
    var waiting: [WokenConnection] = []
    var isScheduled = false
  }

  private let eventLoop: any EventLoop
  private let guarded = Mutex(Guarded())

  init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

  /// Asks for `connection` to be looked at on the event loop.
  func add(_ connection: WokenConnection) {
    let mustSchedule = guarded.withLock { state -> Bool in
      state.waiting.append(connection)
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    if mustSchedule { eventLoop.execute { self.run() } }
  }

  private func run() {
    let woken = guarded.withLock { state -> [WokenConnection] in
      state.isScheduled = false
      defer { state.waiting = [] }
      return state.waiting
    }
    for connection in woken { connection.look() }
  }
}

/// Finds a connection's handler on its event loop, as long as it is there.
final class WokenConnection: Sendable {
  private let handler: NIOLoopBoundBox<LineChannelHandler?>

  init(_ eventLoop: any EventLoop) {
    handler = .makeEmptyBox(valueType: LineChannelHandler.self, eventLoop: eventLoop)
  }

  /// Sets or removes the handler. On the event loop only.
  func bind(_ handler: LineChannelHandler?) { self.handler.value = handler }

  /// Lets the handler look at its connection. On the event loop only.
  func look() { handler.value?.look() }

  /// Runs `body` with the handler on the event loop.
  func onEventLoop(_ body: @escaping @Sendable (LineChannelHandler) -> Void) {
    handler.eventLoop.execute {
      if let handler = self.handler.value { body(handler) }
    }
  }
}
