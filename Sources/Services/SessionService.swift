import JSONBytes
public import LineRPC
public import RecordStore
import Records
import Violations

/// `kurukan.v1.Session`: who the connection speaks for.
public struct SessionService: Sendable {
  private let authorisation: Authorisation

  /// The service over the store's tokens.
  public init(store: Store) { authorisation = Authorisation(tokens: store.tokens) }

  /// Its methods, for the router.
  public var methods: [Method] {
    [
      .unary(
        "kurukan.v1.Session/Authenticate", "Sets the token for all later calls of the connection.", authenticate),
      .unary("kurukan.v1.Session/WhoAmI", "Tells whom the token belongs to, and what it allows.", whoAmI),
    ]
  }

  @Sendable private func authenticate(_ context: CallContext, _ params: [UInt8]) async throws -> [UInt8] {
    var parameters = try CallParameters(params)
    let token = parameters.requiredString(
      "token", Wording(en: "the token that the administrator issued", fr: "le jeton délivré par l’administrateur"))
    try parameters.finish()
    guard let principal = try await authorisation.tokens.resolve(token) else {
      throw Authorisation.unknownToken
    }
    context.connection.principal = principal
    return Self.describe(principal)
  }

  @Sendable private func whoAmI(_ context: CallContext, _ params: [UInt8]) async throws -> [UInt8] {
    try CallParameters(params).finish()
    return Self.describe(try await authorisation.principal(context))
  }

  private static func describe(_ principal: Principal) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("principal", principal.name)
    json.member("role", principal.role.rawValue)
    json.member("level", principal.level.code)
    if let programmes = principal.programmes {
      json.key("programmes")
      json.beginArray()
      for programme in programmes.sorted() { json.string(programme) }
      json.endArray()
    }
    json.endObject()
    return json.bytes
  }
}
