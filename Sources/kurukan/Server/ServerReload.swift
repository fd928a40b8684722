import LineRPCTLS
import Logging
import Settings
import Synchronization

/// What SIGHUP brings into force: all of it, or nothing where anything is wrong.
final class ServerReload: Sendable {
  private let tls: ServerTLS?
  private let login: DatabaseLogin?
  private let log: ServerLog
  private let state: Mutex<(settings: ServerSettings, figures: RunningFigures?)>
  /// The settings as the server was started with them: what needs a restart stays as it was then.
  private let started: SettingValues

  init(_ settings: ServerSettings, tls: ServerTLS?, login: DatabaseLogin?, _ log: ServerLog) {
    self.tls = tls
    self.login = login
    self.log = log
    started = settings.values
    state = Mutex((settings, nil))
  }

  /// How long open calls have when the server stops.
  var grace: Duration { state.withLock { $0.settings.grace } }

  /// The server whose limits are to change, from now on.
  func bind(_ figures: RunningFigures) {
    // They may have changed before there was a server.
    figures.adopt(
      state.withLock { state in
        state.figures = figures
        return state.settings.limits
      })
  }

  /// Reads settings and files anew, and uses them if all of them can be.
  func run() {
    let sources = state.withLock { $0.settings.sources }
    do {
      let settings = try ServerSettings(sources)
      let certificate = tls == nil ? nil : try settings.tls?.read()
      let text = login == nil ? nil : try settings.databaseFiles?.connectionString()
      apply(settings, certificate, text)
    } catch let faults as SettingFaults {
      for fault in faults.faults { refuse("\(fault)") }
    } catch {
      refuse(CommandFailure.text(of: error))
    }
  }

  private func apply(_ settings: ServerSettings, _ certificate: ServerTLS.Reading?, _ text: String?) {
    if let certificate { tls?.adopt(certificate) }
    var leadsElsewhere = false
    if let text, let files = settings.databaseFiles, let login { leadsElsewhere = !login.adopt(files, text) }
    log.level = settings.logLevel
    let old = state.withLock { state in
      defer { state.settings = settings }
      state.figures?.adopt(settings.limits)
      return state.settings.values
    }
    func isInForce(_ setting: Setting) -> Bool {
      isReloadable(setting, settings) && !(leadsElsewhere && Self.isOfLogin(setting))
    }
    let applied = settings.values.changed(from: old).filter(isInForce).map(\.name)
    var waiting = settings.values.changed(from: started).filter { !isInForce($0) }.map(\.name)
    // The file's name may be the old one.
    if leadsElsewhere, !waiting.contains(DatabaseOptions.file.name) { waiting.append(DatabaseOptions.file.name) }
    var metadata: Logger.Metadata = ["changed": "\(applied.joined(separator: " "))"]
    if let tls { metadata["certificate"] = "until \(tls.expires)" }
    log.logger.notice("The settings and their files were read anew", metadata: metadata)
    guard !waiting.isEmpty else { return }
    log.logger.warning(
      "Settings have changed that need a restart",
      metadata: ["settings": "\(waiting.joined(separator: " "))"])
  }

  private static func isOfLogin(_ setting: Setting) -> Bool {
    [DatabaseOptions.file.name, DatabaseOptions.passwordFile.name].contains(setting.name)
  }

  /// Whether a server speaks TLS, and whether its database is its own, is settled at its start.
  private func isReloadable(_ setting: Setting, _ settings: ServerSettings) -> Bool {
    if setting.name.hasPrefix("tls") { return tls != nil && settings.tls != nil }
    if Self.isOfLogin(setting) { return login != nil && settings.databaseFiles != nil }
    return setting.isReloadable
  }

  private func refuse(_ why: String) {
    log.logger.error("The settings cannot be read anew; everything stays as it was", metadata: ["why": "\(why)"])
  }
}
