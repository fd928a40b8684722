import Glibc
public import Postgres

/// Databases of their own for tests, on the server that `Tests/with-postgres.sh` starts.
public enum TestDatabase {
  /// The environment variable that names the server.
  public static let variable = "KURUKAN_TEST_DATABASE"

  private static let turns = Turns(24)

  /// Runs the closure with the connection string of a new database, and drops that afterwards.
  ///
  /// A `template` is copied as it stands, which is quicker than migrating each time; nobody may be connected
  /// to it meanwhile.
  public nonisolated(nonsending) static func withFresh<Value>(
    template: String = "template1",
    _ body: nonisolated(nonsending) (_ connectionString: String) async throws -> Value
  ) async throws -> Value {
    let server = try serverConnectionString()
    await turns.take()
    let result: Result<Value, any Error>
    do {
      result = .success(try await withFresh(on: server, template, body))
    } catch {
      result = .failure(error)
    }
    await turns.giveBack()
    return try result.get()
  }

  private nonisolated(nonsending) static func withFresh<Value>(
    on server: String, _ template: String,
    _ body: nonisolated(nonsending) (_ connectionString: String) async throws -> Value
  ) async throws -> Value {
    let name = "test_\(getpid())_\(UInt64.random(in: 0...UInt64.max))"
    try await administer(server, "CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: template)")
    let result: Result<Value, any Error>
    do {
      result = .success(try await body("\(server) dbname='\(name)'"))
    } catch {
      result = .failure(error)
    }
    try await administer(server, "DROP DATABASE IF EXISTS \(identifier: name) WITH (FORCE)")
    return try result.get()
  }

  /// Runs the closure with a connection to a new database.
  public nonisolated(nonsending) static func withConnection<Value: Sendable>(
    _ body: nonisolated(nonsending) (Connection) async throws -> Value
  ) async throws -> Value {
    try await withFresh { connectionString in
      let connection = try await Connection.connect(ConnectionConfiguration(connectionString))
      let result: Result<Value, any Error>
      do {
        result = .success(try await body(connection))
      } catch {
        result = .failure(error)
      }
      await connection.close()
      return try result.get()
    }
  }

  /// The connection string of the server itself; throws with the remedy when there is none.
  public static func serverConnectionString() throws -> String {
    guard let value = getenv(variable), let text = String(validatingCString: value), !text.isEmpty else {
      throw MissingServer()
    }
    return text
  }

  private static func administer(_ server: String, _ statement: SQL) async throws {
    // Not the task's own cancellation, or a cancelled test would leave its database behind.
    try await Task {
      let connection = try await Connection.connect(ConnectionConfiguration(server))
      try await connection.query(statement)
      await connection.close()
    }.value
  }

  /// There is no server for tests.
  public struct MissingServer: Error, CustomStringConvertible {
    /// What to do.
    public var description: String {
      "\(variable) is not set: run the tests by Tests/with-postgres.sh swift test"
    }
  }
}
