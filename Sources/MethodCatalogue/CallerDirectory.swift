public import Disclosure

/// Knows who shows which credential.
public protocol CallerDirectory: Sendable {
  /// Who it is, as far as memory knows. Never waits, so that it can be asked where lines are read; nil means that
  /// ``principal(of:from:)`` must be asked.
  func knownPrincipal(of credential: Credential) -> Principal?

  /// Who it is.
  ///
  /// - Parameter address: where the caller is, for whatever counts failures.
  /// - Throws: `UNAUTHENTICATED` for a credential that nobody has, or has no more.
  func principal(of credential: Credential, from address: String) async throws -> Principal
}
