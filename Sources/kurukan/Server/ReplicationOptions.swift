import ArgumentParser

/// What `kurukan serve` asks of a database that is kept in several places.
struct ReplicationOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Acknowledges a record only once a synchronous standby of PostgreSQL has it, too.",
      discussion: """
        While synchronous_standby_names is empty, or where a wait for the standby is cancelled, submissions are answered \
        UNAVAILABLE with STANDBY_MISSING, to be sent again; a record that is stored already is not stored twice. \
        Needs --database-file. With Patroni, set synchronous_mode and synchronous_mode_strict.
        """))
  var requireSyncStandby = false

  /// Whether a standby is required; the server's own PostgreSQL has none.
  func requiresStandby(databaseFile: String?, _ faults: inout [String]) -> Bool {
    if requireSyncStandby, databaseFile == nil {
      faults.append("--require-sync-standby: needs --database-file; the server's own PostgreSQL has no standby.")
    }
    return requireSyncStandby
  }
}
