import Glibc
import Postgres

/// A database, as this program and PostgreSQL's own programs reach it.
public struct DatabaseAddress: Sendable {
  /// For this program, with the password.
  let configuration: ConnectionConfiguration
  /// For another one's arguments, without it.
  let argument: String
  private let password: String?
  private let needsWritable: Bool

  /// A database by its connection string; the password may stand in it or apart.
  ///
  /// Throws ``BackupFault`` if the string is none.
  public init(_ connectionString: String, password: String? = nil, applicationName: String) throws(BackupFault) {
    let parts: ConnectionString
    do throws(DatabaseError) { parts = try ConnectionString(connectionString) } catch {
      throw BackupFault(error.message)
    }
    // PostgreSQL's programs can be given it in no way but in their arguments.
    guard !parts.keywords.contains("sslpassword") else {
      throw BackupFault("The connection string holds sslpassword, a passphrase of a key: use a key without one.")
    }
    self.password = password ?? parts.password
    argument = parts.withoutPassword
    needsWritable = !parts.keywords.contains("target_session_attrs")
    var configuration = ConnectionConfiguration(parts.with(password: password), applicationName: applicationName)
    // The connection that holds the snapshot waits for the dump as long as that takes.
    for name in ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"] {
      configuration.settings.append((name, "0"))
    }
    self.configuration = configuration
  }

  /// What libpq reads from the environment, here and there alike.
  private static let passedOn =
    ["HOME"]
    + [
      "HOST", "HOSTADDR", "PORT", "DATABASE", "USER", "PASSFILE", "PASSWORD", "SERVICE", "SERVICEFILE", "SYSCONFDIR",
      "SSLMODE", "SSLROOTCERT", "SSLCERT", "SSLKEY", "SSLCRL", "SSLCRLDIR", "SSLSNI", "SSLMINPROTOCOLVERSION",
      "SSLMAXPROTOCOLVERSION", "REQUIREPEER", "CHANNELBINDING", "GSSENCMODE", "KRBSRVNAME", "CONNECT_TIMEOUT",
      "TARGETSESSIONATTRS",
    ].map { "PG" + $0 }

  func connect() async throws(BackupFault) -> Connection {
    do throws(DatabaseError) {
      return try await Connection.connect(configuration)
    } catch {
      throw BackupFault("The database cannot be reached: \(error.message)")
    }
  }

  /// What a program of PostgreSQL's finds in its environment: what this one has of it, and the password, which only the
  /// same user and root can read there.
  var environment: [String] {
    var values = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"]
    if needsWritable { values["PGTARGETSESSIONATTRS"] = "read-write" }
    for name in Self.passedOn {
      if let value = getenv(name) { values[name] = String(cString: value) }
    }
    if let password { values["PGPASSWORD"] = password }
    return values.map { "\($0.key)=\($0.value)" }
  }
}
