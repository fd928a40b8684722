import Foundation
import Glibc
import JSONBytes
import Postgres
import TestSupport
import Testing

/// `kurukan backup` and `kurukan restore` with databases that a connection string names.
@Suite("A backup of a database of one's own", .serialized)
struct ForeignDatabaseBackupTests {
  /// A server with a database of its own for as long as `body` runs, and what names that database to commands.
  private static func withServer(
    _ body:
      @Sendable (RunningServer, _ connectionString: String, _ options: [String], TemporaryFolder) async throws ->
      Void
  ) async throws {
    try await TestDatabase.withFresh { connectionString in
      let folder = try TemporaryFolder()
      let options = try Self.options(connectionString, "connection", in: folder)
      try await RunningServer.with(in: folder, options: options) { server in
        try await body(server, connectionString, options, folder)
      }
    }
  }

  private static func options(
    _ connectionString: String, _ name: String, in folder: TemporaryFolder
  ) throws -> [String] {
    let file = folder.url.appendingPathComponent(name)
    try Data((connectionString + "\n").utf8).write(to: file)
    return ["--database-file", file.path]
  }

  private static func count(_ table: String, _ connectionString: String) async throws -> Int? {
    var count: Int?
    try await TestQuery.run(connectionString) {
      count = try await $0.query("SELECT count(*) FROM \(identifier: table)").first?.value(at: 0, as: Int.self)
    }
    return count
  }

  @Test("Nobody waits for a backup, and what is sent meanwhile is in the next one") func whileUsed() async throws {
    try await Self.withServer { server, connectionString, options, folder in
      try await server.submitProgramme()
      let file = folder.url.appendingPathComponent("a.tar").path
      try await TestQuery.run(connectionString) { holder in
        // pg_dump asks for all of its locks, and waits for this one: the others it has by then.
        try await holder.query("CREATE TABLE zz_held (id integer)")
        try await holder.query("BEGIN")
        try await holder.query("LOCK TABLE zz_held IN ACCESS EXCLUSIVE MODE")
        // The server asks for no password; libpq is given one all the same.
        let secret = folder.url.appendingPathComponent("password")
        try Data("not-to-be-seen\n".utf8).write(to: secret)
        async let saving = ProgramRun.kurukan(
          ["backup", file] + options + ["--database-password-file", secret.path])
        try await Self.waitForLock(connectionString)
        let listed = try await ChildProcess.run(URL(fileURLWithPath: "/bin/ps"), ["-ww", "-eo", "args"])
        let processes = String(decoding: listed.output, as: UTF8.self)
        #expect(processes.contains("--snapshot=") && !processes.contains("not-to-be-seen"))
        let submitted = try await server.kurukan(
          ["submit", "-"], token: "submitter.token", input: BackupTests.record("later"))
        #expect(submitted.exitCode == 0, "\(submitted.errors)")
        let reviewed = try await server.kurukan(
          ["review", "--decision", "validate", "--all"], token: "reviewer.token")
        #expect(reviewed.exitCode == 0, "\(reviewed.errors)")
        #expect(!FileManager.default.fileExists(atPath: file))
        try await holder.query("ROLLBACK")
        let saved = try await saving
        #expect(saved.exitCode == 0, "\(saved.errors)")
      }
      let manifest = try await BackupTests.manifest(file)
      #expect(manifest["counts"]?["public.programme"]?.integer == 1)
      #expect(manifest["counts"]?["public.programme_history"]?.integer == 0)
      #expect(try await Self.count("programme", connectionString) == 2)
      // The dump is of the same moment: the rows that are restored are those that were counted.
      try await TestDatabase.withFresh { empty in
        let into = try Self.options(empty, "empty", in: folder)
        let restored = try await ProgramRun.kurukan(["restore", file] + into)
        #expect(restored.exitCode == 0, "\(restored.errors)")
        #expect(try await Self.count("programme", empty) == 1)
      }
    }
  }

