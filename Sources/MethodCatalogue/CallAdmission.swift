import Disclosure
import LineRPC
import Violations

/// Decides whether a call may begin: who calls, whether they may, and whether they have not too much at work.
struct CallAdmission: Sendable {
  private let callers: any CallerDirectory
  private let places = CallPlaces()
  private let rates = CallRates()

  init(callers: any CallerDirectory) { self.callers = callers }

  /// What memory knows of who calls.
  enum Knowledge {
    /// It is this one; nobody where nothing was shown.
    case settled(Principal?)
    /// ``CallAdmission/principal(_:)`` must be asked.
    case open
  }

  /// Who calls, as far as memory knows.
  func knowledge(_ context: CallContext) throws(Status) -> Knowledge {
    guard let credential = try context.credential() else { return .settled(nil) }
    guard let principal = callers.knownPrincipal(of: credential) else { return .open }
    context.connection.isKnown = true
    return .settled(principal)
  }

  /// Who calls; nil if nobody says.
  func principal(_ context: CallContext) async throws -> Principal? {
    guard let credential = try context.credential() else { return nil }
    if let known = callers.knownPrincipal(of: credential) {
      context.connection.isKnown = true
      return known
    }
    do {
      let principal = try await callers.principal(of: credential, from: context.connection.remoteAddress)
      context.connection.isKnown = true
      return principal
    } catch let status as Status where status.reason == .unauthenticated {
      // A call's own wrong token says nothing of the connection's.
      if context.authorization == nil || context.connection.credential == nil { context.connection.isKnown = false }
      throw status
    }
  }

  /// Who calls a method; nil if nobody says. For what everybody may call, it does not matter if that cannot be found out.
  func principal(_ context: CallContext, for method: MethodDeclaration) async throws -> Principal? {
    let context = method.isBarrier ? context.withoutConnectionCredential() : context
    do {
      return try await principal(context)
    } catch let status as Status where status.reason == .unauthenticated {
      throw status
    } catch {
      guard method.access == .everyone, !(error is CancellationError) else { throw error }
      return nil
    }
  }

  /// Refuses who may not call a method.
  func require(_ access: MethodAccess, of principal: Principal?, for method: String) throws(Status) {
    guard access != .everyone else { return }
    guard let principal else { throw .noToken }
    guard access != .exporters || principal.mayExport else { throw .noExport(method) }
    guard case .roles(let roles) = access, !roles.contains(principal.role) else { return }
    let needed = roles.map(\.rawValue).sorted()
    throw Status(
      .permissionDenied,
      Wording(
        en: "\(method) needs the role \(needed.joined(separator: " or ")); "
          + "this token has the role \(principal.role.rawValue).",
        fr: "\(method) exige le rôle \(needed.joined(separator: " ou ")) ; "
          + "ce jeton a le rôle \(principal.role.rawValue)."))
  }

  /// Runs `body` in one of the places that a caller has for calls of a cost, once one is free.
  ///
  /// - Throws: `TOO_MANY_CALLS` if the caller's calls come too fast, or too many wait.
  func withPlace<Value: Sendable>(
    _ cost: MethodCost, _ principal: Principal?, _ body: () async throws -> Value
  ) async throws -> Value {
    guard let limit = cost.callsAtOnce, let principal else { return try await body() }
    let place = CallPlaces.Place(principal: principal.name, cost: cost)
    try rates.take(place)
    try await places.enter(place, limit: limit)
    defer { places.leave(place) }
    return try await body()
  }
}

extension Status {
  static let noToken = Status(
    .unauthenticated, Wording(en: "The call carries no token.", fr: "L’appel ne porte pas de jeton."),
    hint: Wording(
      en: "Send \"meta\":{\"authorization\":\"Bearer TOKEN\"}, or call Session/Authenticate first.",
      fr: "Envoyez \"meta\":{\"authorization\":\"Bearer JETON\"}, ou appelez d’abord Session/Authenticate."))

  static func noExport(_ method: String) -> Status {
    Status(
      .permissionDenied,
      Wording(
        en: "\(method) needs a token with the right to export.",
        fr: "\(method) exige un jeton qui donne le droit d’exporter."))
  }

  /// Another scheme is refused rather than passed over: its sender believes to be known.
  static let unknownScheme = Status(
    .unauthenticated,
    Wording(
      en: "meta.authorization must be \"Bearer TOKEN\"; there is no other scheme.",
      fr: "meta.authorization doit être « Bearer JETON » ; il n’y a pas d’autre schéma."))
}
