public import Disclosure
public import LineRPC

/// A call that may run: who calls, and with what.
public struct Call: Sendable {
  /// What is known of it beside the parameters.
  public let context: CallContext
  /// The parameters' bytes, a JSON object; empty where the method has read them in place.
  public let params: [UInt8]
  /// What the audit trail shall know of it.
  public let notes: CallNotes
  let declaration: MethodDeclaration
  private let caller: Principal?
  private let ask: @Sendable () async throws -> Principal?

  init(
    _ context: CallContext, _ declaration: MethodDeclaration, _ caller: Principal?, params: [UInt8] = [],
    notes: CallNotes = CallNotes(), ask: @escaping @Sendable () async throws -> Principal? = { nil }
  ) {
    self.context = context
    self.declaration = declaration
    self.caller = caller
    self.params = params
    self.notes = notes
    self.ask = ask
  }

  /// Who calls. Throws `UNAUTHENTICATED` in a method that everyone may call, if nobody has shown a token.
  public var principal: Principal {
    get throws(Status) {
      guard let caller else { throw .noToken }
      return caller
    }
  }

  /// Asks again who calls, for a call that lasts: a token ends within a second, also for what began before. Throws
  /// `UNAUTHENTICATED` if it has ended.
  public func requireCaller() async throws {
    guard try await ask() == caller else { throw Status.noToken }
  }

  /// The parameters, checked against the declaration.
  public func parameters() throws(Status) -> CallParameters { try CallParameters(params, declaration.parameters) }
}
