import Foundation
import Glibc
import JSONBytes
import LineRPCClient
import TestSupport
import Testing

/// What becomes of root in a server that root has started.
@Suite(
  "A server that root has started",
  .enabled(if: geteuid() == 0, "only root can start a server as root; run the tests as root to see these"),
  .serialized)
struct ServerUserTests {
  /// Whom such a server becomes.
  private struct Account {
    let name: String
    let user: uid_t
    let group: gid_t
    let groups: Set<String>

    init() async throws {
      name = getpwnam("kurukan") == nil ? "postgres" : "kurukan"
      let entry = try #require(getpwnam(name)?.pointee, "make the user: useradd --system kurukan")
      (user, group) = (entry.pw_uid, entry.pw_gid)
      let run = try await ChildProcess.run(URL(fileURLWithPath: "/usr/bin/id"), ["-G", name])
      groups = Set(String(decoding: run.output, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init))
    }
  }

  /// Says where a process is not the account's alone; empty when all is as it should be.
  private static func faults(_ process: Int32, _ account: Account) throws -> [String] {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    func values(_ name: String) -> [String] {
      let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
      return line.dropFirst(name.count + 1).split(whereSeparator: \.isWhitespace).map(String.init)
    }
    let wanted = [
      ("Uid", Array(repeating: "\(account.user)", count: 4)), ("Gid", Array(repeating: "\(account.group)", count: 4)),
      ("CapEff", ["0000000000000000"]), ("CapPrm", ["0000000000000000"]), ("CapInh", ["0000000000000000"]),
      ("NoNewPrivs", ["1"]),
    ]
    let faults = wanted.compactMap { name, value in values(name) == value ? nil : "\(name): \(values(name))" }
    let groups = Set(values("Groups"))
    return groups == account.groups ? faults : faults + ["Groups: \(groups)"]
  }

  /// PostgreSQL's process in a folder of data.
  private static func postmaster(_ folder: URL) throws -> Int32 {
    let file = folder.appendingPathComponent("data/postgresql/data/postmaster.pid")
    let text = try String(contentsOf: file, encoding: .utf8)
    return try #require(text.split(separator: "\n").first.flatMap { Int32($0) })
  }

  private static func owner(_ url: URL) throws -> uid_t {
    var facts = stat()
    try #require(lstat(url.path, &facts) == 0, "\(url.path)")
    return facts.st_uid
  }

