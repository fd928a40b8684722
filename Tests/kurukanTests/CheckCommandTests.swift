import Foundation
import Glibc
import JSONBytes
import Postgres
import TestSupport
import Testing

/// What `kurukan check` finds, each with its real cause.
@Suite("kurukan check", .timeLimit(.minutes(10)))
struct CheckCommandTests {
  private struct Check {
    let exitCode: Int32
    let output: String
    let findings: [JSONValue]

    /// The lines of a subject that is not ok, as level, message and remedy.
    func faults(_ subject: String) -> String {
      findings.filter { $0["subject"]?.string == subject && $0["level"]?.string != "ok" }.map {
        "\($0["level"]?.string ?? "") \($0["message"]?.string ?? "") \($0["remedy"]?.string ?? "")"
      }.joined(separator: "\n")
    }
  }

  private static func check(_ folder: TemporaryFolder, _ options: [String]) async throws -> Check {
    try await check(in: folder.url, options)
  }

  private static func check(in folder: URL, _ options: [String]) async throws -> Check {
    let all = ["--data", folder.appendingPathComponent("data").path, "--plugins", folder.path] + options
    let run = try await ProgramRun.kurukan(["check", "--json"] + all)
    let json = try JSONValue(parsing: run.output)
    return Check(exitCode: run.exitCode, output: run.output + run.errors, findings: json.array ?? [])
  }

  /// A database that everybody may connect to, as the tests' own.
  private static func connectionFile(_ folder: TemporaryFolder, _ text: String) throws -> [String] {
    let file = folder.url.appendingPathComponent("connection")
    try Data(text.utf8).write(to: file)
    return ["--database-file", file.path]
  }

