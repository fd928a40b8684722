public import LineRPC

/// A call that takes messages from its client while it answers with messages of its own.
///
/// Send from one task and read ``events`` from another: a server stops reading a client that does not read. Letting go
/// of the call cancels it.
public struct DuplexCall: Sendable {
  /// What the server sends, and how the call ends. Made for one reader.
  public let events: CallStream

  /// Sends one message: one JSON value. Waits while more than the configuration's `unsentBytes` wait to be sent.
  ///
  /// Throws `PARSE_ERROR` or `LINE_TOO_LONG`, with nothing sent and the call as it was, if the server could not read the
  /// message; otherwise the failure that has ended the call, or `CANCELLED` if it ended with an answer or the task is
  /// cancelled, which cancels the call.
  public func send(_ item: [UInt8]) async throws(Status) {
    guard await send(line: try line(item)) else { throw ending }
  }

  /// Says that there are no more messages. What ends the call comes as the last of ``events``.
  public func finish() async throws(Status) {
    guard await end() else { throw ending }
  }

  /// Cancels the call: its events end with `CANCELLED`.
  public func cancel() { reader.connection.cancel(reader.id) }

  // MARK: - Parts of the above

  /// The line that carries a message; throws what `send` throws of a message that cannot be sent.
  func line(_ item: [UInt8]) throws(Status) -> [UInt8] {
    try SentJSON.checkItem(item)
    var line: [UInt8] = []
    line.reserveCapacity(item.count + 32)
    ClientFrame.appendItem(item, id: reader.id, to: &line)
    let limit = reader.connection.configuration.requestLineBytes
    guard line.count <= limit + 1 else { throw .lineTooLong(line.count - 1, limit: limit) }
    return line
  }

  /// Sends a line; false if the call has ended.
  func send(line: [UInt8]) async -> Bool { await reader.connection.send(line, of: reader.id) }

  /// Sends the line that ends the messages; false if the call has ended.
  func end() async -> Bool {
    var line: [UInt8] = []
    ClientFrame.appendEnd(id: reader.id, to: &line)
    return await send(line: line)
  }

  private var reader: StreamReader { events.reader }
  private var ending: Status { reader.failure ?? .callHasEnded }
}
