import Disclosure
import JSONBytes
import LineRPC
public import MethodCatalogue
public import PluginHost
public import RecordStore
import Violations

/// `kurukan.v1.Plugins`: which formats this server has, and which may be run.
public struct PluginsService: Sendable {
  private let store: Store
  private let host: PluginHost

  /// The service over a store and the plugins.
  public init(store: Store, host: PluginHost) {
    self.store = store
    self.host = host
  }

  /// Its methods, for the router.
  public var methods: [Method] {
    [
      .unary(Self.listing, list), .unary(Self.reloading, reload), .unary(Self.enabling, enable),
      .unary(Self.disabling, disable),
    ]
  }

  @Sendable private func list(_ call: Call) async throws -> [UInt8] {
    try call.parameters().finish()
    return try await answer(host.catalogue)
  }

  @Sendable private func reload(_ call: Call) async throws -> [UInt8] {
    try call.parameters().finish()
    return try await answer(try await host.reload())
  }

  @Sendable private func enable(_ call: Call) async throws -> [UInt8] {
    let plugin = try plugin(call)
    return Self.changed(plugin, try await store.plugins.enable(plugin.digest))
  }

  @Sendable private func disable(_ call: Call) async throws -> [UInt8] {
    let plugin = try plugin(call)
    let reason = try call.parameters().string("reason") ?? ""
    return Self.changed(
      plugin, try await store.plugins.disable(plugin.digest, why: reason, by: try call.principal.name))
  }

  /// The plugin that a call names.
  private func plugin(_ call: Call) throws -> InstalledPlugin {
    let parameters = try call.parameters()
    try parameters.finish()
    let id = parameters.text("format")
    call.notes.note("format", id)
    let plugins = host.catalogue.plugins
    guard let plugin = plugins.first(where: { $0.id == id }) else {
      let suggestion = NearestName.suggestion(for: id, in: plugins.map(\.id))
      throw Status(
        .unknownFormat,
        Wording(en: "There is no format \"\(id)\".", fr: "Il n’y a pas de format « \(id) ».").suggesting(suggestion),
        details: [
          FieldViolation(
            path: "format",
            message: Wording("unknown_format", en: "No plugin offers it.", fr: "Aucun module ne le propose."),
            found: id,
            allowed: plugins.map(\.id), suggestion: suggestion)
        ])
    }
    call.notes.note("digest", plugin.digest)
    return plugin
  }

  private func answer(_ catalogue: PluginCatalogue) async throws -> [UInt8] {
    PluginAnswers.list(catalogue, try await store.plugins.all(), landlock: host.landlockVersion)
  }

  private static func changed(_ plugin: InstalledPlugin, _ changed: Bool) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("format", plugin.id)
    json.member("digest", plugin.digest)
    json.member("changed", changed)
    json.endObject()
    return json.bytes
  }
}
