/// What somebody shows to be known: a token. Its text stands in no log.
public struct Credential: Sendable, Hashable, CustomStringConvertible {
  /// The token.
  public let token: String

  /// A credential of a token.
  public init(token: String) { self.token = token }

  /// Tells nothing.
  public var description: String { "credential" }
}
