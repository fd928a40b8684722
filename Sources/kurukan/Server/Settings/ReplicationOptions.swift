import ArgumentParser
import Settings

/// What a server asks of a database that is kept in several places.
struct ReplicationOptions: SettingOptions {
  static let requireSyncStandby = Setting(
    "requireSyncStandby", .flag, standard: "false",
    "Acknowledges a record only once a synchronous standby of PostgreSQL has it, too. While synchronous_standby_names is"
      + " empty, or where a wait for the standby is cancelled, submissions are answered UNAVAILABLE with STANDBY_MISSING,"
      + " to be sent again; a record that is stored already is not stored twice. Needs --database-file. With Patroni, set"
      + " synchronous_mode and synchronous_mode_strict.")

  static let settings = [requireSyncStandby]

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Self.requireSyncStandby.help)) var requireSyncStandby: Bool?

  func flags(_ faults: inout [SettingFault]) -> [FlagValue?] {
    [FlagValue(Self.requireSyncStandby, requireSyncStandby)]
  }

  /// Whether a standby is required; the server's own PostgreSQL has none.
  static func requiresStandby(_ values: SettingValues, _ faults: inout [SettingFault]) -> Bool {
    let isRequired = values.isOn(requireSyncStandby)
    if isRequired, values.text(DatabaseOptions.file) == nil {
      faults.append(
        values.fault(requireSyncStandby, "needs --database-file; the server's own PostgreSQL has no standby."))
    }
    return isRequired
  }
}
