import Logging
import Postgres
import Settings
import Synchronization

/// How a server reaches its database: what stands in the files of the connection string and the password.
///
/// Both are read anew when the database refuses the login, and when SIGHUP comes; whatever connects after that uses what
/// was read. To which database they lead is settled once the server has opened it: of one server no part may ever use
/// another one than the rest.
final class DatabaseLogin: Sendable {
  /// The files.
  struct Files: Sendable, Equatable {
    let connection: String
    let password: String?

    var paths: [String] { [connection] + (password.map { [$0] } ?? []) }

    /// The connection string that is in them. Throws what keeps them from being read or used, with the remedy.
    func connectionString() throws -> String {
      let flag = DatabaseOptions.file.flag
      let line = try SecretFile.line(of: connection, named: flag)
      let parts: ConnectionString
      do throws(DatabaseError) {
        parts = try ConnectionString(line)
      } catch {
        throw CommandFailure("\(flag): \(connection): \(error.message)")
      }
      guard !parts.keywords.isEmpty else {
        throw CommandFailure("\(flag): \(connection) holds no connection string; write host=… dbname=… user=… into it.")
      }
      return parts.with(
        password: try password.map { try SecretFile.line(of: $0, named: DatabaseOptions.passwordFile.flag) })
    }
  }

  private struct State {
    var files: Files
    var text: String
    var isSettled = false
  }

  private let state: Mutex<State>

  init(_ files: Files) throws { state = Mutex(State(files: files, text: try files.connectionString())) }

  var files: Files { state.withLock { $0.files } }

  var connectionString: String { state.withLock { $0.text } }

  /// The database is in use: from now on nothing leads to another one.
  func settle() { state.withLock { $0.isSettled = true } }

  /// Uses what was read from these files from now on; false where it leads to another database than the one in use, and is
  /// left alone.
  func adopt(_ files: Files, _ text: String) -> Bool {
    state.withLock { state in
      guard !state.isSettled || Self.leadToTheSame(state.text, text) else { return false }
      (state.files, state.text) = (files, text)
      return true
    }
  }

  private static func leadToTheSame(_ first: String, _ second: String) -> Bool {
    guard let first = try? ConnectionString(first), let second = try? ConnectionString(second) else { return false }
    return first.leadsWhere(second)
  }

  /// Reads the files anew since the database has refused what stood in them; nil where they hold nothing else that can be
  /// used.
  func renewed(after refused: String, _ logger: Logger) -> String? {
    do {
      let files = files
      let text = try files.connectionString()
      if text != refused {
        guard adopt(files, text) else { throw CommandFailure("They name another database, which needs a restart.") }
        logger.notice("The database refused the login; its files were read anew")
      }
    } catch {
      logger.warning(
        "The database refuses the login, and its files cannot be used anew; mend them and let the server's user read them",
        metadata: ["why": "\(CommandFailure.text(of: error))"])
    }
    let current = connectionString
    return current == refused ? nil : current
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
