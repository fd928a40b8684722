import Logging
public import Postgres

/// How far a database's schema is, as a program finds it that changes nothing.
public struct SchemaState: Sendable, Equatable {
  /// The version of the program.
  public let wanted: Int
  /// The version of the database; 0 where it is empty.
  public let found: Int
  /// The steps that a start of the server would take, by their names.
  public let missing: [String]

  /// Looks at the schema. Throws ``SchemaFault`` if it is none that this program can use or bring up to date, and
  /// `DatabaseError`.
  public static func examine(_ connection: Connection, schema: StoreSchema = .standard) async throws -> SchemaState {
    let wanted = schema.migrations.last?.version ?? 0
    let table = try await connection.query("SELECT to_regclass('schema_migration') IS NOT NULL")
    guard try table.first?.value(at: 0, as: Bool.self) == true else {
      return SchemaState(wanted: wanted, found: 0, missing: schema.migrations.map(\.name))
    }
    let applied = try await Migrator(connection: connection, logger: .silent, migrations: schema.migrations)
      .appliedVersions()
    let missing = schema.migrations.filter { applied[$0.version] == nil }.map(\.name)
    if missing.isEmpty { try await SchemaCheck(connection: connection, kinds: schema.kinds).run() }
    return SchemaState(wanted: wanted, found: applied.keys.max() ?? 0, missing: missing)
  }

  /// Whether records of the database were made with a key, and whether with this one; nil where none has codes.
  public func isMadeWith(_ key: PseudonymKey?, _ connection: Connection) async throws -> Bool? {
    let table = try await connection.query("SELECT to_regclass('pseudonym_key') IS NOT NULL")
    guard try table.first?.value(at: 0, as: Bool.self) == true else { return nil }
    let kept = try await connection.query("SELECT fingerprint FROM pseudonym_key").rows
    guard !kept.isEmpty else { return nil }
    return try kept.contains { try $0.decode([UInt8].self) == key?.fingerprint }
  }
}

extension Logger {
  fileprivate static let silent = Logger(label: "kurukan") { _ in SwiftLogNoOpLogHandler() }
}
