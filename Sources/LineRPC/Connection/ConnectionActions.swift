/// What is to be done after a connection has been told of an event.
public struct ConnectionActions: Sendable, Equatable {
  /// Calls whose work is to stop.
  public internal(set) var stop: [CallNumber] = []
  /// Places for calls that were given back, and the bytes of their requests.
  public internal(set) var released = CallPlacesHeld()
  /// Errors that were sent.
  public internal(set) var errors = 0
  /// Bytes of messages that are held from now on.
  public internal(set) var held = 0
  /// Calls for which messages have come where none was, or the end of them.
  public internal(set) var itemsCame: [CallNumber] = []
  /// Whether streams that wait for room may go on.
  public internal(set) var streamsGoOn = false
  /// Why the connection closes, if this event has decided that.
  public internal(set) var closing: Reason?
  /// Whether ``ConnectionMachine/look(hasUnreadBytes:at:)`` has something new to tell.
  public internal(set) var mustLook = false

  /// Nothing.
  public static let none = ConnectionActions()
  /// Only to look.
  public static let look = ConnectionActions(mustLook: true)

  mutating func add(_ other: ConnectionActions) {
    stop += other.stop
    released.calls += other.released.calls
    released.bytes += other.released.bytes
    errors += other.errors
    held += other.held
    itemsCame += other.itemsCame
    streamsGoOn = streamsGoOn || other.streamsGoOn
    closing = closing ?? other.closing
    mustLook = mustLook || other.mustLook
  }
}

/// How much of the server's room for running calls is held.
public struct CallPlacesHeld: Sendable, Equatable {
  /// Calls whose work has not ended.
  public internal(set) var calls = 0
  /// Bytes of their requests.
  public internal(set) var bytes = 0

  /// Whether it is nothing.
  public var isEmpty: Bool { calls == 0 && bytes == 0 }

  mutating func add(_ call: OpenCall) {
    calls += 1
    bytes += call.heldBytes
  }

  mutating func subtract(_ places: CallPlacesHeld) {
    calls -= places.calls
    bytes -= places.bytes
  }
}

/// What whoever reads and writes a connection's bytes does next.
public struct ConnectionOutput: Sendable, Equatable {
  /// What goes on after the pieces have been handed on.
  public enum Step: Sendable, Equatable {
    /// Take the lines that were read, and read more.
    case read
    /// Take and read nothing: a look will be asked for.
    case wait
    /// Close our side, and read on until the client has closed its own.
    case closeOutput
    /// Close both sides.
    case close
  }

  /// Bytes to be written, in order, each of whole lines.
  public internal(set) var pieces: [[UInt8]] = []
  /// What is next.
  public internal(set) var step = Step.wait
  /// What else is to be done.
  public internal(set) var actions = ConnectionActions.none
}
