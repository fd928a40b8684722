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

  init(
    _ context: CallContext, _ declaration: MethodDeclaration, _ caller: Principal?, params: [UInt8] = [],
    notes: CallNotes = CallNotes()
  ) {
    self.context = context
    self.declaration = declaration
    self.caller = caller
    self.params = params
    self.notes = notes
  }

  /// Who calls. Throws `UNAUTHENTICATED` in a method that everyone may call, if nobody has shown a token.
  public var principal: Principal {
    get throws(Status) {
      guard let caller else { throw .noToken }
      return caller
    }
  }

  /// The parameters, checked against the declaration.
  public func parameters() throws(Status) -> CallParameters { try CallParameters(params, declaration.parameters) }
}
