import CLinux
import Glibc
import LineRPC
import LineRPCServer
import Logging
import MethodCatalogue
import PluginHost
import Postgres
import RecordStore
import ServiceLifecycle
import Services
import Violations

/// Puts the server together, runs it until it is told to stop, and takes it apart in the opposite order.
struct ServerProcess: Service {
  let settings: ServerSettings
  let logger: Logger

  func run() async throws {
    // Plugins run as the same user; none of them may look into this process, which holds secrets.
    if kurukan_hide_process() != 0 { logger.warning("This process cannot be hidden from others of its user") }
    let key = try pseudonymKey()
    try Self.makeFolder(settings.dataFolder)
    let cluster = try await startCluster()
    do {
      try await serve(try connectionString(cluster), key)
    } catch {
      try? await cluster?.stop()
      throw error
    }
    try await cluster?.stop()
  }

  /// The folder holds tokens, so nobody else may look into it; PostgreSQL's own user must pass through.
  private static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o711) == 0 || errno == EEXIST else { throw FileError("Cannot create the folder", path) }
  }

  private func startCluster() async throws -> EmbeddedCluster? {
    guard settings.databaseFile == nil else { return nil }
    let logger = logger
    return try await EmbeddedCluster.start(directory: settings.dataFolder + "/postgresql") {
      logger.info("\($0)")
    }
  }

  private func connectionString(_ cluster: EmbeddedCluster?) throws -> String {
    if let cluster { return cluster.connectionString }
    let text = try settings.databaseFile.map(Self.secret) ?? ""
    guard let passwordFile = settings.databasePasswordFile else { return text }
    let password = try Self.secret(passwordFile)
    let quoted = password.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
    return text + " password='\(quoted)'"
  }

  private static func secret(_ path: String) throws -> String {
    let text = String(decoding: try FileBytes.read(path, limit: 16_384), as: UTF8.self)
    return String(text.prefix { !$0.isNewline })
  }

  private func pseudonymKey() throws -> PseudonymKey? {
    guard let path = settings.pseudonymKeyFile else { return nil }
    guard let key = PseudonymKey(hexadecimal: try Self.secret(path)) else {
      throw CommandFailure(
        "--pseudonym-key-file: \(path) must hold \(PseudonymKey.bytes * 2) hexadecimal digits, as "
          + "openssl rand -hex \(PseudonymKey.bytes) writes them.")
    }
    return key
  }

  private func serve(_ connectionString: String, _ key: PseudonymKey?) async throws {
    let configuration = ConnectionConfiguration(
      connectionString, applicationName: "kurukan/\(Version.text)"
    ) { [logger] in logger.debug("PostgreSQL: \($0.severity) \($0.sqlstate) \($0.message)") }
    let store = try await Store.open(configuration, pseudonymKey: key, logger: logger)
    let limits = try PluginHostLimits.standard.fittingContainer()
    if limits.workers < PluginHostLimits.standard.workers {
      logger.warning(
        "The container's memory holds fewer reports at once than are usual; give it more to raise this",
        metadata: ["reports": "\(limits.workers)", "usual": "\(PluginHostLimits.standard.workers)"])
    }
    var hosting = PluginHostConfiguration(
      programsFolder: settings.workersFolder, pluginsFolder: settings.pluginsFolder, limits: limits)
    hosting.withoutLandlock = settings.withoutLandlock
    let host = try PluginHost(hosting)
    try await TokenFiles(folder: settings.dataFolder, logger: logger).issueFirst(store.tokens)
    let catalogue = try await host.reload()
    Self.logRefusals(catalogue, logger)
    let server = LineServer(
      configuration: LineServerConfiguration(host: settings.address.host, port: settings.address.port),
      router: ServiceMethods.router(
        store: store, host: host, version: Version.text),
      logger: logger)
    let port = try await server.start()
    logger.info(
      "Listening",
      metadata: [
        "address": "\(settings.address.host):\(port)",
        "reports": "\(catalogue.plugins.flatMap(\.reports).map(\.id).joined(separator: " "))",
      ])
    if let file = settings.portFile { try FileBytes.write(Array("\(port)\n".utf8), to: file) }
    let watch = Task { [logger] in
      await host.watch { Self.log($0, logger) }
    }
    try await gracefulShutdown()
    watch.cancel()
    logger.info("Stopping")
    await server.shutdown(grace: settings.grace)
    await host.shutdown()
    await store.close()
  }

  /// What came of examining the plugins' folder anew.
  private static func log(_ result: Result<PluginCatalogue, any Error>, _ logger: Logger) {
    switch result {
    case .success(let catalogue):
      let reports = catalogue.plugins.flatMap(\.reports).map(\.id).joined(separator: " ")
      logger.info("The plugins' folder has changed", metadata: ["reports": "\(reports)"])
      logRefusals(catalogue, logger)
    case .failure(let error):
      logger.error(
        "The plugins' folder has changed and cannot be read; the plugins stay as they were",
        metadata: ["error": "\(error)"])
    }
  }

  private static func logRefusals(_ catalogue: PluginCatalogue, _ logger: Logger) {
    for refusal in catalogue.refused {
      logger.error("A plugin was refused", metadata: ["path": "\(refusal.path)", "why": "\(refusal.why)"])
    }
  }
}
