public import LineRPC
import Synchronization

/// What a stream brings.
public enum CallEvent: Sendable, Equatable {
  /// A message, one JSON value.
  case item([UInt8])
  /// The answer, one JSON value. It is the last event.
  case result([UInt8])
}

/// The messages of a server's stream and its answer. Made for one reader. Letting go of it cancels the call.
public struct CallStream: AsyncSequence, Sendable {
  /// What a stream brings.
  public typealias Element = CallEvent
  /// How a stream fails.
  public typealias Failure = Status

  let reader: StreamReader

  /// Starts reading.
  public func makeAsyncIterator() -> Iterator { Iterator(reader: reader) }

  /// Reads a stream.
  public struct Iterator: AsyncIteratorProtocol {
    let reader: StreamReader

    /// The next event; nil after the answer.
    public mutating func next() async throws(Status) -> CallEvent? { try await reader.next() }

    /// The next event; nil after the answer.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(Status) -> CallEvent? {
      try await reader.next()
    }
  }
}

/// Holds a stream for its reader, and cancels the call when the reader is gone.
final class StreamReader: Sendable {
  let id: CallID
  let connection: ClientConnection
  private let buffer: StreamBuffer
  /// The connection stays open while somebody reads a stream of it.
  private let client: LineClient

  init(_ id: CallID, _ buffer: StreamBuffer, _ connection: ClientConnection, _ client: LineClient) {
    self.id = id
    self.buffer = buffer
    self.connection = connection
    self.client = client
  }

  deinit {
    connection.cancel(id)
    connection.didRead(buffer.discard())
  }

  /// How the call has failed, if it has.
  var failure: Status? { buffer.failure }

  func next() async throws(Status) -> CallEvent? {
    let event = await withTaskCancellationHandler {
      await withCheckedContinuation { buffer.take($0) }
    } onCancel: {
      connection.cancel(id)
    }
    guard let event else { return nil }
    if case .success(.item(let json)) = event { connection.didRead(json.count) }
    return try event.get()
  }
}

/// The events of one stream that wait for their reader.
final class StreamBuffer: Sendable {
  typealias Event = Result<CallEvent, Status>

  private struct Guarded {
    var events: [Event] = []
    var head = 0
    var waiter: CheckedContinuation<Event?, Never>?
    var hasEnded = false
    var failure: Status?
  }

  /// How the stream has ended, if by a failure.
  var failure: Status? { guarded.withLock { $0.failure } }

  private let guarded = Mutex(Guarded())

  /// Gives the next event to `continuation` when there is one; nil once the last has been given.
  func take(_ continuation: CheckedContinuation<Event?, Never>) {
    let displaced = guarded.withLock { state -> (CheckedContinuation<Event?, Never>?, Event?) in
      if state.head < state.events.count {
        let event = state.events[state.head]
        state.head += 1
        if state.head == state.events.count {
          state.events.removeAll(keepingCapacity: true)
          state.head = 0
        }
        return (continuation, event)
      }
      if state.hasEnded { return (continuation, nil) }
      defer { state.waiter = continuation }
      return (state.waiter, nil)
    }
    displaced.0?.resume(returning: displaced.1)
  }

  /// Adds an event. Nothing comes after an answer or a failure: false for what comes nevertheless, and is dropped.
  func add(_ event: Event) -> Bool {
    let (isAdded, waiter) = guarded.withLock { state -> (Bool, CheckedContinuation<Event?, Never>?) in
      guard !state.hasEnded else { return (false, nil) }
      switch event {
      case .success(.item): break
      case .success(.result): state.hasEnded = true
      case .failure(let status):
        state.hasEnded = true
        state.failure = status
      }
      if let waiter = state.waiter.take() { return (true, waiter) }
      state.events.append(event)
      return (true, nil)
    }
    waiter?.resume(returning: event)
    return isAdded
  }

  /// Drops what is unread; returns how many bytes of messages that were.
  func discard() -> Int {
    guarded.withLock { state in
      defer {
        state.events = []
        state.head = 0
      }
      return state.events[state.head...].reduce(0) { sum, event in
        if case .success(.item(let json)) = event { return sum + json.count }
        return sum
      }
    }
  }
}
