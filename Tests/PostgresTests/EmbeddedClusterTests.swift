import Glibc
import Synchronization
import Testing

@testable import Postgres

/// These need PostgreSQL's programs but no server: each starts servers of its own.
@Suite struct EmbeddedClusterTests {
  /// What a cluster says of itself.
  private final class Messages: Sendable {
    private let lines = Mutex<[String]>([])
    func append(_ line: String) { lines.withLock { $0.append(line) } }
    func contain(_ text: String) -> Bool { lines.withLock { $0.contains { $0.contains(text) } } }
  }

  /// Runs the closure with a folder that the server's user can reach, and deletes it afterwards.
  private func withFolder(
    _ body: nonisolated(nonsending) (_ folder: String, _ messages: Messages) async throws -> Void
  ) async throws {
    var template = Array("/tmp/kurukan-cluster-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try #require(chmod(folder, 0o711) == 0)
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(folder, Messages()))
    } catch {
      result = .failure(error)
    }
    await remove(folder)
    try result.get()
  }

  /// Deletes a folder with all that is in it.
  private func remove(_ folder: String) async {
    let ourselves = ServerAccount(user: geteuid(), group: getegid(), names: [])
    let process = try? ServerProcess.start(
      "/bin/rm", ["-rf", "--", folder], as: ourselves, folder: "/", output: "/dev/null")
    _ = await process?.waitForEnd(.seconds(30))
  }

  private func value(_ cluster: EmbeddedCluster, _ statement: SQL) async throws -> String? {
    let connection = try await Connection.connect(ConnectionConfiguration(cluster.connectionString))
    let value = try await connection.query(statement).first?.value(at: 0, as: String?.self)
    await connection.close()
    return value ?? nil
  }

  @Test func startsStopsAndKeepsItsData() async throws {
    try await withFolder { folder, messages in
      let directory = "\(folder)/below/state"
      let first = try await EmbeddedCluster.start(directory: directory, log: messages.append)
      try await #expect(value(first, "SELECT current_database() || ' ' || current_user") == "kurukan kurukan")
      try await #expect(value(first, "SHOW listen_addresses") == "")
      try await #expect(value(first, "SHOW data_checksums") == "on")
      try await #expect(value(first, "SHOW server_encoding") == "UTF8")
      try await #expect(value(first, "SHOW fsync") == "on")
      try await #expect(value(first, "CREATE TABLE kept AS SELECT 'still here'::text AS t") == nil)
      let process = await first.processID
      try await first.stop()
      try await first.stop()
      #expect(kill(process, 0) != 0)
      await #expect(throws: DatabaseError.self) { try await value(first, "SELECT 'no'") }

      let second = try await EmbeddedCluster.start(directory: directory, log: messages.append)
      try await #expect(value(second, "SELECT t FROM kept") == "still here")
      try await second.stop()
      #expect(messages.contain("Making a PostgreSQL"))
      #expect(!messages.contain("Adopted"))
    }
  }

  @Test func onlyTheOwnUsersMayEnterAndNoSecondServer() async throws {
    try await withFolder { folder, messages in
      let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
      var facts = stat()
      try #require(stat("\(folder)/socket", &facts) == 0)
      #expect(facts.st_mode & 0o777 == 0o700)
      try #require(stat("\(folder)/data", &facts) == 0)
      #expect(facts.st_mode & 0o077 == 0)
      if geteuid() == 0 { #expect(facts.st_uid != 0) }
      // Another role than ours is refused, even to its owner.
      let error = await #expect(throws: DatabaseError.self) {
        try await Connection.connect(ConnectionConfiguration("\(cluster.connectionString) user=postgres"))
      }
      #expect(error?.sqlstate == "28000")
      let second = await #expect(throws: ClusterError.self) {
        try await EmbeddedCluster.start(directory: folder, log: messages.append)
      }
      #expect(second?.code == .inUse)
      try await #expect(value(cluster, "SELECT 'alive'::text") == "alive")
      try await cluster.stop()
    }
  }

  /// The supervision of a cluster that was dropped may hold it for a moment more.
  private func startWhenFree(_ folder: String, _ messages: Messages) async throws -> EmbeddedCluster {
    while true {
      do {
        return try await EmbeddedCluster.start(directory: folder, log: messages.append)
      } catch let error as ClusterError where error.code == .inUse {
        await Task.yield()
      }
    }
  }

  @Test func aKilledServerIsStartedAgainAndOneLeftRunningAdopted() async throws {
    try await withFolder { folder, messages in
      let process = try await killAndDrop(folder, messages)
      // As when we are killed ourselves: the lock goes, the server stays.
      let second = try await startWhenFree(folder, messages)
      await #expect(second.processID == process)
      #expect(messages.contain("Adopted"))
      try await #expect(value(second, "SELECT t FROM kept") == "still here")
      try await second.stop()
      #expect(!LocalFiles.exists("\(folder)/data/postmaster.pid"))
    }
  }

  /// Starts a cluster, kills its server, waits for the next and lets go of it; the server's process.
  private func killAndDrop(_ folder: String, _ messages: Messages) async throws -> pid_t {
    let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
    _ = try await value(cluster, "CREATE TABLE kept AS SELECT 'still here'::text AS t")
    let killed = await cluster.processID
    try #require(kill(killed, SIGKILL) == 0)
    while await cluster.processID == killed { await Task.yield() }
    try await #expect(value(cluster, "SELECT t FROM kept") == "still here")
    #expect(messages.contain("ended unexpectedly"))
    return await cluster.processID
  }

  @Test func dataOfAnotherVersionAreRefused() async throws {
    try await withFolder { folder, messages in
      _ = try LocalFiles.makeFolder("\(folder)/data", mode: 0o700)
      try LocalFiles.write("9\n", to: "\(folder)/data/PG_VERSION", mode: 0o600)
      let error = await #expect(throws: ClusterError.self) {
        try await EmbeddedCluster.start(directory: folder, log: messages.append)
      }
      #expect(error?.code == .otherVersion)
      #expect(error?.description.contains("pg_upgrade") == true)
    }
  }

  @Test func foreignDataAreLeftAlone() async throws {
    try await withFolder { folder, messages in
      _ = try LocalFiles.makeFolder("\(folder)/data", mode: 0o700)
      let error = await #expect(throws: ClusterError.self) {
        try await EmbeddedCluster.start(directory: folder, log: messages.append)
      }
      #expect(error?.code == .files)
    }
  }

  @Test func aHalfMadeClusterIsMadeAnew() async throws {
    try await withFolder { folder, messages in
      let account = try ServerAccount.current()
      for path in ["\(folder)/data.new", "\(folder)/data.new/base"] {
        _ = try LocalFiles.makeFolder(path, mode: 0o700)
        try LocalFiles.give(path, to: account)
      }
      let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
      try await #expect(value(cluster, "SELECT 'made'::text") == "made")
      try await cluster.stop()
    }
  }

  @Test func aLongPathGetsItsSocketElsewhere() async throws {
    try await withFolder { folder, messages in
      let directory = "\(folder)/\(String(repeating: "long", count: 20))"
      let cluster = try await EmbeddedCluster.start(directory: directory, log: messages.append)
      #expect(!cluster.connectionString.contains("longlong"))
      try await #expect(value(cluster, "SELECT 'reached'::text") == "reached")
      let socket = try #require(cluster.connectionString.split(separator: "'").dropFirst().first)
      try await cluster.stop()
      #expect(!LocalFiles.exists(String(socket)))
    }
  }

  @Test func programsThatCannotRunAreTold() throws {
    let account = try ServerAccount.current()
    let error = #expect(throws: ClusterError.self) {
      try ServerProcess.start("/nonexistent", [], as: account, folder: "/", output: "/dev/null")
    }
    #expect(error?.code == .files)
  }

  @Test func spawnedProgramsRunAsTheServersUserWithNothingOfOurs() async throws {
    try await withFolder { folder, _ in
      let account = try ServerAccount.current()
      let output = "\(folder)/out"
      let script = "id -u; pwd; ls /proc/self/fd | wc -l; env | sort"
      let process = try ServerProcess.start(
        "/bin/sh", ["-c", script], as: account, folder: "/tmp", output: output)
      await #expect(process.waitForEnd(.seconds(10)) == 0)
      let lines = try #require(LocalFiles.read(output)).split(separator: "\n").map(String.init)
      // Descriptors 0 to 2, and the one by which `ls` reads the folder.
      #expect(lines.prefix(3) == ["\(account.user)", "/tmp", "4"])
      #expect(
        lines.dropFirst(3).allSatisfy { ["PATH", "LC_ALL", "TZ", "PWD"].contains($0.prefix { $0 != "=" }) })
    }
  }
}
