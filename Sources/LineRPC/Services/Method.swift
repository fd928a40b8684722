public import JSONBytes

/// How a method answers.
public enum MethodKind: String, Sendable {
  /// One answer, given from wherever the work ends; no task.
  case immediate
  /// One answer, from a task.
  case unary
  /// Messages, then one answer, from a task.
  case serverStreaming
}

/// What reflection tells of a method.
public struct MethodDescriptor: Sendable, Equatable {
  /// The full name, as `kurukan.v1.Records/Submit`.
  public let name: String
  /// What it does, in one sentence.
  public let summary: String
  /// How it answers.
  public let kind: MethodKind

  /// The description of a method.
  public init(name: String, summary: String, kind: MethodKind) {
    self.name = name
    self.summary = summary
    self.kind = kind
  }
}

/// A method of a service: its description and its body.
public struct Method: Sendable {
  /// The body of a method that answers through a ``Reply``. The parameters are a JSON object, checked, and
  /// lent only until the body returns. It runs on the event loop: it must not block.
  public typealias Immediate = @Sendable (CallContext, UnsafeRawBufferPointer, Reply) -> Void
  /// The body of a method that returns its answer, one JSON value.
  public typealias Unary = @Sendable (CallContext, [UInt8]) async throws -> [UInt8]
  /// The body of a method that writes messages and then returns its answer.
  public typealias ServerStreaming = @Sendable (CallContext, [UInt8], ResponseWriter) async throws -> [UInt8]

  /// The body of a method whose parameters have been read where they stood.
  public typealias Bound = @Sendable (CallContext, Reply) -> Void
  /// Reads a call's parameters, a JSON object, and gives the body that has them.
  public typealias ParametersReader = @Sendable (inout JSONReader) throws(JSONError) -> Bound

  package enum Body: Sendable {
    case immediate(Immediate)
    case reading(ParametersReader)
    case unary(Unary)
    case serverStreaming(ServerStreaming)
  }

  /// What reflection tells.
  public let descriptor: MethodDescriptor
  package let body: Body

  /// What reads the parameters where they stand; nil if the body takes their bytes.
  public var parametersReader: ParametersReader? {
    if case .reading(let reader) = body { reader } else { nil }
  }

  private init(_ name: String, _ summary: String, _ kind: MethodKind, _ body: Body) {
    descriptor = MethodDescriptor(name: name, summary: summary, kind: kind)
    self.body = body
  }

  /// A method that runs in the channel handler, without a task of its own. Deadline and cancellation are up
  /// to the body: it sees `context.deadline` and ``Reply/isCancelled``.
  public static func immediate(_ name: String, _ summary: String, _ body: @escaping Immediate) -> Method {
    Method(name, summary, .immediate, .immediate(body))
  }

  /// A method that runs in the channel handler, and whose parameters are read once, while the line is.
  ///
  /// `read` must consume exactly the value that comes next, an object. It throws what the JSON reader throws, and the
  /// line is then refused as no JSON; faults of any other kind belong into what it returns, for the body to answer. It
  /// runs before anybody has asked who calls.
  public static func immediate<Parameters: Sendable>(
    _ name: String, _ summary: String,
    reading read: @escaping @Sendable (inout JSONReader) throws(JSONError) -> Parameters,
    body: @escaping @Sendable (CallContext, Parameters, Reply) -> Void
  ) -> Method {
    Method(
      name, summary, .immediate,
      .reading { (reader) throws(JSONError) in
        let parameters = try read(&reader)
        return { context, reply in body(context, parameters, reply) }
      })
  }

  /// A method that runs as a task, which is cancelled when its call is or when its deadline passes.
  public static func unary(_ name: String, _ summary: String, _ body: @escaping Unary) -> Method {
    Method(name, summary, .unary, .unary(body))
  }

  /// A method that runs as a task and streams.
  public static func serverStreaming(
    _ name: String, _ summary: String, _ body: @escaping ServerStreaming
  ) -> Method {
    Method(name, summary, .serverStreaming, .serverStreaming(body))
  }
}
