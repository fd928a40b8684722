public import JSONBytes
package import LineRPC

/// A method of a service: its declaration and its body.
public struct Method: Sendable {
  /// The body of a method that returns its answer, one JSON value.
  public typealias Unary = @Sendable (Call) async throws -> [UInt8]
  /// The body of a method that writes messages and then returns its answer.
  public typealias ServerStreaming = @Sendable (Call, ResponseWriter) async throws -> [UInt8]

  /// The body of a method that reads messages and writes messages, and then returns its answer.
  public typealias BidirectionalStreaming = @Sendable (Call, RequestReader, ResponseWriter) async throws -> [UInt8]

  package enum Body: Sendable {
    case immediate(ParametersReader)
    case unary(Unary)
    case serverStreaming(ServerStreaming)
    case bidirectionalStreaming(BidirectionalStreaming)
  }

  /// Everything about it but what it does.
  public let declaration: MethodDeclaration
  package let body: Body
  /// Set by the router that the method belongs to.
  var meter: MethodMeter?

  /// How it answers.
  public var kind: MethodKind {
    switch body {
    case .immediate: .immediate
    case .unary: .unary
    case .serverStreaming: .serverStreaming
    case .bidirectionalStreaming: .bidirectionalStreaming
    }
  }

  /// What reads the parameters where they stand; nil if the body takes their bytes.
  package var parametersReader: ParametersReader? {
    if case .immediate(let reader) = body { reader } else { nil }
  }

  /// A method that runs where lines are read, without a task of its own, and whose parameters are read once, while the
  /// line is. Deadline and cancellation are up to the body, which must not block: it sees `context.deadline` and
  /// ``Reply/isTooLate``.
  ///
  /// - Parameter read: reads the object that comes next, before anybody has asked who calls.
  public static func immediate<Parameters: Sendable>(
    _ declaration: MethodDeclaration,
    reading read: @escaping @Sendable (inout JSONReader) throws(JSONError) -> Parameters,
    body: @escaping @Sendable (Call, Parameters, Reply) -> Void
  ) -> Method {
    Method(
      declaration: declaration,
      body: .immediate { (reader) throws(JSONError) in
        let parameters = try read(&reader)
        return BoundBody { call, reply in body(call, parameters, reply) }
      })
  }

  /// A method that runs as a task, which is cancelled when its call is or when its deadline passes.
  public static func unary(_ declaration: MethodDeclaration, _ body: @escaping Unary) -> Method {
    Method(declaration: declaration, body: .unary(body))
  }

  /// A method that runs as a task and streams.
  public static func serverStreaming(_ declaration: MethodDeclaration, _ body: @escaping ServerStreaming) -> Method {
    Method(declaration: declaration, body: .serverStreaming(body))
  }

  /// A method that runs as a task, and reads a stream while it writes one.
  public static func bidirectionalStreaming(
    _ declaration: MethodDeclaration, _ body: @escaping BidirectionalStreaming
  ) -> Method {
    Method(declaration: declaration, body: .bidirectionalStreaming(body))
  }
}

/// The body of an immediate method with the parameters that it has read.
final class BoundBody: ReadParameters {
  let run: @Sendable (Call, Reply) -> Void

  init(_ run: @escaping @Sendable (Call, Reply) -> Void) { self.run = run }
}
