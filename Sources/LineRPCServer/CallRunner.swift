import LineRPC
import Logging
import MethodCatalogue
import Violations

/// Begins calls: finds the method, takes a place, and runs the body where it belongs.
struct CallRunner {
  let connection: Connection

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
    let requestID = connection.load.nextRequestID()
    let deadline = (start.timeout ?? method.declaration.timeout).map { ContinuousClock.now + $0 }
    let beginning = CallBeginning(
      start, requestID: requestID, requestBytes: start.params.bytes, deadline: deadline, manner: method.manner)
    guard let reference = connection.begin(beginning) else { return }
    let context = CallContext(
      requestID: requestID, method: start.method, deadline: deadline, connection: connection.state,
      authorization: start.authorization, traceparent: start.traceparent, language: start.language)
    run(method, context, start, line, reference)
  }

  private func refuse(_ start: CallStart, _ status: Status) {
    connection.tell { $0.refuse(status, start.id, start.isJSONRPC, start.language) }
  }

  private func run(
    _ method: Method, _ context: CallContext, _ start: CallStart, _ line: UnsafeRawBufferPointer,
    _ reference: OpenCallReference
  ) {
    guard method.kind != .immediate else {
      // The handler had the line read with this very method's reader. A reply let go of answers for itself.
      let reply = Reply(reference, to: method)
      if case .read(let read, _) = start.params { connection.router.run(method, context, read, reply) }
      return
    }
    let params = withParams(start, line) { Array($0) }
    let (connection, call) = (connection, reference.call)
    let reader = RequestReader { try await connection.items(of: call) }
    let writer = ResponseWriter { try await connection.write($0, of: call) }
    let task = Task {
      let outcome: Result<[UInt8], Status>
      do {
        outcome = .success(try await connection.router.run(method, context, params: params, reader, writer))
      } catch {
        outcome = .failure(connection.status(for: error, in: context))
      }
      connection.end(call, outcome)
    }
    connection.attach(task, to: call)
  }

  /// Lends the bytes of the parameters, of an empty object if there are none.
  private func withParams<Result>(
    _ start: CallStart, _ line: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard case .inLine(let range) = start.params else { return Self.emptyObject.withUnsafeBytes(body) }
    return body(UnsafeRawBufferPointer(rebasing: line[range]))
  }
}

extension Method {
  fileprivate var manner: CallManner {
    if declaration.isBarrier { return .barrier }
    switch kind {
    case .immediate, .unary: return .single
    case .serverStreaming: return .stream
    case .bidirectionalStreaming: return .exchange
    }
  }
}

extension Connection {
  /// What to answer for an error of a method's body.
  fileprivate func status(for error: any Error, in context: CallContext) -> Status {
    if error is CancellationError { return .cancelled }
    let status = error as? Status ?? router.mapError(error)
    note(status, of: context.requestID, context.traceparent, cause: error)
    return status
  }
}
