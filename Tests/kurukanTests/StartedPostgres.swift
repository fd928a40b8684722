import Foundation
import Glibc
import Postgres
import TestSupport

/// A PostgreSQL of a test's own that asks for passwords, and runs only while the test wants it to.
final class StartedPostgres: Sendable {
  /// The role `kurukan`'s first password.
  static let firstPassword = "first"

  private let folder: URL
  private let programs: URL

  /// Makes a cluster, which does not run yet.
  init() async throws {
    let installed = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql").sorted()
    programs = URL(fileURLWithPath: "/usr/lib/postgresql/\(installed.last ?? "15")/bin")
    // The socket's path may have no more than 107 bytes.
    folder = URL(fileURLWithPath: "/tmp/kurukan-pg-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let password = folder.appendingPathComponent("first")
    try Data(Self.firstPassword.utf8).write(to: password)
    if geteuid() == 0, let account = getpwnam("postgres")?.pointee {
      chown(folder.path, account.pw_uid, account.pw_gid)
    }
    try await run(
      "initdb",
      [
        "-D", data, "-U", "kurukan", "--auth=scram-sha-256", "--pwfile", password.path, "--encoding=UTF8", "--locale=C",
        "--no-sync",
      ])
  }

  deinit {
    if let text = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8),
      let id = text.split(separator: "\n").first.flatMap({ Int32($0) })
    {
      kill(id, SIGQUIT)
    }
    try? FileManager.default.removeItem(at: folder)
  }

  private var data: String { folder.appendingPathComponent("data").path }

  /// What a server's connection file holds.
  var connection: String { "host=\(folder.path) user=kurukan dbname=postgres" }

  func start() async throws {
    try await run(
      "pg_ctl",
      [
        "start", "-w", "-D", data, "-l", folder.appendingPathComponent("log").path, "-o",
        "-c listen_addresses='' -c unix_socket_directories='\(folder.path)' -c fsync=off",
      ])
  }

  func stop() async throws { try await run("pg_ctl", ["stop", "-w", "-m", "immediate", "-D", data]) }

  /// Sets the role's password, and ends all other connections.
  func change(password: String, from old: String) async throws {
    try await TestQuery.run("\(connection) password=\(old)") { connection in
      try await connection.execute(script: "ALTER ROLE kurukan PASSWORD '\(password)'")
      try await connection.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kurukan' AND pid <> pg_backend_pid()")
    }
  }

  /// A server that kept the descriptors of this process would keep it from noticing that `pg_ctl` has ended.
  private static let withoutDescriptors = """
    (for entry in /proc/self/fd/*; do
      number=${entry##*/}
      if [ "$number" -gt 2 ] && [ "$number" -ne 255 ]; then eval "exec $number>&-"; fi
    done
    cd "$0" && exec "$@")
    """

  private func run(_ program: String, _ arguments: [String]) async throws {
    let change = geteuid() == 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
    let process = try await ChildProcess.run(
      URL(fileURLWithPath: "/bin/bash"),
      ["-c", Self.withoutDescriptors, folder.path] + change + [programs.appendingPathComponent(program).path]
        + arguments,
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"])
    guard process.exitCode == 0 else {
      throw Failed(words: String(decoding: process.output + process.errors, as: UTF8.self))
    }
  }

  struct Failed: Error { let words: String }
}

/// The files of a server that is given a database.
struct DatabaseFiles {
  let connection: URL
  let password: URL

  init(in folder: TemporaryFolder, _ text: String, password: String = StartedPostgres.firstPassword) throws {
    connection = folder.url.appendingPathComponent("connection")
    self.password = folder.url.appendingPathComponent("password")
    try Data(text.utf8).write(to: connection)
    try Data(password.utf8).write(to: self.password)
  }

  var options: [String] {
    ["--listen", "127.0.0.1:0", "--database-file", connection.path, "--database-password-file", password.path]
  }
}
