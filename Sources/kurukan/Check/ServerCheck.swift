import Glibc
import LineRPC
import RecordStore
import Settings

/// Examines all that a server needs, as the user that it would run as.
struct ServerCheck: Sendable {
  private let settings: ServerSettings
  /// What was found while this process could still be root.
  private let prepared: [CheckFinding]
  /// Whether root would give the data folder to the server's user first.
  private let handsOver: Bool
  private let connectionString: String?
  private let key: PseudonymKey?

  /// Does what has to come before the first thread: root reads the secrets, and becomes the server's user.
  init(preparing settings: ServerSettings) {
    self.settings = settings
    var findings = [CheckFinding.ok("settings", "\(settings.values.settings.count) settings are sound")]
    handsOver = geteuid() == 0
    func reading<Value>(_ subject: String, _ read: () throws -> Value?) -> Value? {
      do { return try read() } catch {
        findings.append(.fault(subject, error))
        return nil
      }
    }
    connectionString = reading("database") { try settings.databaseFiles?.connectionString() }
    key = reading("key") { try settings.pseudonymKeyFile.map(ServerSecrets.key) }
    findings += TLSCheck.findings(settings)
    findings += SecretFileCheck.findings(settings)
    do {
      let account = try ServerAccount.toBecome(settings.user)
      try account?.become()
      findings.append(.ok("user", "the server runs as \(FileAccess.user())"))
    } catch {
      findings.append(.fault("user", error))
    }
    prepared = findings
  }

  func findings() async -> [CheckFinding] {
    // As root nothing more would tell what the server may.
    guard geteuid() != 0 else { return prepared }
    var findings = prepared
    findings += FolderCheck(settings: settings, handsOver: handsOver).findings()
    findings.append(DescriptorCheck.finding(settings.limits.connections))
    findings += await PluginCheck(settings: settings).findings()
    if settings.databaseFiles == nil {
      findings.append(OwnDatabaseCheck.finding(settings.dataFolder))
      findings += DiskCheck.findings(settings.dataFolder)
    } else if let connectionString {
      findings += await DatabaseCheck(
        connectionString: connectionString, key: key, requiresStandby: settings.requiresStandby
      ).findings()
    }
    return findings
  }
}
