import Glibc
import Postgres
import RecordStore

/// The database that a server is given: its reach, version, role, encoding, clock, schema and pseudonym key.
struct DatabaseCheck {
  /// What the tests run with; what comes before was not tried.
  static let oldestVersion = 15
  /// Seconds by which two clocks may differ: tokens end and reports are dated by both.
  static let clockSeconds = 5.0

  let connectionString: String
  let key: PseudonymKey?
  var requiresStandby = false

  func findings() async -> [CheckFinding] {
    let configuration = ConnectionConfiguration(connectionString, applicationName: "kurukan check/\(Version.text)")
    let connection: Connection
    do throws(DatabaseError) {
      connection = try await Connection.connect(configuration)
    } catch {
      return [refusal(error)]
    }
    var findings: [CheckFinding] = []
    do {
      findings += try await server(connection)
      findings += try await schema(connection)
    } catch {
      findings.append(.fault("database", error))
    }
    await connection.close()
    return findings
  }

  private func refusal(_ error: DatabaseError) -> CheckFinding {
    let refusal = DatabaseRefusal(error)
    return .fault("database", refusal.message + ".", remedy: refusal.remedy)
  }

  private func server(_ connection: Connection) async throws -> [CheckFinding] {
    let before = Self.now()
    let result = try await connection.query(
      """
      SELECT current_setting('server_version_num')::int, current_user::text, current_database()::text,
        current_setting('server_encoding'), (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
        has_schema_privilege(current_schema(), 'CREATE'), current_setting('transaction_read_only') = 'on',
        extract(epoch FROM clock_timestamp())::float8, current_setting('synchronous_standby_names') <> ''
      """)
    let after = Self.now()
    guard let row = result.first else { throw DatabaseError(.protocolViolation, "The database answered nothing.") }
    let role = try row.value(at: 1, as: String.self)
    let database = try row.value(at: 2, as: String.self)
    return [
      Self.version(try row.value(at: 0, as: Int.self), role, database),
      try rights(role, database, isSuper: row.value(at: 4), mayCreate: row.value(at: 5), isReadOnly: row.value(at: 6)),
      Self.encoding(try row.value(at: 3, as: String.self), database),
      Self.clock(try row.value(at: 7, as: Double.self), between: before, after),
    ] + standby(isNamed: try row.value(at: 8, as: Bool.self))
  }

  private func standby(isNamed: Bool) -> [CheckFinding] {
    guard requiresStandby else { return [] }
    guard isNamed else {
      return [
        .fault(
          "standby",
          "--require-sync-standby is set, and synchronous_standby_names is empty: nothing would be acknowledged.",
          remedy: "Have PostgreSQL name a standby, as Patroni does with synchronous_mode_strict.")
      ]
    }
    return [.ok("standby", "a synchronous one is named")]
  }

  static func version(_ number: Int, _ role: String, _ database: String) -> CheckFinding {
    let version = "\(number / 10_000).\(number % 10_000)"
    guard number / 10_000 >= oldestVersion else {
      return .warning(
        "database", "PostgreSQL \(version) is older than any that was tried.",
        remedy: "Upgrade it to \(oldestVersion) or later.")
    }
    return .ok("database", "PostgreSQL \(version) takes connections to \(database) as \(role)")
  }

  private func rights(
    _ role: String, _ database: String, isSuper: Bool, mayCreate: Bool?, isReadOnly: Bool
  ) -> CheckFinding {
    if isReadOnly {
      return .fault(
        "role", "transactions of \(role) in \(database) are read-only.",
        remedy: "ALTER ROLE \(role) RESET default_transaction_read_only; and the same of the database.")
    }
    guard mayCreate == true else {
      return .fault(
        "role", "\(role) may make no tables in \(database).",
        remedy: "Let it own the database: ALTER DATABASE \(database) OWNER TO \(role); and its schema public likewise.")
    }
    guard !isSuper else {
      return .warning(
        "role", "\(role) is a superuser, which the server need not be.",
        remedy: "Give it a role that owns its database and nothing else (deploy/database/create.sql).")
    }
    return .ok("role", "\(role) may read and write, and make tables")
  }

  static func encoding(_ encoding: String, _ database: String) -> CheckFinding {
    guard encoding == "UTF8" else {
      return .fault(
        "encoding", "\(database) is encoded as \(encoding), which cannot hold all texts.",
        remedy: "Make a new one: createdb --encoding=UTF8 --locale=C --template=template0.")
    }
    return .ok("encoding", "UTF8")
  }

  /// The database's clock was read between two readings of this machine's.
  static func clock(_ database: Double, between before: Double, _ after: Double) -> CheckFinding {
    let difference = max(before - database, database - after, 0)
    guard difference <= clockSeconds else {
      return .warning(
        "clock", "the database's clock and this machine's are \(Int(difference.rounded())) s apart.",
        remedy: "Set both by NTP, as systemd-timesyncd or chrony do.")
    }
    return .ok("clock", "the same as the database's, within \(Int(clockSeconds)) s")
  }

  private func schema(_ connection: Connection) async throws -> [CheckFinding] {
    do {
      let state = try await SchemaState.examine(connection)
      return [Self.schema(state), try await pseudonyms(state, connection)]
    } catch let fault as SchemaFault {
      return [.fault("schema", fault)]
    }
  }

  static func schema(_ state: SchemaState) -> CheckFinding {
    if state.found == 0 { return .ok("schema", "the database is empty; a start brings it to version \(state.wanted)") }
    guard !state.missing.isEmpty else { return .ok("schema", "version \(state.found), which is this program's") }
    return .warning(
      "schema",
      "version \(state.found); a start brings it to \(state.wanted): \(state.missing.joined(separator: ", ")).",
      remedy: "Back it up before, and end servers of the earlier version: nothing brings it back.")
  }

  private func pseudonyms(_ state: SchemaState, _ connection: Connection) async throws -> CheckFinding {
    switch (try await state.isMadeWith(key, connection), key == nil) {
    case (nil, true), (true, true): .ok("key", "none; records with codes of persons are refused")
    case (nil, false): .ok("key", "is sound, and the database has none yet")
    case (true, false): .ok("key", "is the one of the database's records")
    case (false, true):
      .warning(
        "key", "the database's records were made with a key, and none is named; new ones with codes are refused.",
        remedy: "Name it with --pseudonym-key-file.")
    case (false, false): .fault("key", PseudonymKeyFault())
    }
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