  /// Returns once pg_dump waits for the table that is held.
  private static func waitForLock(_ connectionString: String) async throws {
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end {
      var waiting = 0
      try await TestQuery.run(connectionString) {
        waiting =
          try await $0.query(
            """
            SELECT count(*) FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
            WHERE NOT l.granted AND a.datname = current_database() AND a.application_name = 'pg_dump'
            """
          ).first?.value(at: 0, as: Int.self) ?? 0
      }
      if waiting > 0 { return }
      await Task.yield()
    }
    Issue.record("pg_dump never asked for the table")
  }

  @Test("A restore closes the database to others, analyses it and names the tokens that hold")
  func restored() async throws {
    try await Self.withServer { server, connectionString, options, folder in
      try await server.submitProgramme()
      for (name, days) in [("amina", "30"), ("gone", "1"), ("old", "1")] {
        let issued = try await server.kurukan([
          "access", "issue", name, "--role", "donor", "--level", "public", "--days", days, "--label", "of \(name)",
          "--output", folder.url.appendingPathComponent(name).path,
        ])
        #expect(issued.exitCode == 0, "\(issued.errors)")
      }
      try await TestQuery.run(connectionString) {
        try await $0.query("UPDATE access_token SET revoked_at = now(), revoked_by = 'a' WHERE principal = 'gone'")
        try await $0.query("UPDATE access_token SET expires_at = now() - interval '1 s' WHERE principal = 'old'")
      }
      let file = folder.url.appendingPathComponent("a.tar").path
      let saved = try await ProgramRun.kurukan(["backup", file] + options)
      #expect(saved.exitCode == 0, "\(saved.errors)")
      try await TestDatabase.withFresh { empty in
        let run = try await ProgramRun.kurukan(["restore", file] + Self.options(empty, "empty", in: folder))
        #expect(run.exitCode == 0, "\(run.errors)")
        let amina = try #require(run.output.split(separator: "\n").first { $0.contains(" amina ") }, "\(run.output)")
        #expect(amina.contains("donor") && amina.contains("public") && amina.contains("of amina"), "\(amina)")
        #expect(amina.firstMatch(of: /20\d\d-\d\d-\d\dT/) != nil, "\(amina)")
        #expect(!run.output.contains("gone") && !run.output.contains("old"), "\(run.output)")
        // No secret of any token is told or saved.
        let secret = try String(contentsOfFile: folder.url.appendingPathComponent("amina").path, encoding: .utf8)
          .trimmingCharacters(in: .newlines)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        let tail = try #require(secret.split(separator: ".").last)
        #expect(!run.output.contains(tail) && bytes.range(of: Data(tail.utf8)) == nil)
        try await TestQuery.run(empty) { connection in
          let row = try await connection.query(
            """
            SELECT has_database_privilege('public', current_database(), 'CONNECT'),
              has_database_privilege('public', current_database(), 'TEMP'),
              (SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                AND relowner <> current_user::regrole),
              (SELECT reltuples FROM pg_class WHERE relname = 'access_token')::int8
            """
          ).first
          let (connect, temporary, foreign, analysed) = try #require(row).decode((Bool, Bool, Int, Int).self)
          #expect(!connect && !temporary && foreign == 0 && analysed == 6)
        }
      }
    }
  }

  @Test("The pseudonym key is compared, and another one is refused") func pseudonymKey() async throws {
    try await TestDatabase.withFresh { connectionString in
      let folder = try TemporaryFolder()
      let options = try Self.options(connectionString, "connection", in: folder)
      var keys: [String] = []
      for digit in ["5a", "6b"] {
        let url = folder.url.appendingPathComponent("key-\(digit)")
        try Data(String(repeating: digit, count: 32).utf8).write(to: url)
        keys.append(url.path)
      }
      let file = folder.url.appendingPathComponent("a.tar").path
      try await RunningServer.with(in: folder, options: options + ["--pseudonym-key-file", keys[0]]) { _ in
        let saved = try await ProgramRun.kurukan(["backup", file] + options)
        #expect(saved.exitCode == 0, "\(saved.errors)")
      }
      let cases: [(key: String?, code: Int32, says: String)] = [
        (keys[0], 0, "The pseudonym key is the database's."), (keys[1], 1, "is not the one that its records"),
        (nil, 0, "Bring the pseudonym key"),
      ]
      for (key, code, says) in cases {
        try await TestDatabase.withFresh { empty in
          let into = try Self.options(empty, "empty", in: folder)
          let run = try await ProgramRun.kurukan(
            ["restore", file] + into + (key.map { ["--pseudonym-key-file", $0] } ?? []))
          #expect(run.exitCode == code && run.errors.contains(says), "\(run.errors)")
        }
      }
    }
  }

