import Logging
import Postgres
import Synchronization

/// How a server reaches its database: what stands in the files of the connection string and the password.
///
/// Both are read anew when the database refuses the password, and when SIGHUP comes; whatever connects after that uses what
/// was read.
final class DatabaseLogin: Sendable {
  /// The files.
  struct Files: Sendable, Equatable {
    let connection: String
    let password: String?

    var paths: [String] { [connection] + (password.map { [$0] } ?? []) }

    /// The connection string that is in them. Throws what keeps them from being read, with the remedy.
    func connectionString() throws -> String {
      var text = try SecretFile.line(of: connection)
      if let password {
        let secret = try SecretFile.line(of: password)
        text += " password='\(secret.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined())'"
      }
      return text
    }
  }

  private let state: Mutex<(files: Files, text: String)>

  init(_ files: Files) throws { state = Mutex((files, try files.connectionString())) }

  var files: Files { state.withLock { $0.files } }

  var connectionString: String { state.withLock { $0.text } }

  /// Uses what was read from these files from now on.
  func adopt(_ files: Files, _ text: String) { state.withLock { $0 = (files, text) } }

  /// Reads the files anew since the database has refused what stood in them; nil where they hold nothing else.
  func renewed(after refused: String, _ logger: Logger) -> String? {
    let files = files
    let text: String
    do {
      text = try files.connectionString()
    } catch {
      let why = (error as? CommandFailure)?.text ?? "\(error)"
      logger.warning(
        "The database refuses the login, and its files cannot be read anew; let the server's user read them",
        metadata: ["why": "\(why)"])
      let current = connectionString
      return current == refused ? nil : current
    }
    guard text != refused else { return nil }
    adopt(files, text)
    logger.notice("The database refused the login; its files were read anew")
    return text
  }

  /// How to connect, from now on.
  func configuration(_ logger: Logger) -> ConnectionConfiguration {
    var configuration = ConnectionConfiguration.ofServer("", logger)
    configuration.connectionString = { [self] in connectionString }
    configuration.renewedConnectionString = { [self] in renewed(after: $0, logger) }
    return configuration
  }
}

extension ConnectionConfiguration {
  /// A server's connections to a database.
  static func ofServer(_ connectionString: String, _ logger: Logger) -> ConnectionConfiguration {
    ConnectionConfiguration(connectionString, applicationName: "kurukan/\(Version.text)") {
      logger.debug("PostgreSQL: \($0.severity) \($0.sqlstate) \($0.message)")
    }
  }
}
