import Disclosure
import JSONBytes
import LineRPC
public import MethodCatalogue
public import RecordStore
import Records
import Violations

/// `kurukan.v1.Access`: who may do what, and who did what.
public struct AccessService: Sendable {
  private let store: Store

  /// The service over a store.
  public init(store: Store) { self.store = store }

  /// Its methods, for the router.
  public var methods: [Method] {
    [
      .unary(Self.issuing, issue), .unary(Self.listing, list), .unary(Self.revoking, revoke), .unary(Self.trail, trail),
    ]
  }

  @Sendable private func issue(_ call: Call) async throws -> [UInt8] {
    let issuer = try call.principal
    var parameters = try call.parameters()
    let order = parameters.tokenOrder()
    try parameters.finish()
    guard let order else { throw Status(.parameterInvalid, Reason.parameterInvalid.summary) }
    let token = try await store.tokens.issue(order, by: issuer.name)
    call.notes.note("token", token.id)
    call.notes.note("holder", order.principal.name)
    call.notes.note("role", order.principal.role.rawValue)
    call.notes.note("level", order.principal.level.code)
    var json = JSONWriter()
    json.beginObject()
    json.member("id", token.id)
    json.member("token", token.text)
    json.endObject()
    return json.bytes
  }

  @Sendable private func list(_ call: Call) async throws -> [UInt8] {
    try call.parameters().finish()
    return AccessAnswers.tokens(try await store.tokens.list())
  }

  @Sendable private func revoke(_ call: Call) async throws -> [UInt8] {
    let revoker = try call.principal
    let parameters = try call.parameters()
    try parameters.finish()
    let id = parameters.text("id")
    call.notes.note("token", id)
    let changed = try await store.tokens.revoke(id, by: revoker.name)
    var json = JSONWriter()
    json.beginObject()
    json.member("id", id)
    json.member("changed", changed)
    json.endObject()
    return json.bytes
  }

  @Sendable private func trail(_ call: Call) async throws -> [UInt8] {
    let reader = try call.principal
    var parameters = try call.parameters()
    let before = parameters.integer("before")
    if let before, before < 1 {
      parameters.note(
        "before",
        Wording(
          "positive", en: "`before` is the number of an entry, 1 or more.",
          fr: "`before` est le numéro d’une entrée, 1 ou plus."), found: "\(before)")
    }
    try parameters.finish()
    let filter = AuditFilter(
      principal: parameters.string("principal"), method: parameters.string("method"),
      refusedOnly: parameters.boolean("refusedOnly") ?? false, before: before,
      programmes: reader.programmes)
    // A record's key may say what the record is about, and the record may be of any level.
    return AccessAnswers.entries(try await store.audit.entries(filter), withKeys: reader.level == .confidential)
  }
}
