import Logging
import Postgres

/// Why the database's schema does not fit this program.
public struct SchemaFault: Error, Sendable, CustomStringConvertible {
  /// One sentence, with the remedy.
  public let description: String
}

/// Brings the schema to this program's version: forward only, checksummed, one server at a time.
struct Migrator {
  let connection: Connection
  let logger: Logger
  let migrations: [Migration]

  /// Names the advisory lock, so that servers starting together take turns.
  static let lock: Int64 = 0x6b75_7275_6b61_6e01

  /// The pause between two tries to take the lock.
  static let lockPause: Duration = .milliseconds(20)

  /// The pause between two tries of a step, in which those go on who waited behind it.
  static let stepPause: Duration = .milliseconds(200)

  /// How long a server waits for another one's migration, and a migration for a table that somebody uses, in all.
  var lockTimeoutMilliseconds = 60_000

  /// How long one try of a step waits for a table. Whoever uses the table later waits behind it, and whoever uses the
  /// tables that it has already: running servers stand still for as long.
  var tryTimeoutMilliseconds = 2_000

  /// Applies what is missing; throws ``SchemaFault`` if what was applied is not what this program knows.
  func migrate() async throws {
    try await takeLock()
    do {
      try await applyMissing()
    } catch {
      // The session's end would free it too; the connection may be used again.
      _ = try? await unlock()
      throw error
    }
    guard try await unlock() else {
      throw SchemaFault(
        description: """
          The migration lock was lost while migrating. Connect to PostgreSQL directly, not through a pooler in \
          transaction mode.
          """)
    }
  }

  /// Asks again and again: a statement that waits is a transaction, and for the end of each of these a step such as
  /// `CREATE INDEX CONCURRENTLY` of the server that has the lock would wait in turn.
  private func takeLock() async throws {
    try await setLockTimeout(lockTimeoutMilliseconds)
    let giveUp = ContinuousClock.now + .milliseconds(lockTimeoutMilliseconds)
    while try await !tryLock() {
      guard ContinuousClock.now < giveUp else {
        throw SchemaFault(
          description: """
            Another server has been migrating this database for more than \(Double(lockTimeoutMilliseconds) / 1_000) s. \
            Wait until it is done, or end it, and start again.
            """)
      }
      try await Task.sleep(for: Self.lockPause)
    }
  }

  private func setLockTimeout(_ milliseconds: Int) async throws {
    try await connection.query("SELECT set_config('lock_timeout', \("\(milliseconds)ms"), false)")
  }

  private func tryLock() async throws -> Bool {
    let row = try await connection.query("SELECT pg_try_advisory_lock(\(Self.lock))").first
    return try row?.value(at: 0, as: Bool.self) ?? false
  }

  private func unlock() async throws -> Bool {
    let row = try await connection.query("SELECT pg_advisory_unlock(\(Self.lock))").first
    return try row?.value(at: 0, as: Bool.self) ?? false
  }

  private func applyMissing() async throws {
    try await connection.execute(
      script: """
        CREATE TABLE IF NOT EXISTS schema_migration (
          version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL,
          applied_at timestamptz NOT NULL DEFAULT now())
        """)
    let applied = try await appliedVersions()
    for migration in migrations where applied[migration.version] == nil {
      logger.info("Migrating", metadata: ["version": "\(migration.version)", "name": "\(migration.name)"])
      let entry = """
        INSERT INTO schema_migration (version, name, checksum)
        VALUES (\(migration.version), '\(migration.name)', '\(migration.checksum)')
        """
      if migration.runsInTransaction {
        // One script is one transaction: the step and its entry come together or not at all.
        try await tryAgain(migration.script + ";\n" + entry)
      } else {
        // Such a step waits for others without keeping anybody waiting, and cut short it leaves half of it behind.
        try await setLockTimeout(lockTimeoutMilliseconds)
        try await connection.execute(script: migration.script)
        try await connection.execute(script: entry)
      }
    }
  }

  /// Runs a step, again and again while tables that it changes are in use.
  private func tryAgain(_ script: String) async throws {
    let patience = min(tryTimeoutMilliseconds, lockTimeoutMilliseconds)
    try await setLockTimeout(patience)
    // Counted, not timed: a step may have worked for long before it met the table.
    var triesLeft = lockTimeoutMilliseconds / patience
    while true {
      do throws(DatabaseError) {
        return try await connection.execute(script: script)
      } catch {
        triesLeft -= 1
        guard error.sqlstate == "55P03", triesLeft > 0 else { throw error }
      }
      try await Task.sleep(for: Self.stepPause)
    }
  }

  func appliedVersions() async throws -> [Int: String] {
    let result = try await connection.query("SELECT version, checksum FROM schema_migration ORDER BY version")
    var applied: [Int: String] = [:]
    for row in result.rows {
      let (version, checksum) = try row.decode((Int, String).self)
      guard let known = migrations.first(where: { $0.version == version }) else {
        throw SchemaFault(
          description: """
            The database has schema version \(version), which this program does not know: it was used by a newer \
            Kurukan. Start that version, or restore a backup.
            """)
      }
      guard known.checksum == checksum else {
        throw SchemaFault(
          description: """
            Schema version \(version) was applied from another text than this program's. The database belongs to \
            a build that was never released; start with an empty one.
            """)
      }
      applied[version] = checksum
    }
    return applied
  }
}
