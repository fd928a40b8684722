public import LineRPC
public import Logging
public import MethodCatalogue
public import PluginHost
public import RecordStore

/// All methods of a server, and who is asked and told around them.
public enum ServiceMethods {
  /// The router over every service.
  ///
  /// - Parameters:
  ///   - limits: what `Server/Info` tells.
  ///   - figures: what `Server/Stats` tells.
  ///   - health: whether the server can do its work; unless it is given, whether the database does its own.
  ///   - logger: takes a line for each call that administrators want to see; by default nobody does.
  public static func router(
    store: Store, host: PluginHost, version: String, limits: @escaping @Sendable () -> LineLimits = { .standard },
    figures: @escaping @Sendable () -> [ServerFigure] = { [] }, health: ServerHealth? = nil,
    logger: Logger? = nil
  ) -> Router {
    let holders = TokenHolders(store: store)
    let methods =
      RecordsService(store: store, host: host).methods + FindingsService(store: store, host: host).methods
      + ReportsService(store: store, host: host, version: version).methods
      + PluginsService(store: store, host: host).methods
      + SessionService(holders: holders).methods + AccessService(store: store).methods
    let server = ServerService(
      version: version, limits: limits, figures: figures,
      health: health ?? ServerHealth(checks: [.database(store)]))
    var observers: [any CallObserver] = [AuditObserver(store: store), RenderingMeter()]
    if let logger { observers.append(CallLog(logger: logger)) }
    return Router(
      methods: methods + server.methods(beside: methods), callers: holders,
      observers: observers, mapError: StatusMapping.status(of:))
  }
}