  /// Runs `kurukan serve`, which is expected to end by itself, as root or as another user.
  private static func serve(
    _ options: [String], as user: UInt32? = nil, environment: [String: String] = [:]
  ) async throws -> ProgramRun {
    let change = user.map { ["setpriv", "--reuid=\($0)", "--regid=\($0)", "--clear-groups"] } ?? []
    let program = ProgramRun.products.appendingPathComponent("kurukan").path
    let process = try await ChildProcess.run(
      URL(fileURLWithPath: "/usr/bin/env"), change + [program, "serve", "--listen", "127.0.0.1:0"] + options,
      environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 })
    return ProgramRun(
      exitCode: process.exitCode, output: String(decoding: process.output, as: UTF8.self),
      errors: String(decoding: process.errors, as: UTF8.self))
  }

  @Test("Server, PostgreSQL and worker are one ordinary user's, and a restart adopts the cluster")
  func everything() async throws {
    let account = try await Account()
    let folder = try TemporaryFolder()
    // For root alone, as is the folder where the port is told.
    let key = folder.url.appendingPathComponent("key")
    try Data(String(repeating: "5a", count: 32).utf8).write(to: key)
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: key.path)
    let portFile = folder.url.appendingPathComponent("port")
    let options = ["--pseudonym-key-file", key.path, "--port-file", portFile.path]
    var postgres: Int32 = 0
    try await RunningServer.with(plugins: ["libFixtureMisbehaving.so"], in: folder, options: options) { server in
      try await server.submitProgramme()
      let client = try await server.client(token: "reviewer.token")
      let request: JSONValue = ["report": "misbehaving/hang", "programme": "p", "medium": "markdown"]
      var events = try client.stream("kurukan.v1.Reports/Render", request.bytes).makeAsyncIterator()
      // Its first progress: the plugin is at work.
      _ = try await events.next()
      let worker = try #require(try WorkerProcesses.of(server.process).first)
      postgres = try Self.postmaster(folder.url)
      for process in [server.process, postgres, worker] {
        let faults = try Self.faults(process, account)
        #expect(faults.isEmpty, "\(process)")
      }
      #expect(try String(contentsOf: portFile, encoding: .utf8) == "\(server.port)\n")
      for name in ["data", "data/administrator.token", "data/postgresql", "data/postgresql/pg_hba.conf"] {
        #expect(try Self.owner(folder.url.appendingPathComponent(name)) == account.user, "\(name)")
      }
      // What only root may read stays so.
      #expect(try Self.owner(key) == 0)
      kill(server.process, SIGKILL)
      await client.close()
    }
    try await RunningServer.with(in: folder, options: options) { server in
      #expect(server.said.contains("Adopted"), "\(server.said)")
      let adopted = try Self.postmaster(folder.url)
      #expect(adopted == postgres)
      let faults = try Self.faults(server.process, account)
      #expect(faults.isEmpty)
    }
  }

  @Test("A data folder that is partly root's is handed over, and nothing that a link leads to")
  func olderFolder() async throws {
    let account = try await Account()
    let folder = try TemporaryFolder()
    let data = folder.url.appendingPathComponent("data")
    try await RunningServer.with(in: folder) { _ in }
    let outside = folder.url.appendingPathComponent("outside")
    try Data("root's".utf8).write(to: outside)
    let link = data.appendingPathComponent("postgresql/link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: outside)
    // As an earlier version left them.
    let roots =
      ["postgresql", "administrator.token", "submitter.token", "reviewer.token"]
      + ["pg_hba.conf", "pg_ident.conf", "postgres.out", "initdb.out"].map { "postgresql/" + $0 }
    for name in roots { try #require(chown(data.appendingPathComponent(name).path, 0, 0) == 0, "\(name)") }
    try #require(chown(data.path, 0, 0) == 0)
    try await RunningServer.with(in: folder) { server in
      for name in roots { #expect(try Self.owner(data.appendingPathComponent(name)) == account.user, "\(name)") }
      #expect(try Self.owner(data) == account.user)
      #expect(try Self.owner(outside) == 0)
      // The tokens of the first start are still good.
      try await server.submitProgramme()
    }
  }

  @Test("What is not the server's is not given away, and is named")
  func foreign() async throws {
    let folder = try TemporaryFolder()
    let data = folder.url.appendingPathComponent("data")
    let cluster = data.appendingPathComponent("postgresql")
    try FileManager.default.createDirectory(at: cluster, withIntermediateDirectories: true)
    func refusal() async throws -> String {
      let run = try await Self.serve(["--data", data.path, "--plugins", folder.url.path])
      #expect(run.exitCode == 1)
      return run.errors
    }
    let letter = data.appendingPathComponent("letter")
    try Data("mine".utf8).write(to: letter)
    #expect(try await refusal().contains("holds letter, which is not the server's"))
    #expect(try Self.owner(data) == 0 && Self.owner(letter) == 0)
    try FileManager.default.removeItem(at: letter)
    // Another name of a file that lies elsewhere.
    let elsewhere = folder.url.appendingPathComponent("elsewhere")
    try Data("root's".utf8).write(to: elsewhere)
    let linked = cluster.appendingPathComponent("linked")
    try FileManager.default.linkItem(at: elsewhere, to: linked)
    #expect(try await refusal().contains("\(linked.path) is root's and has other names elsewhere"))
    #expect(try Self.owner(elsewhere) == 0)
    try FileManager.default.removeItem(at: linked)
    let nobodys = cluster.appendingPathComponent("nobodys")
    try Data().write(to: nobodys)
    try #require(chown(nobodys.path, 65_534, 65_534) == 0)
    let said = try await refusal()
    #expect(
      said.contains("\(nobodys.path) belongs to user nobody") && said.contains("chown --recursive --no-dereference"))
    #expect(try Self.owner(nobodys) == 65_534)
  }

  @Test("Who cannot be had is told, with what to do")
  func users() async throws {
    let folder = try TemporaryFolder()
    let data = ["--data", folder.url.appendingPathComponent("data").path]
    let missing = try await Self.serve(data + ["--user", "nobody-at-all"])
    #expect(missing.exitCode == 1 && missing.errors.contains("useradd --system nobody-at-all"))
    let root = try await Self.serve(data, environment: ["KURUKAN_SERVE_USER": "root"])
    #expect(root.exitCode == 1 && root.errors.contains("root is root"))
    let other = try await Self.serve(data + ["--user", "postgres"], as: 65_534)
    #expect(other.exitCode == 1 && other.errors.contains("only root can become postgres"))
    // Without the right to change its user, as root in a container may be.
    let weak = try await ChildProcess.run(
      URL(fileURLWithPath: "/usr/bin/env"),
      [
        "setpriv", "--bounding-set", "-setuid", ProgramRun.products.appendingPathComponent("kurukan").path, "serve",
        "--listen",
        "127.0.0.1:0", "--plugins", folder.url.path,
      ] + data)
    #expect(weak.exitCode == 1)
    #expect(String(decoding: weak.errors, as: UTF8.self).contains("capabilities SETUID and SETGID"))
  }

  @Test("A user without a name cannot keep a PostgreSQL, and is told so")
  func nameless() async throws {
    let folder = try TemporaryFolder()
    let data = folder.url.appendingPathComponent("data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    try #require(getpwuid(54_321) == nil && chown(data.path, 54_321, 54_321) == 0)
    let run = try await Self.serve(["--data", data.path, "--plugins", folder.url.path], as: 54_321)
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("useradd --system --uid 54321") && run.errors.contains("--database-file"))
  }

  @Test("What the server's user may not read is named, with the command that lets them")
  func unreadable() async throws {
    let folder = try TemporaryFolder()
    let data = folder.url.appendingPathComponent("data")
    let closed = folder.url.appendingPathComponent("closed")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      at: closed, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let key = folder.url.appendingPathComponent("key")
    for file in [key, closed.appendingPathComponent("key")] {
      try Data(String(repeating: "5a", count: 32).utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: file.path)
    }
    let options = ["--data", data.path, "--plugins", folder.url.path]
    let secret = try await Self.serve(options + ["--pseudonym-key-file", key.path], as: 65_534)
    #expect(secret.exitCode == 1 && secret.errors.contains("chown nobody \(key.path)"), "\(secret.errors)")
    let hidden = try await Self.serve(
      options + ["--pseudonym-key-file", closed.appendingPathComponent("key").path], as: 65_534)
    #expect(hidden.exitCode == 1 && hidden.errors.contains("chmod a+x \(closed.path)"), "\(hidden.errors)")
    let absent = folder.url.appendingPathComponent("absent").path
    let missing = try await Self.serve(options + ["--pseudonym-key-file", absent])
    #expect(missing.exitCode == 1 && missing.errors.contains(absent), "\(missing.errors)")
    let plugins = try await Self.serve(["--data", data.path, "--plugins", closed.path])
    #expect(plugins.exitCode == 1 && plugins.errors.contains("chmod a+rx \(closed.path)"), "\(plugins.errors)")
    let unreachable = try await Self.serve(
      ["--data", closed.appendingPathComponent("data").path, "--plugins", folder.url.path])
    #expect(unreachable.exitCode == 1 && unreachable.errors.contains("chmod a+x \(closed.path)"))
  }

  @Test("A plugin that the server's user may not read is refused with the command that lets them")
  func unreadablePlugin() async throws {
    let folder = try TemporaryFolder()
    let plugin = folder.url.appendingPathComponent("libClosed.so")
    try Data().write(to: plugin)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: plugin.path)
    try await RunningServer.with(in: folder) { server in
      let list = try await server.kurukan(["plugins", "list"])
      #expect(list.output.contains("chmod a+r \(plugin.path)"), "\(list.output) \(list.errors)")
    }
  }

  @Test("A port that only root may take is taken before root is given up")
  func privilegedPort() async throws {
    let port = try #require((600..<1_024).reversed().first(where: Self.isFree))
    try await RunningServer.with(port: port) { server in
      #expect(server.port == port)
      let health = try await server.kurukan(["health"])
      #expect(health.exitCode == 0)
    }
  }

  /// Whether nobody listens on a port of loopback.
  private static func isFree(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
