public import Postgres
import Records

/// Looks whether a database can do the store's work now: not only whether it answers, but whether it has this program's
/// tables, takes what is written, and has the standby that may be required.
struct StoreCondition: Sendable {
  /// How long the database has to answer.
  static let patience: Duration = .seconds(3)

  /// One of its own: while calls keep all others busy, the database is well.
  private let pool: ConnectionPool
  private let intake: Intake
  private let standby: StandbyConfirmation
  private let tables: [String]
  private let schemaVersion: Int

  init(pool: ConnectionPool, intake: Intake, standby: StandbyConfirmation, schema: StoreSchema) {
    self.pool = pool
    self.intake = intake
    self.standby = standby
    tables = schema.kinds.kinds.flatMap { [$0.name, $0.name + "_history"] + $0.parts.map(\.name) }
    schemaVersion = schema.migrations.last?.version ?? 0
  }

  /// What keeps the store from its work; nil if nothing does.
  func impediment() async -> DatabaseImpediment? {
    let found = await look()
    // The connection may have ended unnoticed since it was used last; the next one is made anew.
    return found.endedConnection ? await look().impediment : found.impediment
  }

  private func look() async -> (impediment: DatabaseImpediment?, endedConnection: Bool) {
    do {
      return (try await find(), false)
    } catch {
      return (
        error.impediment ?? .unreachable,
        error.isConnection && error.kind != .connectFailed && error.kind != .unavailable
      )
    }
  }

  private func find() async throws(DatabaseError) -> DatabaseImpediment? {
    do {
      let answer = try await pool.query(
        """
        SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean,
          (SELECT max(version) FROM schema_migration) IS DISTINCT FROM \(schemaVersion)
            OR EXISTS (SELECT FROM unnest(\(Parameter.textArray(tables))) AS t(name) WHERE to_regclass(t.name) IS NULL),
          current_setting('synchronous_standby_names') <> ''
        """, deadline: .now + Self.patience)
      guard let row = answer.first else { return .filesDamaged }
      let (isReadOnly, lacksTables, hasStandby) = try row.decode((Bool, Bool, Bool).self)
      if isReadOnly { return .readOnly }
      if lacksTables { return .schemaIncomplete }
      if standby.isRequired, !hasStandby { return .standbyMissing }
      guard let refused = intake.impediment else { return nil }
      // Nothing may be sent to a server that says it is not ready; so it tries for itself whether it would be stored now.
      try await pool.transaction(deadline: .now + Self.patience) { try await $0.execute(script: Self.probe) }
      intake.mended(refused)
      return nil
    } catch {
      throw error as? DatabaseError ?? DatabaseError(.usage, "\(error)")
    }
  }

  /// Writes a megabyte that the transaction's end takes away, so that files must grow as they do for records.
  private static let probe =
    "CREATE TEMPORARY TABLE kurukan_probe ON COMMIT DROP AS SELECT n, n AS m FROM generate_series(1, 30000) AS n"
}

extension Store {
  /// What keeps the store from its work now, as far as can be seen within seconds; nil if nothing does.
  public func impediment() async -> DatabaseImpediment? { await condition.impediment() }
}
