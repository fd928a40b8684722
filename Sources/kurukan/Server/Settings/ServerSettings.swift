import LineRPC
import LineRPCServer
import Logging
import PluginHost
import Settings

/// The settings of a server, checked all at once.
struct ServerSettings: Sendable {
  let sources: ServerSources
  /// Every value with where it came from.
  let values: SettingValues
  let address: Address
  /// Where probes and scrapers ask; nil for nowhere.
  let adminAddress: Address?
  /// The files that TLS needs; nil for plain lines.
  let tls: TLSFiles?
  let proxyPeers: [AddressRange]
  let limits: LineLimits
  let dataFolder: String
  /// The database that it is given; nil for one of its own.
  let databaseFiles: DatabaseLogin.Files?
  let databaseWait: Duration
  /// Whether a record is acknowledged only once a synchronous standby has it.
  let requiresStandby: Bool
  let pseudonymKeyFile: String?
  let hosting: PluginHostConfiguration
  let user: String?
  let portFile: String?
  let grace: Duration
  let logLevel: Logger.Level

  /// Reads all sources. Throws ``SettingFaults`` with all that is wrong.
  init(_ sources: ServerSources) throws {
    var faults: [SettingFault] = []
    let values = sources.values(&faults)
    self.sources = sources
    self.values = values
    let listen = values.text(ProcessOptions.listen) ?? ""
    let address = Address(listen)
    if address == nil {
      faults.append(values.fault(ProcessOptions.listen, "\"\(listen)\" is no address; write host:port."))
    }
    tls = TransportOptions.tlsFiles(values, &faults)
    if let address, !address.isLoopback, tls == nil, !values.isOn(TransportOptions.insecurePlaintext) {
      let remedy =
        "can be reached from other machines. Give the server a certificate (--tls-certificate, --tls-key), listen on"
        + " 127.0.0.1, or pass --insecure-plaintext."
      faults.append(values.fault(ProcessOptions.listen, "\(address) \(remedy)"))
    }
    proxyPeers = TransportOptions.proxyPeers(values, &faults)
    limits = TransportOptions.lineLimits(values)
    dataFolder = values.text(ProcessOptions.data) ?? ""
    let passwordFile = values.text(DatabaseOptions.passwordFile)
    databaseFiles = values.text(DatabaseOptions.file).map {
      DatabaseLogin.Files(connection: $0, password: passwordFile)
    }
    if passwordFile != nil, databaseFiles == nil {
      faults.append(values.fault(DatabaseOptions.passwordFile, "needs --database-file."))
    }
    databaseWait = .seconds(values.number(DatabaseOptions.wait))
    requiresStandby = ReplicationOptions.requiresStandby(values, &faults)
    adminAddress = AdminOptions.address(values, &faults)
    pseudonymKeyFile = values.text(DatabaseOptions.pseudonymKeyFile)
    hosting = try ReportOptions.hosting(values)
    user = values.text(ProcessOptions.user)
    portFile = values.text(ProcessOptions.portFile)
    grace = .seconds(values.number(ProcessOptions.grace))
    logLevel = values.text(ProcessOptions.logLevel).flatMap(Logger.Level.init(rawValue:)) ?? .info
    guard faults.isEmpty, let address else { throw SettingFaults(faults: faults) }
    self.address = address
  }
}

/// All that is wrong with a server's settings.
struct SettingFaults: Error, CustomStringConvertible {
  let faults: [SettingFault]

  /// One line for each.
  var description: String { faults.map(\.description).joined(separator: "\n") }
}