  @Test("A sound installation has no fault, and nothing is changed")
  func sound() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: ProgramRun.products.appendingPathComponent("libUNDEF.so"),
      to: folder.url.appendingPathComponent("libUNDEF.so"))
    try await TestDatabase.withFresh { connectionString in
      let options = try Self.connectionFile(folder, connectionString)
      let check = try await Self.check(folder, options)
      #expect(check.exitCode == 0, "\(check.output)")
      #expect(check.faults("role").contains("is a superuser"), "\(check.output)")
      for words in [
        "settings are sound", "a start makes it", "seccomp", "load and describe themselves: undef", "UTF8",
        "the database is empty; a start brings it to version", "the same as the database's", "takes connections",
      ] { #expect(check.output.contains(words), "\(words): \(check.output)") }
      try await TestQuery.run(connectionString) { connection in
        let tables = try await connection.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").first
        let count = try tables?.value(at: 0, as: Int.self)
        #expect(count == 0)
      }
      #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("data").path))
      let text = try await ProgramRun.kurukan(["check", "--plugins", folder.url.path] + options)
      #expect(text.output.contains("ok       encoding     UTF8\n"), "\(text.output)")
    }
  }

  @Test("A database that a newer server has used, with another encoding, or for reading only")
  func database() async throws {
    let folder = try TemporaryFolder()
    try await TestDatabase.withFresh { connectionString in
      let options = try Self.connectionFile(folder, connectionString)
      try await TestQuery.run(connectionString) { connection in
        try await connection.execute(
          script: """
            CREATE TABLE schema_migration (version integer, name text, checksum text);
            INSERT INTO schema_migration VALUES (999, 'later', 'x')
            """)
      }
      let newer = try await Self.check(folder, options)
      #expect(newer.exitCode == 1 && newer.faults("schema").contains("newer"), "\(newer.output)")
      try await TestQuery.run(connectionString) { connection in
        try await connection.execute(
          script:
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$"
        )
      }
      let readOnly = try await Self.check(folder, options)
      #expect(readOnly.exitCode == 1 && readOnly.faults("database").contains("read-only"), "\(readOnly.output)")
    }
  }

  @Test("A required standby that nobody names; the disk matters only to a PostgreSQL of one's own")
  func standby() async throws {
    let folder = try TemporaryFolder()
    try await TestDatabase.withFresh { connectionString in
      let check = try await Self.check(
        folder, try Self.connectionFile(folder, connectionString) + ["--require-sync-standby"])
      #expect(check.exitCode == 1 && check.faults("standby").contains("synchronous_standby_names"), "\(check.output)")
      #expect(!check.findings.contains { $0["subject"]?.string == "disk" })
    }
    let own = try await Self.check(folder, [])
    #expect(own.findings.contains { $0["subject"]?.string == "disk" }, "\(own.output)")
  }

  @Test("Wrong password, unknown database, no server: PostgreSQL's reason and the remedy")
  func unreachable() async throws {
    let database = try await StartedPostgres()
    try await database.start()
    let folder = try TemporaryFolder()
    for (text, password, words) in [
      (database.connection, "wrong", "28P01"),
      ("\(database.connection) dbname=none", "first", "deploy/database/create.sql"),
      ("host=/nonexistent user=kurukan", "first", "Start PostgreSQL"),
    ] {
      let files = try DatabaseFiles(in: folder, text, password: password)
      let check = try await Self.check(folder, Array(files.options.dropFirst(2)))
      #expect(check.exitCode == 1 && check.faults("database").contains(words), "\(words): \(check.output)")
    }
  }

  @Test("Files that are missing, are none of their kind, or are open to others")
  func files() async throws {
    let folder = try TemporaryFolder()
    let nonsense = folder.url.appendingPathComponent("nonsense")
    try Data("nonsense".utf8).write(to: nonsense)
    try Data().write(to: folder.url.appendingPathComponent("libBroken.so"))
    let check = try await Self.check(
      folder,
      [
        "--database-file", "/nowhere/connection", "--pseudonym-key-file", nonsense.path, "--workers", "/nowhere",
        "--tls-certificate", "/nowhere/pem", "--tls-key", "/nowhere/key",
      ])
    #expect(check.exitCode == 1)
    #expect(check.faults("database").contains("--database-file: names no file"), "\(check.output)")
    #expect(check.faults("key").contains("64 hexadecimal digits"), "\(check.output)")
    #expect(check.faults("tls").contains("Cannot read /nowhere/pem"), "\(check.output)")
    #expect(check.faults("files").contains("chmod o= \(nonsense.path)"), "\(check.output)")
    #expect(check.faults("programs").contains("--workers"), "\(check.output)")
    let plugin = try await Self.check(folder, [])
    #expect(plugin.exitCode == 1 && plugin.faults("plugins").contains("libBroken.so"), "\(plugin.output)")
    let none = try await Self.check(folder, ["--plugins", "/nowhere"])
    #expect(none.exitCode == 1 && none.faults("plugins").contains("there is no folder /nowhere"), "\(none.output)")
  }

  @Test("A certificate that has expired, expires soon, or holds", arguments: [(-1, "fault"), (9, "warning"), (60, "")])
  func certificate(_ days: Int, _ level: String) async throws {
    let authority = try await TestAuthority()
    let files = try await authority.sign("server", days: days)
    chmod(files.key, 0o600)
    let folder = try TemporaryFolder()
    let check = try await Self.check(folder, ["--tls-certificate", files.certificate, "--tls-key", files.key])
    let found = check.faults("tls")
    #expect(found.hasPrefix(level) && found.isEmpty == level.isEmpty, "\(check.output)")
    #expect(check.exitCode == (level == "fault" ? 1 : 0), "\(check.output)")
  }

  @Test(
    "A data folder that the server's user cannot write", .enabled(if: geteuid() == 0, "only root gives folders away"))
  func unwritable() async throws {
    let folder = try TemporaryFolder()
    let data = folder.url.appendingPathComponent("data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    #expect(chown(data.path, 65_534, 65_534) == 0 && chmod(data.path, 0o755) == 0)
    let check = try await Self.check(folder, [])
    #expect(check.exitCode == 1 && check.faults("data").contains("chown"), "\(check.output)")
  }

  @Test("Faults of settings are told as others are")
  func settings() async throws {
    let folder = try TemporaryFolder()
    let check = try await Self.check(folder, ["--grace", "x", "--listen", "nowhere"])
    #expect(check.exitCode == 1 && check.findings.count == 2)
    #expect(check.faults("settings").contains("--grace") && check.faults("settings").contains("--listen"))
  }

  @Test("It can be run beside the server whose settings it has")
  func beside() async throws {
    try await RunningServer.with { server in
      let check = try await Self.check(in: server.folder, ["--listen", "127.0.0.1:\(server.port)"])
      #expect(check.exitCode == 0, "\(check.output)")
      let health = try await server.kurukan(["health"])
      #expect(health.exitCode == 0)
    }
  }
}
