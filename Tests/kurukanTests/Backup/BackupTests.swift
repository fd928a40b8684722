import Foundation
import Glibc
import JSONBytes
import Postgres
import TestSupport
import Testing

/// `kurukan backup` and `kurukan restore` with a server's own PostgreSQL, as processes of their own.
@Suite("A backup of the server's own database", .serialized)
struct BackupTests {
  /// A folder that the server's user may write into, which root becomes.
  static func folder(below parent: TemporaryFolder, _ name: String) throws -> URL {
    let url = parent.url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    let user = getpwnam("kurukan") ?? getpwnam("postgres")
    if geteuid() == 0, let user { try #require(chown(url.path, user.pointee.pw_uid, user.pointee.pw_gid) == 0) }
    return url
  }

  static func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  static func record(_ key: String) -> String {
    #"{"kind":"programme","programme":"\#(key)","key":"\#(key)","title":"P","startsOn":"2023-01-01","#
      + #""confidentiality":"public"}"#
  }

  /// The manifest of a backup, by GNU tar.
  static func manifest(_ path: String) async throws -> JSONValue {
    let run = try await ChildProcess.run(
      URL(fileURLWithPath: "/usr/bin/tar"), ["-xOf", path, "manifest.json"])
    return try JSONValue(parsing: Array(run.output))
  }

  @Test("Saved while the server runs and while it stands still, restored on a fresh machine, and used again")
  func roundTrip() async throws {
    let folder = try TemporaryFolder()
    let saved = try Self.folder(below: folder, "saved")
    let data = folder.url.appendingPathComponent("data").path
    var running = ""
    try await RunningServer.with(in: folder) { server in
      try await server.submitProgramme()
      let run = try await ProgramRun.kurukan(["backup", "--data", data, saved.path])
      #expect(run.exitCode == 0, "\(run.errors)")
      running = run.output.trimmingCharacters(in: .newlines)
      #expect(run.errors.contains("schema version 8") && run.errors.contains("in clear"), "\(run.errors)")
      // The server goes on.
      let later = try await server.kurukan(["submit", "-"], token: "submitter.token", input: Self.record("later"))
      #expect(later.exitCode == 0, "\(later.errors)")
    }
    let still = saved.appendingPathComponent("still.tar").path
    let run = try await ProgramRun.kurukan(["backup", "--data", data, still])
    #expect(run.exitCode == 0 && run.output == still + "\n", "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: data + "/postgresql/data/postmaster.pid"))
    #expect(running.wholeMatch(of: /.*\/kurukan-\d{8}T\d{6}Z\.backup\.tar/) != nil, "\(running)")
    #expect(try Self.names(saved).count == 2)
    for path in [running, still] {
      var facts = stat()
      #expect(stat(path, &facts) == 0 && facts.st_mode & 0o7777 == 0o600)
    }
    #expect(try await Self.manifest(running)["counts"]?["public.programme"]?.integer == 1)
    #expect(try await Self.manifest(still)["counts"]?["public.programme"]?.integer == 2)

    // A fresh machine has neither tokens nor a cluster.
    let fresh = try TemporaryFolder()
    let freshData = fresh.url.appendingPathComponent("data").path
    let restored = try await ProgramRun.kurukan(["restore", "--data", freshData, still])
    #expect(restored.exitCode == 0, "\(restored.errors)")
    for name in ["administrator", "submitter", "reviewer"] {
      let line = restored.output.split(separator: "\n").first { $0.contains("  \(name) ") }
      #expect(line?.hasSuffix("first start") == true, "\(restored.output)")
    }
    let again = try await ProgramRun.kurukan(["restore", "--data", freshData, still])
    #expect(again.exitCode == 1 && again.errors.contains("is not empty"), "\(again.errors)")
    for name in ["submitter.token", "reviewer.token", "administrator.token"] {
      try FileManager.default.moveItem(atPath: "\(data)/\(name)", toPath: "\(freshData)/\(name)")
    }
    try await RunningServer.with(in: fresh) { server in
      let list = try await server.kurukan(["records", "list", "--kind", "programme"], token: "reviewer.token")
      #expect(list.output.contains("later"), "\(list.errors) \(list.output)")
      let duplicate = try await server.kurukan(
        ["submit", "-"], token: "submitter.token", input: Self.record("later"))
      #expect(duplicate.errors.contains("1 duplicate") || duplicate.output.contains("1 duplicate"))
    }
  }

  @Test("A backup that is encrypted is restored with the secret key only") func encrypted() async throws {
    let folder = try TemporaryFolder()
    let saved = try Self.folder(below: folder, "saved")
    let data = folder.url.appendingPathComponent("data").path
    let key = folder.url.appendingPathComponent("backup.key").path
    let made = try await ChildProcess.run(URL(fileURLWithPath: "/usr/bin/age-keygen"), ["-o", key])
    let said = String(decoding: made.errors, as: UTF8.self)
    let recipient = try #require(said.firstMatch(of: /age1[0-9a-z]+/)).0
    // For root alone, as it may be.
    let list = folder.url.appendingPathComponent("recipients").path
    try Data("# the office\n\(recipient)\n".utf8).write(to: URL(fileURLWithPath: list))
    try #require(chmod(list, 0o600) == 0)
    try await RunningServer.with(in: folder) { try await $0.submitProgramme() }
    for (name, whom) in [("a.tar", String(recipient)), ("b.tar", list)] {
      let path = saved.appendingPathComponent(name).path
      let run = try await ProgramRun.kurukan(["backup", "--data", data, "--recipient", whom, path])
      #expect(run.exitCode == 0 && !run.errors.contains("in clear"), "\(run.errors)")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(bytes.range(of: Data("PGDMP".utf8)) == nil && bytes.range(of: Data("age-encryption.org".utf8)) != nil)
      let fresh = folder.url.appendingPathComponent("f-\(name.prefix(1))").path
      let without = try await ProgramRun.kurukan(["restore", "--data", fresh, path])
      #expect(without.exitCode == 1 && without.errors.contains("--identity FILE"), "\(without.errors)")
      #expect(!FileManager.default.fileExists(atPath: fresh + "/postgresql"))
      let with = try await ProgramRun.kurukan(["restore", "--data", fresh, "--identity", key, path])
      #expect(with.exitCode == 0, "\(with.errors)")
    }
    let other = folder.url.appendingPathComponent("other.key").path
    _ = try await ChildProcess.run(URL(fileURLWithPath: "/usr/bin/age-keygen"), ["-o", other])
    let fresh = folder.url.appendingPathComponent("other").path
    let path = saved.appendingPathComponent("a.tar").path
    let wrong = try await ProgramRun.kurukan(["restore", "--data", fresh, "--identity", other, path])
    #expect(wrong.exitCode == 1 && wrong.errors.contains("age failed, and nothing was changed"), "\(wrong.errors)")
    // As empty as it was: the right key does it.
    let right = try await ProgramRun.kurukan(["restore", "--data", fresh, "--identity", key, path])
    #expect(right.exitCode == 0, "\(right.errors)")
  }

  @Test("What cannot be done is said in one line, and leaves nothing") func refusals() async throws {
    let folder = try TemporaryFolder()
    let saved = try Self.folder(below: folder, "saved")
    let data = folder.url.appendingPathComponent("data").path
    let missing = try await ProgramRun.kurukan(["backup", "--data", data, saved.path])
    #expect(missing.exitCode == 1 && missing.errors.contains("holds no PostgreSQL of a server"), "\(missing.errors)")
    #expect(!FileManager.default.fileExists(atPath: data))
    let deep = folder.url.appendingPathComponent(String(repeating: "d", count: 80)).path
    let tooDeep = try await ProgramRun.kurukan(["restore", "--data", deep, Self.bareDump(in: folder)])
    #expect(tooDeep.exitCode == 1 && tooDeep.errors.contains("too long for PostgreSQL's tools"), "\(tooDeep.errors)")
    try await RunningServer.with(in: folder) { server in
      let running = try await ProgramRun.kurukan(
        ["restore", "--data", data, Self.bareDump(in: folder)])
      #expect(running.exitCode == 1 && running.errors.contains("Stop it first"), "\(running.errors)")
      let place = "/nonexistent/backups/a.tar"
      let nowhere = try await ProgramRun.kurukan(["backup", "--data", data, place])
      #expect(nowhere.exitCode == 1 && nowhere.errors.contains("cannot write into /nonexistent/backups"))
      // An older pg_dump, as it would answer.
      let old = folder.url.appendingPathComponent("old")
      try FileManager.default.createDirectory(at: old, withIntermediateDirectories: false)
      let program = old.appendingPathComponent("pg_dump")
      try Data("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n".utf8).write(to: program)
      try #require(chmod(program.path, 0o755) == 0)
      let older = try await ProgramRun.kurukan(
        ["backup", "--data", data, "--postgresql-programs", old.path, saved.path])
      #expect(older.exitCode == 1 && older.errors.contains("is of version 9.6.24"), "\(older.errors)")
      #expect(older.errors.contains("Install postgresql-client-"), "\(older.errors)")
      // One that fails in the middle.
      let version = "pg_dump (PostgreSQL) 99.1"
      let script =
        "#!/bin/sh\ncase $1 in --version) echo '\(version)';; *) echo PGDMP; echo 'pg_dump: error: no more' >&2; exit 1;; esac\n"
      try Data(script.utf8).write(to: program)
      let failing = try await ProgramRun.kurukan(
        ["backup", "--data", data, "--postgresql-programs", old.path, saved.path])
      #expect(failing.exitCode == 1 && failing.errors.contains("pg_dump failed: pg_dump: error: no more"))
      // A key that is none.
      let key = try await ProgramRun.kurukan(["backup", "--data", data, "--recipient", "age1nobody", saved.path])
      #expect(key.exitCode == 1 && key.errors.contains("age failed"), "\(key.errors)")
      #expect(try Self.names(saved) == [])
    }
  }

  /// What begins as a dump does.
  private static func bareDump(in folder: TemporaryFolder) throws -> String {
    let path = folder.url.appendingPathComponent("bare.dump").path
    try Data("PGDMP".utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
}
