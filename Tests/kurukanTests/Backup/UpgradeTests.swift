import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@testable import RecordStore

/// Databases of earlier and later versions, and the program.
@Suite("Upgrades", .serialized)
struct UpgradeTests {
  /// The schema versions of which a database is stored with the tests of the store.
  private static let versions = [1, 3, 4, 8]

  private static let dumps = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../RecordStoreTests/Dumps").standardizedFileURL

  /// A database as an earlier version left it; how many records are in it.
  private static func fill(_ connectionString: String, version: Int) async throws -> Int {
    let script = try String(
      contentsOf: dumps.appendingPathComponent("V000\(version).sql"), encoding: .utf8)
    var records = 0
    try await TestQuery.run(connectionString) { connection in
      let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      try await Migrator(connection: connection, logger: logger, migrations: Array(Migration.all.prefix(version)))
        .migrate()
      try await connection.execute(script: script)
      records =
        try await connection.query("SELECT count(*) FROM engagement").first?.value(at: 0, as: Int.self) ?? 0
    }
    return records
  }

  private static func options(_ connectionString: String, _ folder: TemporaryFolder) throws -> [String] {
    let file = folder.url.appendingPathComponent(UUID().uuidString)
    try Data((connectionString + "\n").utf8).write(to: file)
    return ["--database-file", file.path]
  }

  @Test(
    "A database of an earlier version is saved as it is, restored into this one, and served from where it lies",
    arguments: versions)
  func earlier(version: Int) async throws {
    try await TestDatabase.withFresh { connectionString in
      let folder = try TemporaryFolder()
      let records = try await Self.fill(connectionString, version: version)
      #expect(records > 0)
      let options = try Self.options(connectionString, folder)
      let file = folder.url.appendingPathComponent("before.tar").path
      let saved = try await ProgramRun.kurukan(["backup", file] + options)
      #expect(saved.exitCode == 0 && saved.errors.contains("schema version \(version),"), "\(saved.errors)")
      try await TestDatabase.withFresh { empty in
        let run = try await ProgramRun.kurukan(["restore", file] + Self.options(empty, folder))
        let said = version == 8 ? "The schema is of version 8." : "brought from version \(version) to 8."
        #expect(run.exitCode == 0 && run.errors.contains(said), "\(run.errors)")
        #expect(run.errors.contains("No token holds"), "\(run.errors)")
        try await Self.expectServed(records, empty, folder)
      }
      try await Self.expectServed(records, connectionString, folder)
    }
  }

  /// Reads the records through a server, which brings the database up to date and issues its first tokens.
  private static func expectServed(
    _ records: Int, _ connectionString: String, _ folder: TemporaryFolder
  ) async throws {
    let served = try TemporaryFolder()
    try await RunningServer.with(in: served, options: options(connectionString, folder)) { server in
      let list = try await server.kurukan(
        ["records", "list", "--kind", "engagement"], token: "reviewer.token")
      #expect(list.exitCode == 0, "\(list.errors)")
      #expect(list.output.split(separator: "\n").count == records, "\(list.output)")
    }
  }

  @Test("A server that meets a newer schema ends with one line that says what to do") func later() async throws {
    try await TestDatabase.withFresh { connectionString in
      let folder = try TemporaryFolder()
      _ = try await Self.fill(connectionString, version: 8)
      try await TestQuery.run(connectionString) {
        try await $0.query("INSERT INTO schema_migration (version, name, checksum) VALUES (9, 'later', 'x')")
      }
      let options = try Self.options(connectionString, folder)
      let run = try await ProgramRun.kurukan(
        [
          "serve", "--listen", "127.0.0.1:0", "--data", folder.url.appendingPathComponent("data").path, "--plugins",
          folder.url.path,
        ] + options)
      #expect(run.exitCode == 1, "\(run.errors)")
      let last = run.errors.split(separator: "\n").last ?? ""
      #expect(last.contains("schema version 9") && last.contains("newer Kurukan"), "\(run.errors)")
      #expect(last.contains("Start that version, or restore a backup"), "\(run.errors)")
      // An older program can still save it, and a restore by an older one is refused before anything is changed.
      let file = folder.url.appendingPathComponent("later.tar").path
      let saved = try await ProgramRun.kurukan(["backup", file] + options)
      #expect(saved.exitCode == 0, "\(saved.errors)")
      try await TestDatabase.withFresh { empty in
        let restored = try await ProgramRun.kurukan(["restore", file] + Self.options(empty, folder))
        #expect(restored.exitCode == 1 && restored.errors.contains("has schema version 9"), "\(restored.errors)")
      }
    }
  }
}
