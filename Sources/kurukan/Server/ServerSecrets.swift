import Glibc
import RecordStore

/// What perhaps only the user who starts a server may read: read once, before the server becomes another user.
struct ServerSecrets: Sendable {
  /// More than any of these files has.
  private static let limit = 16_384

  /// The database, unless the server keeps one of its own.
  let connectionString: String?
  let pseudonymKey: PseudonymKey?

  init(_ settings: ServerSettings) throws {
    pseudonymKey = try settings.pseudonymKeyFile.map(Self.key)
    guard let file = settings.databaseFile else {
      connectionString = nil
      return
    }
    var text = try Self.line(of: file)
    if let passwordFile = settings.databasePasswordFile {
      let password = try Self.line(of: passwordFile)
      text += " password='\(password.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined())'"
    }
    connectionString = text
  }

  static func key(_ path: String) throws -> PseudonymKey {
    guard let key = PseudonymKey(hexadecimal: try line(of: path)) else {
      throw CommandFailure(
        "--pseudonym-key-file: \(path) must hold \(PseudonymKey.bytes * 2) hexadecimal digits, as "
          + "openssl rand -hex \(PseudonymKey.bytes) writes them.")
    }
    return key
  }

  private static func line(of path: String) throws -> String {
    try FileAccess.check(path, .secret)
    let text = String(decoding: try FileBytes.read(path, limit: limit), as: UTF8.self)
    return String(text.prefix { !$0.isNewline })
  }
}
