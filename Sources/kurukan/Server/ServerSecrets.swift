import RecordStore
import Settings

/// What perhaps only the user who starts a server may read: read before the server becomes another user.
struct ServerSecrets: Sendable {
  /// The database, unless the server keeps one of its own.
  let login: DatabaseLogin?
  let pseudonymKey: PseudonymKey?

  init(_ settings: ServerSettings) throws {
    pseudonymKey = try settings.pseudonymKeyFile.map(Self.key)
    login = try settings.databaseFiles.map(DatabaseLogin.init)
  }

  static func key(_ path: String) throws -> PseudonymKey {
    guard
      let key = PseudonymKey(hexadecimal: try SecretFile.line(of: path, named: DatabaseOptions.pseudonymKeyFile.flag))
    else {
      throw CommandFailure(
        "--pseudonym-key-file: \(path) must hold \(PseudonymKey.bytes * 2) hexadecimal digits, as "
          + "openssl rand -hex \(PseudonymKey.bytes) writes them.")
    }
    return key
  }
}
