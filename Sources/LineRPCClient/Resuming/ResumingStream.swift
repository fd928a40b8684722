public import LineRPC

/// A client stream that survives cut connections, drains and restarts of its server.
///
/// Its items come from a source that can give each of them again, by index. They are sent in order; when the call ends
/// before its time and may be repeated, another goes on from the first item that is not settled, as often as the client's
/// ``RetryPolicy`` allows: tries that get further are not counted. An item that was sent twice is stored once.
public struct ResumingStream: Sendable {
  /// The method that takes records.
  public static let submitStream = "kurukan.v1.Records/SubmitStream"
  /// Items under way unless said otherwise: sent and not acknowledged. So many at most are sent again after a cut.
  public static let standardWindow = 4_096

  private let client: RetryingClient
  private let method: String
  private let firstIndex: Int
  private let window: Int
  private let options: CallOptions
  private let source: @Sendable (Int) async throws -> [UInt8]?

  /// A stream that begins with the item of index `firstIndex`.
  ///
  /// - Parameters:
  ///   - window: how many items may be under way, one at least.
  ///   - options: the timeout is for the stream as a whole, all its calls together.
  ///   - source: the item of an index, one JSON value on one line of the server's limit at most; nil after the last. Is
  ///     asked for indexes in order, and again from an earlier one after a cut, never below what was acknowledged. Is
  ///     cancelled when the call ends, which waits for it.
  public init(
    _ client: RetryingClient, method: String = submitStream, firstIndex: Int = 0, window: Int = standardWindow,
    options: CallOptions = CallOptions(), source: @escaping @Sendable (Int) async throws -> [UInt8]?
  ) {
    self.client = client
    self.method = method
    self.firstIndex = firstIndex
    self.window = window
    self.options = options
    self.source = source
  }

  /// Sends all items and returns what became of them, once all are settled.
  ///
  /// - Parameter handler: is told of every reject, warning and acknowledgement once, one after the other; while it is
  ///   busy, nothing more is read. An error that it throws ends the stream.
  public func run(
    _ handler: (ResumingStreamEvent) async throws -> Void
  ) async throws(ResumingStreamFailure) -> StreamTotals {
    let window = StreamWindow(firstIndex: firstIndex, size: window)
    do {
      try await run(window, handler)
    } catch {
      let progress = window.progress
      throw ResumingStreamFailure(cause: error, acknowledged: progress.acknowledged, totals: progress.totals)
    }
    return window.progress.totals
  }

  private func run(_ window: StreamWindow, _ handler: (ResumingStreamEvent) async throws -> Void) async throws {
    let deadline = options.timeout.map { ContinuousClock.now + $0 }
    var tries = RetryTries(client.policy, deadline: deadline)
    while true {
      let connection = try await client.keptConnection(until: deadline)
      let before = window.progress.acknowledged
      var options = options
      options.timeout = deadline.map { max(.milliseconds(1), $0 - .now) }
      let began = ContinuousClock.now
      guard let status = try await runCall(window, connection, options, handler) else { return }
      let progress = window.progress
      // A call that had nothing to send, and stood, did what was asked of it.
      let hasStood = progress.isAllSettled && .now - began >= client.policy.standing
      if progress.acknowledged > before || hasStood { tries.progressed() }
      guard let pause = client.next(&tries, status, isSafe: true, connection) else {
        throw status.after(tries: tries.failures)
      }
      try await client.wait(pause, for: method, status)
    }
  }

  /// Runs one call; the failure that has ended it, or nil if all items are settled.
  private func runCall(
    _ window: StreamWindow, _ connection: KeptConnection, _ options: CallOptions,
    _ handler: (ResumingStreamEvent) async throws -> Void
  ) async throws -> Status? {
    let call: DuplexCall
    do throws(Status) {
      call = try connection.client.open(method, Self.parameters(window.begin()), options: options)
    } catch {
      return error
    }
    return try await StreamCall(call, window, source).run(handler, client.noteAnswer)
  }

  private static func parameters(_ firstIndex: Int) -> [UInt8] { Array("{\"firstIndex\":\(firstIndex)}".utf8) }
}
