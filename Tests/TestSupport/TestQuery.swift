public import Postgres

/// Statements of a test's own.
public enum TestQuery {
  /// Lends a connection to `body`.
  public static func run(_ connectionString: String, _ body: (Connection) async throws -> Void) async throws {
    let connection = try await Connection.connect(ConnectionConfiguration(connectionString))
    do {
      try await body(connection)
    } catch {
      await connection.close()
      throw error
    }
    await connection.close()
  }
}
