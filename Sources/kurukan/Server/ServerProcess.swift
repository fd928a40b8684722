import CLinux
import Glibc
import LineRPC
import LineRPCServer
import LineRPCTLS
import Logging
import MethodCatalogue
import PluginDescriptions
import PluginHost
import Postgres
import RecordStore
import ServiceLifecycle
import Services
import Violations

/// Puts the server together, runs it until it is told to stop, and takes it apart in the opposite order.
struct ServerProcess: Service {
  /// How long the database has at the end to store what waits and to let go: a commit waits for a standby without a bound.
  private static let closing: Duration = .seconds(10)

  private let settings: ServerSettings
  private let log: ServerLog
  private let logger: Logger
  private let secrets: ServerSecrets
  private let portFile: PortFile?
  private let tls: ServerTLS?
  /// Where the server will listen.
  private let socket: Int32
  /// Connections that there are descriptors for.
  private let connections: Int
  private let monitoring: Monitoring
  private let admin: AdminPort?
  /// What SIGHUP can change.
  private let reload: ServerReload

  /// Does what has to come before the first thread. Root opens what needs root, gives the data folder away, and becomes
  /// an ordinary user: from here on nothing runs as root.
  init(preparing settings: ServerSettings, _ log: ServerLog) throws {
    self.settings = settings
    self.log = log
    logger = log.logger
    monitoring = Monitoring(dataFolder: settings.dataFolder, log.logger)
    // Plugins run as the same user; none of them may look into this process, which holds secrets.
    if kurukan_hide_process() != 0 { logger.warning("This process cannot be hidden from others of its user") }
    let account = try ServerAccount.toBecome(settings.user)
    secrets = try ServerSecrets(settings)
    do {
      tls = try settings.tls.map { (files) throws(TLSFault) in try ServerTLS(files.read()) }
    } catch {
      throw CommandFailure("\(error)")
    }
    try FileAccess.checkFolder(settings.hosting.pluginsFolder, named: "--plugins")
    if let folder = settings.hosting.additionalPluginsFolder {
      try FileAccess.checkFolder(folder, named: "--additional-plugins")
    }
    connections = try DescriptorLimit.raise(
      for: settings.limits.connections, refused: LineServerConfiguration.refusedAtOnce, logger)
    socket = try ListeningSocket.bind(settings.address)
    admin = try settings.adminAddress.map { [monitoring] address in
      AdminPort(address, socket: try ListeningSocket.bind(address), monitoring.pages)
    }
    if admin != nil { monitoring.measure() }
    reload = ServerReload(settings, tls: tls, login: secrets.login, log)
    let data = DataFolder(path: settings.dataFolder)
    try data.make()
    try account.map(data.handOver)
    portFile = try settings.portFile.map { try PortFile($0, now: account != nil) }
    if let account {
      try account.become()
      logger.info("Runs as an ordinary user", metadata: ["user": "\(account.name)", "uid": "\(account.user)"])
      try Self.checkReach(settings)
      warnOfFilesOutOfReach(account)
    }
  }

  /// What root could read, the user whom it became may not.
  private static func checkReach(_ settings: ServerSettings) throws {
    try FileAccess.check(settings.dataFolder, .own)
    try FileAccess.check(settings.hosting.pluginsFolder, .shared)
    try settings.hosting.additionalPluginsFolder.map { folder in try FileAccess.check(folder, .shared) }
    for program in [settings.hosting.composerPath, settings.hosting.writerPath] {
      try FileAccess.check(program, .program)
    }
  }

  /// What only root can read is read once, at the start.
  private func warnOfFilesOutOfReach(_ account: ServerAccount) {
    let paths = (tls?.paths ?? []) + (secrets.login?.files.paths ?? []) + settings.sources.paths
    for path in paths where access(path, R_OK) != 0 {
      logger.warning(
        "The server's user cannot read this file anew; let them, or start anew once it has changed",
        metadata: ["file": "\(path)", "user": "\(account.name)"])
    }
  }

  /// Reads the settings and their files anew whenever SIGHUP comes, as long as the process lives.
  func reloadOnHangUp() {
    Task { [reload] in await HangUpSignal.reload(reload) }
  }

  func run() async throws {
    try await admin?.start(logger)
    do {
      try await serveWithCluster()
    } catch {
      await admin?.stop()
      throw error
    }
    await admin?.stop()
  }

  private func serveWithCluster() async throws {
    monitoring.health.wait(for: HealthFault("database", "The server waits for its database."))
    let cluster: EmbeddedCluster?
    do {
      cluster = try await cancelWhenGracefulShutdown { try await startCluster() }
    } catch let error as ClusterError where error.code == .interrupted {
      logger.info("Stopped before the database ran")
      return
    }
    do {
      try await serve(cluster)
    } catch {
      try? await cluster?.stop()
      throw error
    }
    try await cluster?.stop()
  }