  @Test("A bare dump is taken, a damaged or doctored backup is not") func otherFiles() async throws {
    try await Self.withServer { server, connectionString, options, folder in
      try await server.submitProgramme()
      let file = folder.url.appendingPathComponent("a.tar").path
      let saved = try await ProgramRun.kurukan(["backup", file] + options)
      #expect(saved.exitCode == 0, "\(saved.errors)")
      let bare = folder.url.appendingPathComponent("kurukan.dump").path
      _ = try await ChildProcess.run(
        URL(fileURLWithPath: "/usr/bin/tar"), ["-xf", file, "-C", folder.url.path, "kurukan.dump"])
      try await TestDatabase.withFresh { empty in
        let into = try Self.options(empty, "empty", in: folder)
        let run = try await ProgramRun.kurukan(["restore", bare] + into)
        #expect(run.exitCode == 0 && run.errors.contains("without a manifest, neither"), "\(run.errors)")
        #expect(try await Self.count("programme", empty) == 1)
      }
      let whole = try Data(contentsOf: URL(fileURLWithPath: file))
      var doctored = whole
      // A manifest that counted otherwise; it has its size still.
      let found = try #require(whole.range(of: Data(#""public.programme": 1"#.utf8)))
      doctored[found.upperBound - 1] = UInt8(ascii: "2")
      var damaged = whole
      damaged[5_000] ^= 1
      var newer = whole
      let version = try #require(whole.range(of: Data(#""schemaVersion": 8"#.utf8)))
      newer[version.upperBound - 1] = UInt8(ascii: "9")
      for (bytes, says) in [
        (damaged, "is damaged"), (whole.prefix(whole.count - 3_000), "is not whole"), (newer, "knows versions up to 8"),
        (doctored, "public.programme has 1 rows instead of 2"),
      ] {
        try await TestDatabase.withFresh { empty in
          let into = try Self.options(empty, "empty", in: folder)
          let path = folder.url.appendingPathComponent("other.tar").path
          try bytes.write(to: URL(fileURLWithPath: path))
          let run = try await ProgramRun.kurukan(["restore", path] + into)
          #expect(run.exitCode == 1 && run.errors.contains(says), "\(run.errors)")
          guard says != "public.programme has 1 rows instead of 2" else { return }
          try await TestQuery.run(empty) {
            let row = try await $0.query("SELECT to_regclass('programme') IS NULL").first
            #expect(try row?.value(at: 0, as: Bool.self) == true)
          }
        }
      }
    }
  }

  @Test("Interrupted, a backup leaves nothing and no pg_dump") func interrupted() async throws {
    try await Self.withServer { _, connectionString, options, folder in
      let saved = try BackupTests.folder(below: folder, "saved")
      try await TestQuery.run(connectionString) { holder in
        try await holder.query("CREATE TABLE zz_held (id integer)")
        try await holder.query("BEGIN")
        try await holder.query("LOCK TABLE zz_held IN ACCESS EXCLUSIVE MODE")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
          ["--default-signal", ProgramRun.products.appendingPathComponent("kurukan").path, "backup", saved.path]
          + options
        process.environment = ["PATH": "/usr/bin:/bin"]
        process.standardError = FileHandle.nullDevice
        let (end, ended) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in ended.finish() }
        try process.run()
        try await Self.waitForLock(connectionString)
        #expect(try BackupTests.names(saved).allSatisfy { $0.hasSuffix(".part") })
        kill(process.processIdentifier, SIGTERM)
        for await _ in end {}
        #expect(process.terminationStatus == 128 + SIGTERM)
        #expect(try BackupTests.names(saved) == [])
        let row = try await holder.query(
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'pg_dump'"
        ).first
        #expect(try row?.value(at: 0, as: Int.self) == 0)
        try await holder.query("ROLLBACK")
      }
    }
  }
}
