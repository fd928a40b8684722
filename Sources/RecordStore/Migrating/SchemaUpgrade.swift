import Logging
public import Postgres

/// The schema of a database that no server uses just now, for whoever saves or restores one.
public enum SchemaUpgrade {
  /// The version that this program brings a database to.
  public static var latest: Int { StoreSchema.standard.migrations.last?.version ?? 0 }

  /// A database's version; nil if it holds no schema of this program's at all.
  public static func version(on connection: isolated Connection) async throws(DatabaseError) -> Int? {
    let found = try await connection.query("SELECT to_regclass('schema_migration') IS NOT NULL").first
    guard try found?.value(at: 0, as: Bool.self) == true else { return nil }
    return try await connection.query("SELECT max(version) FROM schema_migration").first?.value(at: 0, as: Int?.self)
  }

  /// Brings a database to ``latest``, as a server does at its start.
  ///
  /// - Throws: `DatabaseError`, or ``SchemaFault`` with the remedy.
  public static func run(on connection: Connection) async throws {
    let schema = StoreSchema.standard
    let silent = Logger(label: "kurukan") { _ in SwiftLogNoOpLogHandler() }
    try await Migrator(connection: connection, logger: silent, migrations: schema.migrations).migrate()
    try await SchemaCheck(connection: connection, kinds: schema.kinds).run()
  }
}
