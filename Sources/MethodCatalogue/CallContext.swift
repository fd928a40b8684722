import LineRPC
public import Violations

/// What a method knows of its call beside the parameters.
public struct CallContext: Sendable {
  /// The call's name in the log and in its error, unique in this process and unlikely to repeat in others.
  public var requestID: String
  /// The method's name.
  public var method: String
  /// When the call's time runs out.
  public var deadline: ContinuousClock.Instant?
  /// The connection.
  public var connection: ConnectionState
  /// `meta.authorization` of this call.
  public var authorization: String?
  /// `meta.traceparent` of this call.
  public var traceparent: String?
  /// `meta.language` of this call: the language of what its answer says to people.
  public var language: MessageLanguage
  /// What the connection showed when the call began: it may show something else before the call is run.
  private var connectionCredential: Credential?

  /// A context with the given parts.
  public init(
    requestID: String, method: String, deadline: ContinuousClock.Instant? = nil, connection: ConnectionState,
    authorization: String? = nil, traceparent: String? = nil, language: MessageLanguage = .english
  ) {
    self.requestID = requestID
    self.method = method
    self.deadline = deadline
    self.connection = connection
    self.authorization = authorization
    self.traceparent = traceparent
    self.language = language
    connectionCredential = connection.credential
  }

  /// The same for a call that sets another credential: the one before may have ended.
  func withoutConnectionCredential() -> CallContext {
    var context = self
    context.connectionCredential = nil
    return context
  }

  /// What the caller shows: the call's own token, else the connection's; nil if neither is there.
  ///
  /// - Throws: `UNAUTHENTICATED` for another scheme than `Bearer`.
  func credential() throws(Status) -> Credential? {
    guard let authorization else { return connectionCredential }
    let scheme = "Bearer "
    guard authorization.hasPrefix(scheme) else { throw .unknownScheme }
    return Credential(token: String(authorization.dropFirst(scheme.count)))
  }
}