  private func serve(_ cluster: EmbeddedCluster?) async throws {
    guard let login = secrets.login else {
      return try await serve(.ofServer(cluster?.connectionString ?? "", logger))
    }
    let configuration = login.configuration(logger)
    let wait = DatabaseWait(limit: settings.databaseWait, logger: logger) { [monitoring] reason in
      // Nobody is asked there who they are, so PostgreSQL's own words, with names of hosts and roles, stay in the log.
      monitoring.health.wait(for: HealthFault("database", "The server waits for its database. \(reason.remedy)"))
    }
    do {
      try await cancelWhenGracefulShutdown { try await wait.reach(configuration) }
    } catch {
      guard Task.isShuttingDownGracefully else { throw error }
      return logger.info("Stopping; the database is waited for no longer")
    }
    try await serve(configuration)
  }

  private func startCluster() async throws -> EmbeddedCluster? {
    guard settings.databaseFiles == nil else { return nil }
    let logger = logger
    return try await EmbeddedCluster.start(directory: "\(settings.dataFolder)/\(DataFolder.cluster)") {
      logger.info("\($0)")
    }
  }

  private func serve(_ configuration: ConnectionConfiguration) async throws {
    var configuration = configuration
    configuration.onAttempt = { [monitoring] in monitoring.database.note($0) }
    let store = try await Store.open(
      configuration, pseudonymKey: secrets.pseudonymKey, requiresStandby: settings.requiresStandby, logger: logger)
    secrets.login?.settle()
    let limits = try PluginHostLimits.standard.fittingContainer()
    if limits.workers < PluginHostLimits.standard.workers {
      logger.warning(
        "The container's memory holds fewer reports at once than are usual; give it more to raise this",
        metadata: ["reports": "\(limits.workers)", "usual": "\(PluginHostLimits.standard.workers)"])
    }
    var hosting = settings.hosting
    hosting.limits = limits
    let host = try PluginHost(hosting)
    try await TokenFiles(folder: settings.dataFolder, logger: logger).issueFirst(store.tokens)
    let catalogue = try await host.reload()
    Self.logRefusals(catalogue, logger)
    Self.logTypesetting(host.typesetting, logger)
    var listening = LineServerConfiguration(host: settings.address.host, port: settings.address.port)
    listening.socket = socket
    listening.tls = tls
    listening.proxyPeers = settings.proxyPeers
    listening.limits = settings.limits
    listening.limits.connections = connections
    let figures = RunningFigures(store: store, host: host, connectionsLimit: connections)
    monitoring.bind(figures)
    let server = LineServer(
      configuration: listening,
      router: ServiceMethods.router(
        store: store, host: host, version: Version.text, limits: { figures.limits }, figures: { figures.figures },
        health: monitoring.health, logger: logger),
      logger: logger)
    figures.bind(server)
    reload.bind(figures)
    let port = try await server.start()
    logger.info(
      "Listening",
      metadata: [
        "address": "\(settings.address.host):\(port)", "tls": "\(tls.map { "1.3, until \($0.expires)" } ?? "no")",
        "reports": "\(catalogue.plugins.flatMap(\.reports).map(\.id).joined(separator: " "))",
      ])
    var checks = [HealthCheck.database(store)]
    // Of a database elsewhere nothing lies there; three tokens do.
    if settings.databaseFiles == nil { checks.append(.disk(settings.dataFolder)) }
    if let tls { checks.append(.certificate(tls)) }
    monitoring.health.serve(checks: checks)
    try portFile?.write(port)
    let watch = Task { [logger] in
      await host.watch { Self.log($0, logger) }
    }
    try await gracefulShutdown()
    monitoring.health.drain()
    watch.cancel()
    logger.info("Stopping", metadata: ["graceSeconds": "\(reload.grace.components.seconds)"])
    await server.shutdown(grace: reload.grace)
    await host.shutdown()
    guard await TimeLimit.keeps(Self.closing, { await store.close() }) else {
      return logger.error(
        "Stopped without the database, which does not end what it was doing; what was not acknowledged may be stored",
        metadata: ["seconds": "\(Self.closing.components.seconds)"])
    }
    logger.info("Stopped")
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

  private static func logTypesetting(_ finding: TypesettingFinding, _ logger: Logger) {
    if finding.missing.isEmpty {
      logger.info("PDF can be written", metadata: ["typst": "\(finding.typst ?? "")"])
    } else {
      logger.warning("PDF cannot be written; all other media can", metadata: ["missing": "\(finding.log)"])
    }
  }

  private static func logRefusals(_ catalogue: PluginCatalogue, _ logger: Logger) {
    for refusal in catalogue.refused {
      logger.error("A plugin was refused", metadata: ["path": "\(refusal.path)", "why": "\(refusal.why)"])
    }
  }
}
