import LineRPC

/// What waits to be sent over one connection: lines in order, and senders that wait for room.
///
/// Pure: it is told what was sent, and says who may go on. So many bytes at most wait in memory, and one line more.
struct SendQueue<Sender: Sendable>: Sendable {
  private struct Waiting {
    let id: CallID
    let line: [UInt8]
    let sender: Sender
  }

  /// Bytes that may wait before senders must.
  let limit: Int
  /// Lines that can be handed on.
  private var ready: [UInt8] = []
  /// Bytes that were handed on and are not known to be sent.
  private var handedOn = 0
  private var waiting: [Waiting] = []
  private var head = 0

  init(limit: Int) { self.limit = limit }

  /// Bytes that are not sent.
  var unsent: Int { ready.count + handedOn }
  /// Whether another line may be added.
  var hasRoom: Bool { unsent < limit }
  /// Whether there is something to hand on.
  var isReady: Bool { !ready.isEmpty }
  /// Whether a sender waits.
  var isAwaited: Bool { head < waiting.count }

  /// Adds a line, room or not.
  mutating func add(_ write: (inout [UInt8]) -> Void) { write(&ready) }

  /// Lets `sender` wait until there is room for its line; those of all senders keep their order.
  mutating func wait(_ sender: Sender, with line: [UInt8], of id: CallID) {
    waiting.append(Waiting(id: id, line: line, sender: sender))
  }

  /// Adds the line of the sender that has waited longest, if there is one and there is room.
  mutating func admit() -> Sender? {
    guard hasRoom, isAwaited else { return nil }
    let first = waiting[head]
    head += 1
    if head == waiting.count || head >= 1_024 {
      waiting.removeFirst(head)
      head = 0
    }
    ready += first.line
    return first.sender
  }

  /// Hands on what there is.
  mutating func take() -> [UInt8] {
    handedOn += ready.count
    defer { ready = [] }
    return ready
  }

  /// So many bytes that were handed on have been sent.
  mutating func sent(_ count: Int) { handedOn -= count }

  /// Lets go of the lines that wait for a call; their senders.
  mutating func drop(_ id: CallID) -> [Sender] {
    let dropped = waiting[head...].filter { $0.id == id }
    guard !dropped.isEmpty else { return [] }
    waiting = waiting[head...].filter { $0.id != id }
    head = 0
    return dropped.map(\.sender)
  }

  /// Lets go of everything; the senders that waited.
  mutating func dropAll() -> [Sender] {
    defer { self = SendQueue(limit: limit) }
    return waiting[head...].map(\.sender)
  }
}
