import LineRPC
import Logging
import MethodCatalogue
import NIOCore
import Synchronization
import Violations

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
      return refuse(
        start,
        Status(
          .deadlineExceeded,
          Wording(en: "The call's timeout is zero.", fr: "Le délai de l’appel est nul.")))
    }
    var bytes = 0
    if method.kind != .immediate, case .inLine(let range) = start.params { bytes = range.count }
    switch connection.begin(start, method.kind, requestBytes: bytes) {
    case .refused(let status): refuse(start, status)
    case .begun(let reference, let requestID):
      let timeout = start.timeout ?? method.declaration.timeout
      let context = CallContext(
        requestID: requestID, method: start.method, deadline: timeout.map { .now + $0 },
        connection: connection.state, authorization: start.authorization, traceparent: start.traceparent,
        language: start.language)
      run(method, context, start, line, reference, timeout)
    }
  }

  private func refuse(_ start: CallStart, _ status: Status) {
    connection.tell(status, id: start.id, isJSONRPC: start.isJSONRPC, language: start.language)
  }

  private func run(
    _ method: Method, _ context: CallContext, _ start: CallStart, _ line: UnsafeRawBufferPointer,
    _ reference: OpenCallReference, _ timeout: Duration?
  ) {
    guard method.kind != .immediate else {
      // The handler had the line read with this very method's reader. A reply let go of answers for itself.
      let reply = Reply(reference)
      if case .read(let read) = start.params { connection.router.run(method, context, read, reply) }
      return
    }
    let params = withParams(start, line) { Array($0) }
    let router = connection.router
    let writer = ResponseWriter { [connection] in try await connection.write($0, to: reference) }
    attach(reference, timeout) { try await router.run(method, context, params: params, writer) }
  }

  /// Lends the bytes of the parameters, of an empty object if there are none.
  private func withParams<Result>(
    _ start: CallStart, _ line: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard case .inLine(let range) = start.params else { return Self.emptyObject.withUnsafeBytes(body) }
    return body(UnsafeRawBufferPointer(rebasing: line[range]))
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
      case .client, .connectionGone: return .cancelled
      case .deadline: return .deadlinePassed
      case .draining: return .draining
      }
    }
    if let status = error as? Status { return status }
    let status = isCancellation ? .cancelled : router.mapError(error)
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
  static let draining = Status(.draining, Reason.draining.summary, retryAfter: .seconds(1))
  /// Ends what was told to stop.
  static let cancelled = Status(.cancelled, Wording(en: "The call was cancelled.", fr: "L’appel a été annulé."))
  /// Ends what took too long.
  static let deadlinePassed = Status(
    .deadlineExceeded,
    Wording(
      en: "The call's timeout passed before it ended.", fr: "Le délai de l’appel a expiré avant sa fin."))
}
