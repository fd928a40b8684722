import JSONBytes
import LineRPC

/// One call of a stream: sends its items and reads what becomes of them, until the call ends.
struct StreamCall {
  /// How sending has ended.
  private enum Sending {
    /// All items and the end were sent.
    case finished
    /// The call ended before.
    case cut
    /// The source gave an error, or what cannot be sent.
    case impossible(any Error)
  }

  private let call: DuplexCall
  private let window: StreamWindow
  private let source: @Sendable (Int) async throws -> [UInt8]?

  init(_ call: DuplexCall, _ window: StreamWindow, _ source: @escaping @Sendable (Int) async throws -> [UInt8]?) {
    self.call = call
    self.window = window
    self.source = source
  }

  /// Runs the call to its end. Throws what no other call can mend: an error of the source or the handler.
  ///
  /// - Parameter onProgress: is called with every acknowledgement.
  /// - Returns: the failure that has ended the call, or nil if all items are settled.
  func run(
    _ handler: (ResumingStreamEvent) async throws -> Void, _ onProgress: () -> Void
  ) async throws -> Status? {
    try await withThrowingTaskGroup(of: Sending.self) { group in
      group.addTask { [self] in await send() }
      let failure: Status?
      do {
        failure = try await read(handler, onProgress)
      } catch {
        _ = await stop(&group)
        throw error
      }
      switch await stop(&group) {
      case .impossible(let error): throw error
      case .finished where window.progress.isAllSettled: return failure
      case .finished, .cut: return failure ?? .answeredTooEarly
      }
    }
  }

  private func stop(_ group: inout ThrowingTaskGroup<Sending, any Error>) async -> Sending {
    call.cancel()
    window.end()
    group.cancelAll()
    return (try? await group.next()) ?? .cut
  }

  private func send() async -> Sending {
    var index = window.progress.sent
    do {
      while await window.hasRoom() {
        guard let item = try await source(index) else { return await call.end() ? .finished : .cut }
        let line = try line(item, index)
        window.willSend()
        guard await call.send(line: line) else { return .cut }
        index += 1
      }
      return .cut
    } catch {
      call.cancel()
      return Task.isCancelled ? .cut : .impossible(error)
    }
  }

  private func line(_ item: [UInt8], _ index: Int) throws(Status) -> [UInt8] {
    do throws(Status) { return try call.line(item) } catch { throw error.of(item: index) }
  }

  /// Reads to the call's end; the failure that it ends with, or nil for an answer.
  private func read(
    _ handler: (ResumingStreamEvent) async throws -> Void, _ onProgress: () -> Void
  ) async throws -> Status? {
    var events = call.events.makeAsyncIterator()
    while true {
      let outcome = await Self.next(&events)
      var told: ResumingStreamEvent?
      var failure: Status?
      do throws(Status) {
        switch outcome {
        case .success(.item(let json)?), .success(.result(let json)?): told = try take(json)
        case .success(nil): return nil
        case .failure(let status):
          failure = status
          told = try status.resumeFrom.flatMap { (index) throws(Status) in try window.resume(from: index) }
        }
      } catch {
        return error
      }
      if let told {
        if case .acknowledged = told { onProgress() }
        try await handler(told)
      }
      if let failure { return failure }
    }
  }

  private func take(_ json: [UInt8]) throws(Status) -> ResumingStreamEvent? {
    let message: SubmitStreamMessage?
    do throws(JSONError) {
      message = try SubmitStreamMessage.read(json)
    } catch {
      throw .notUnderstood(error)
    }
    guard let message else { return nil }
    return try window.take(message)
  }

  private static func next(_ events: inout CallStream.Iterator) async -> Result<CallEvent?, Status> {
    do throws(Status) { return .success(try await events.next()) } catch { return .failure(error) }
  }
}
