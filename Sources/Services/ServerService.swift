import JSONBytes
public import LineRPC
import Violations

/// `kurukan.v1.Server`, `Health` and `Reflection`: what the server is, whether it works, and what it can do.
public struct ServerService: Sendable {
  private let version: String
  private let limits: LineLimits
  private let isHealthy: @Sendable () async -> Bool

  /// The service of a server.
  ///
  /// - Parameter isHealthy: whether the server can do its work now, such as reach its database.
  public init(version: String, limits: LineLimits, isHealthy: @escaping @Sendable () async -> Bool) {
    self.version = version
    self.limits = limits
    self.isHealthy = isHealthy
  }

  /// Its methods, for the router.
  ///
  /// - Parameter others: the methods of the other services, which reflection lists too.
  public func methods(beside others: [Method]) -> [Method] {
    let own: [Method] = [
      .unary("kurukan.v1.Server/Info", "Tells the server's version and limits.", info),
      .unary("kurukan.v1.Health/Check", "Tells whether the server can do its work.", check),
    ]
    let list = MethodDescriptor(
      name: "kurukan.v1.Reflection/List", summary: "Lists the methods.", kind: .unary)
    let descriptors = ((others + own).map(\.descriptor) + [list]).sorted { $0.name < $1.name }
    return own + [
      .unary(list.name, list.summary) { _, params in
        try CallParameters(params).finish()
        return Self.list(descriptors)
      }
    ]
  }

  @Sendable private func info(_ context: CallContext, _ params: [UInt8]) async throws -> [UInt8] {
    try CallParameters(params).finish()
    var json = JSONWriter(capacity: 1_024)
    json.beginObject()
    json.member("name", "kurukan")
    json.member("version", version)
    json.key("limits")
    json.beginObject()
    for entry in limits.entries {
      json.key(dynamic: entry.name)
      json.integer(entry.value)
    }
    json.endObject()
    json.endObject()
    return json.bytes
  }

  @Sendable private func check(_ context: CallContext, _ params: [UInt8]) async throws -> [UInt8] {
    var parameters = try CallParameters(params)
    if let service = parameters.string("service"), !service.isEmpty {
      parameters.note(
        "service",
        Wording(
          "whole_server", en: "Only the whole server is checked: leave `service` out.",
          fr: "Seul le serveur entier est vérifié : omettez `service`."), found: service)
    }
    try parameters.finish()
    var json = JSONWriter()
    json.beginObject()
    json.member("status", await isHealthy() ? "SERVING" : "NOT_SERVING")
    json.endObject()
    return json.bytes
  }

  private static func list(_ descriptors: [MethodDescriptor]) -> [UInt8] {
    var json = JSONWriter(capacity: 1_024)
    json.beginObject()
    json.key("methods")
    json.beginArray()
    for descriptor in descriptors {
      json.beginObject()
      json.member("name", descriptor.name)
      json.member("summary", descriptor.summary)
      json.member("kind", descriptor.kind.rawValue)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }
}
