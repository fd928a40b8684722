import LineRPC
import RecordStore
import Violations

/// Finds out who calls, and whether they may.
struct Authorisation: Sendable {
  let tokens: AccessTokens

  /// The caller as far as memory knows: by the call's own token, or by the connection's. Never waits, so that it
  /// can run where lines are read. Nil means that the database must be asked, or that there is no token.
  func knownPrincipal(_ context: CallContext) -> Principal? {
    if let token = Self.token(context) { return tokens.principal(of: token) }
    return context.connection.principal as? Principal
  }

  /// The caller; throws `UNAUTHENTICATED` if there is no token, or no such token.
  func principal(_ context: CallContext) async throws -> Principal {
    guard let token = Self.token(context) else {
      if let principal = context.connection.principal as? Principal { return principal }
      throw Status(
        .unauthenticated, Wording(en: "The call carries no token.", fr: "L’appel ne porte pas de jeton."),
        hint: Wording(
          en: "Send \"meta\":{\"authorization\":\"Bearer TOKEN\"}, or call Session/Authenticate first.",
          fr: "Envoyez \"meta\":{\"authorization\":\"Bearer JETON\"}, ou appelez d’abord Session/Authenticate."))
    }
    guard let principal = try await tokens.resolve(token) else {
      throw Self.unknownToken
    }
    return principal
  }

  /// The caller, if they have one of the roles; throws `PERMISSION_DENIED` otherwise.
  func principal(_ context: CallContext, roles: Set<Role>) async throws -> Principal {
    let principal = try await principal(context)
    try Self.require(roles, of: principal, for: context.method)
    return principal
  }

  static func require(_ roles: Set<Role>, of principal: Principal, for method: String) throws(Status) {
    guard roles.contains(principal.role) else {
      let needed = roles.map(\.rawValue).sorted()
      throw Status(
        .permissionDenied,
        Wording(
          en: "\(method) needs the role \(needed.joined(separator: " or ")); "
            + "this token has the role \(principal.role.rawValue).",
          fr: "\(method) exige le rôle \(needed.joined(separator: " ou ")) ; "
            + "ce jeton a le rôle \(principal.role.rawValue)."))
    }
  }

  static func requireProgramme(_ programme: String, of principal: Principal) throws(Status) {
    guard principal.mayUse(programme: programme) else {
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

  /// Refuses a token that nobody has, or has no more.
  static let unknownToken = Status(
    .unauthenticated,
    Wording(en: "The token is not known, or was revoked.", fr: "Le jeton est inconnu, ou a été révoqué."))

  /// The token of `Bearer TOKEN`, the only scheme there is.
  private static func token(_ context: CallContext) -> String? {
    guard let header = context.authorization, header.hasPrefix("Bearer ") else { return nil }
    return String(header.dropFirst("Bearer ".count))
  }
}
