import LineRPC
import Logging
import NIOCore
import Synchronization

/// Begins calls: finds the method, takes a place, and runs the body where it belongs.
struct CallRunner {
  let connection: Connection
  let eventLoop: any EventLoop

  private static let emptyObject: [UInt8] = Array("{}".utf8)

  /// Begins the call that `line` starts. Runs on the event loop.
  func run(_ start: CallStart, _ line: UnsafeRawBufferPointer) {
    guard let method = connection.router.method(start.method) else {
      return refuse(start, connection.router.unknownMethod(start.method))
    }
    if let timeout = start.timeout, timeout <= .zero {
      return refuse(start, Status(.deadlineExceeded, "The call's timeout is zero."))
    }
    let bytes = method.descriptor.kind == .immediate ? 0 : start.params?.count ?? 0
    switch connection.begin(start, method.descriptor.kind, requestBytes: bytes) {
    case .refused(let status): refuse(start, status)
    case .begun(let reference, let requestID):
      let context = CallContext(
        requestID: requestID, method: start.method, deadline: start.timeout.map { .now + $0 },
        connection: connection.state, authorization: start.authorization, traceparent: start.traceparent)
      run(method, context, start, line, reference)
    }
  }

  private func refuse(_ start: CallStart, _ status: Status) {
    connection.tell(status, id: start.id, isJSONRPC: start.isJSONRPC)
  }

  private func run(
    _ method: Method, _ context: CallContext, _ start: CallStart, _ line: UnsafeRawBufferPointer,
    _ reference: OpenCallReference
  ) {
    let params = start.params.map { UnsafeRawBufferPointer(rebasing: line[$0]) }
    switch method.body {
    case .immediate(let body):
      if let params { return body(context, params, Reply(reference)) }
      Self.emptyObject.withUnsafeBytes { body(context, $0, Reply(reference)) }
    case .unary(let body):
      let copy = params.map { Array($0) } ?? Self.emptyObject
      attach(reference, start.timeout) { try await body(context, copy) }
    case .serverStreaming(let body):
      let copy = params.map { Array($0) } ?? Self.emptyObject
      let writer = ResponseWriter { try await connection.write($0, to: reference) }
      attach(reference, start.timeout) { try await body(context, copy, writer) }
    }
  }

  private func attach(
    _ reference: OpenCallReference, _ timeout: Duration?,
    _ body: @escaping @Sendable () async throws -> [UInt8]
  ) {
    let connection = connection
    let timer = timeout.map { timeout in
      eventLoop.scheduleTask(in: TimeAmount(timeout)) { connection.expire(reference) }
    }
    let task = Task {
      let outcome: Result<[UInt8], Status>
      do {
        outcome = .success(try await body())
      } catch {
        outcome = .failure(connection.status(for: error, of: reference))
      }
      reference.end(outcome)
    }
    connection.attach(task, timer, to: reference)
  }
}

extension Connection {
  /// What to answer for an error of a method's body.
  func status(for error: any Error, of reference: OpenCallReference) -> Status {
    let cause = cancelCause(of: reference)
    let isCancellation = error is CancellationError || (error as? Status)?.reason == .cancelled
    if isCancellation, let cause {
      switch cause {
      case .client, .connectionGone: return Status(.cancelled, "The call was cancelled.")
      case .deadline: return Status(.deadlineExceeded, "The call's timeout passed before it ended.")
      case .draining: return .draining
      }
    }
    if let status = error as? Status { return status }
    let status = isCancellation ? Status(.cancelled, "The call was cancelled.") : router.mapError(error)
    if status.code == .internal {
      let requestID = guarded.withLock { $0.calls[reference.id]?.requestID }
      logger.error(
        "A call failed.",
        metadata: ["request": "\(requestID ?? "-")", "reason": "\(status.reason)", "error": "\(error)"])
    }
    return status
  }
}

extension Status {
  /// Refuses what comes while the server shuts down.
  static let draining = Status(
    .draining, "The server is shutting down and takes no new calls.", retryAfter: .seconds(1))
}
