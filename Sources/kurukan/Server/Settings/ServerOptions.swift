import ArgumentParser
import Settings

/// Every flag of a server: what `serve`, `check` and `config` take.
struct ServerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file with settings, as one JSON object. Environment: \(Self.fileVariable).",
      discussion: "Flags go before environment variables, those before the file. kurukan config lists all settings."))
  var configuration: String?

  @OptionGroup(title: "Server") var process: ProcessOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup(title: "Connections") var transport: TransportOptions
  @OptionGroup(title: "Replication") var replication: ReplicationOptions
  @OptionGroup(title: "Monitoring") var monitoring: AdminOptions

  /// The variable that names the file. It is no setting: a file cannot name itself.
  static let fileVariable = "KURUKAN_CONFIGURATION"

  private var groups: [any SettingOptions] { [process, database, reports, transport, replication, monitoring] }

  /// Every setting of a server.
  static let settings =
    ProcessOptions.settings + DatabaseOptions.settings + ReportOptions.settings + TransportOptions.settings
    + ReplicationOptions.settings + AdminOptions.settings

  /// What stands on the command line; what is wrong is gathered.
  func flags(_ faults: inout [SettingFault]) -> [FlagValue] { groups.flatMap { $0.flags(&faults) }.compactMap { $0 } }
}
