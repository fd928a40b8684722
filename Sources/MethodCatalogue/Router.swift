import Disclosure
public import LineRPC
import Violations

/// The methods of a server by name, and what happens around each of their calls: admission, the body, and the telling
/// of whoever observes.
public struct Router: Sendable {
  /// Every method's declaration and kind, ordered by name.
  public let declarations: [(declaration: MethodDeclaration, kind: MethodKind)]
  /// Turns an error that is no `Status` into one, before it leaves the server.
  package let mapError: @Sendable (any Error) -> Status
  private let methods: [String: Method]
  private let admission: CallAdmission
  private let observers: [any CallObserver]

  /// A router over `methods`, whose names must differ.
  ///
  /// - Parameters:
  ///   - callers: who is known by which credential.
  ///   - observers: told of every call that has ended.
  ///   - mapError: called for each error of a method that is neither a `Status` nor a cancellation. By default, such
  ///     an error tells the client nothing but a request id.
  public init(
    methods: [Method], callers: any CallerDirectory, observers: [any CallObserver] = [],
    mapError: @escaping @Sendable (any Error) -> Status = { _ in Status(.unexpected, Reason.unexpected.summary) }
  ) {
    self.methods = Dictionary(
      uniqueKeysWithValues: methods.map { method in
        var method = method
        method.meter = MethodMeter(method.declaration.name)
        return (method.declaration.name, method)
      })
    self.mapError = mapError
    self.observers = observers
    admission = CallAdmission(callers: callers)
    declarations = methods.map { ($0.declaration, $0.kind) }.sorted { $0.0.name < $1.0.name }
  }

  package func method(_ name: String) -> Method? { methods[name] }

  package func unknownMethod(_ name: String) -> Status {
    .unknownMethod(name, path: "method", known: declarations.map(\.declaration.name))
  }

  // MARK: - Running calls

  /// Runs a call whose parameters were read where they stood; it answers through `reply`. Where memory knows the
  /// caller, no task is needed.
  package func run(_ method: Method, _ context: CallContext, _ read: any ReadParameters, _ reply: Reply) {
    guard let bound = read as? BoundBody else { return }
    do throws(Status) {
      if case .settled(let principal) = try admission.knowledge(context) {
        return begin(method, context, bound, principal, reply)
      }
    } catch {
      return refuse(method, context, nil, error, reply)
    }
    Task {
      do {
        begin(method, context, bound, try await admission.principal(context), reply)
      } catch {
        refuse(method, context, nil, status(of: error), reply)
      }
    }
  }

  private func begin(
    _ method: Method, _ context: CallContext, _ bound: BoundBody, _ principal: Principal?, _ reply: Reply
  ) {
    do throws(Status) {
      try admission.require(method.declaration.access, of: principal, for: context.method)
    } catch {
      return refuse(method, context, principal, error, reply)
    }
    bound.run(Call(context, method.declaration, principal), reply)
  }

  private func refuse(
    _ method: Method, _ context: CallContext, _ principal: Principal?, _ status: Status, _ reply: Reply
  ) {
    guard !observers.isEmpty else { return reply.fail(status) }
    Task {
      await tell(method, context, principal, status, .zero, CallNotes())
      reply.fail(status)
    }
  }

  /// Runs a call as part of the task that this is called in.
  ///
  /// - Parameters:
  ///   - reader: gives the messages of the client's stream.
  ///   - writer: takes the messages of the server's.
  package func run(
    _ method: Method, _ context: CallContext, params: [UInt8], _ reader: RequestReader, _ writer: ResponseWriter
  ) async throws -> [UInt8] {
    let start = ContinuousClock.now
    let notes = CallNotes()
    var caller: Principal?
    do {
      let principal = try await admission.principal(context, for: method.declaration)
      caller = principal
      try admission.require(method.declaration.access, of: principal, for: context.method)
      let call = Call(context, method.declaration, principal, params: params, notes: notes) { [admission] in
        try await admission.principal(context)
      }
      let answer = try await admission.withPlace(method.declaration.cost, principal) {
        switch method.body {
        case .unary(let body): try await body(call)
        case .serverStreaming(let body): try await body(call, writer)
        case .bidirectionalStreaming(let body): try await body(call, reader, writer)
        case .immediate: throw Status(.unexpected, Reason.unexpected.summary)
        }
      }
      await tell(method, context, caller, nil, .now - start, notes)
      method.meter?.ended(nil, since: start)
      return answer
    } catch {
      let status = status(of: error)
      await tell(method, context, caller, status, .now - start, notes)
      // A call whose time is up is cancelled; its caller was told the former.
      let isLate = status.code == .cancelled && context.deadline.map { $0 <= .now } ?? false
      method.meter?.ended(isLate ? .deadlineExceeded : status.code, since: start)
      throw error
    }
  }

  private func status(of error: any Error) -> Status { error as? Status ?? mapError(error) }

  private func tell(
    _ method: Method, _ context: CallContext, _ principal: Principal?, _ failure: Status?, _ duration: Duration,
    _ notes: CallNotes
  ) async {
    guard !observers.isEmpty else { return }
    let call = EndedCall(
      method: method.declaration, principal: principal, context: context, failure: failure, duration: duration,
      notes: notes.all)
    for observer in observers { await observer.ended(call) }
  }
}

extension Status {
  /// There is no method of this name; the one that was probably meant is suggested.
  ///
  /// - Parameter path: where the name stood.
  public static func unknownMethod(_ name: String, path: String, known: [String]) -> Status {
    let suggestion = NearestName.suggestion(for: name, in: known)
    let message = Wording(en: "There is no method \"\(name)\".", fr: "Il n’y a pas de méthode « \(name) ».")
    return Status(
      .unknownMethod, message.suggesting(suggestion),
      details: [
        FieldViolation(
          path: path,
          message: Wording("unknown_method", en: "is not a method.", fr: "n’est pas une méthode."),
          found: name, suggestion: suggestion)
      ])
  }
}
