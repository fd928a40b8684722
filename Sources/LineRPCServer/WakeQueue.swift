import DequeModule
import NIOCore
import Synchronization

/// Brings the connections that have something to do to their event loop's notice, and shares the loop's time among them.
///
/// Each is looked at in turn: first those with something new, so that who asks little waits for nobody's flood, and in every
/// slice of time at least one of those that have more than their turn. When the slice is over, what is left waits until the loop has looked at its sockets:
/// SwiftNIO runs all that is to be run before it does that (`SelectableEventLoop.runOneLoopTick`), so what puts itself off
/// by `execute` alone would keep it from reading what others send.
final class WakeQueue: Sendable {
  private struct Guarded {
    /// Those with something new: answers to be written, or bytes that have just come.
    var fresh: Deque<WokenConnection> = []
    /// Those whose turn was over with lines left.
    var continuing: Deque<WokenConnection> = []
    var isScheduled = false
    var isEmpty: Bool { fresh.isEmpty && continuing.isEmpty }
  }

  /// How long connections are looked at before sockets are.
  static let slice: TimeAmount = .milliseconds(2)
  /// Reckoned from the end of a slice, it lies in the future when the loop asks what is to be run: the loop looks at its
  /// sockets first. While nobody sends, so much time is lost.
  static let pause: TimeAmount = .microseconds(50)

  private let eventLoop: any EventLoop
  private let guarded = Mutex(Guarded())

  init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

  /// Asks for `connection` to be looked at on the event loop.
  ///
  /// - Parameter isContinuing: whether it has just been looked at, and its turn was over.
  func add(_ connection: WokenConnection, isContinuing: Bool) {
    let mustSchedule = guarded.withLock { state -> Bool in
      if isContinuing { state.continuing.append(connection) } else { state.fresh.append(connection) }
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    if mustSchedule { eventLoop.execute { self.run() } }
  }

  private func run() {
    let end = eventLoop.now + Self.slice
    guarded.withLock { $0.continuing.popFirst() }?.look()
    while let connection = next() {
      connection.look()
      guard eventLoop.now < end else { return rest() }
    }
  }

  private func rest() {
    let isEmpty = guarded.withLock { state in
      state.isScheduled = !state.isEmpty
      return state.isEmpty
    }
    if !isEmpty { _ = eventLoop.scheduleTask(in: Self.pause) { self.run() } }
  }

  /// The connection that has waited longest. Where there is none, the next one that is added asks for a run.
  private func next() -> WokenConnection? {
    guarded.withLock { state in
      if let first = state.fresh.popFirst() ?? state.continuing.popFirst() { return first }
      state.isScheduled = false
      return nil
    }
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
