public import Disclosure
import LineRPC
public import MethodCatalogue
public import RecordStore
import Records
import Synchronization
import Violations

/// The holders of the store's tokens, as the methods know callers.
public final class TokenHolders: CallerDirectory {
  private let tokens: AccessTokens
  private let failures = Mutex(FailedAttempts())

  /// The holders of a store's tokens.
  public init(store: Store) { tokens = store.tokens }

  /// Who holds a token, as far as memory knows.
  public func knownPrincipal(of credential: Credential) -> Principal? { tokens.principal(of: credential.token) }

  /// Who holds a token. Only the refusal waits where an address has shown many that nobody holds.
  public func principal(of credential: Credential, from address: String) async throws -> Principal {
    if let principal = try await tokens.resolve(credential.token) { return principal }
    let wait = failures.withLock { $0.wait(of: address, at: .now) }
    if wait > .zero { try await Task.sleep(for: wait) }
    throw Status.unknownToken
  }
}

extension Status {
  /// Refuses a token that nobody has, or has no more.
  static let unknownToken = Status(
    .unauthenticated,
    Wording(en: "The token is not known, or was revoked.", fr: "Le jeton est inconnu, ou a été révoqué."))
}

extension Principal {
  /// Refuses a level above the token's.
  func require(level: ConfidentialityLevel) throws(Status) {
    guard level <= self.level else {
      throw Status(
        .permissionDenied,
        Wording(
          en: "This token may read up to the level \(self.level.code), not \(level.code).",
          fr: "Ce jeton permet de lire jusqu’au niveau \(self.level.code), et non \(level.code)."),
        details: [
          FieldViolation(
            path: "level",
            message: Wording(
              "level_above_token", en: "Above the token's level.", fr: "Au-dessus du niveau du jeton."),
            found: level.code)
        ])
    }
  }

  /// Refuses a grant that is not among the token's.
  func require(grant: String) throws(Status) {
    guard grants?.contains(grant) ?? true else {
      throw Status(
        .permissionDenied,
        Wording(
          en: "This token may not read the grant \(grant).",
          fr: "Ce jeton n’autorise pas l’accès à la subvention \(grant)."),
        details: [
          FieldViolation(
            path: "grant",
            message: Wording(
              "grant_not_allowed", en: "Not among the token's grants.",
              fr: "Ne figure pas parmi les subventions du jeton."), allowed: (grants ?? []).sorted())
        ])
    }
  }

  /// Refuses a programme that is not among the token's.
  func require(programme: String) throws(Status) {
    guard mayUse(programme: programme) else {
      throw Status(
        .permissionDenied,
        Wording(
          en: "This token may not use the programme \(programme).",
          fr: "Ce jeton n’autorise pas l’accès au programme \(programme)."),
        details: [
          FieldViolation(
            path: "programme",
            message: Wording(
              "programme_not_allowed", en: "Not among the token's programmes.",
              fr: "Ne figure pas parmi les programmes du jeton."))
        ])
    }
  }
}
