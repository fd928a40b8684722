import Glibc
import Testing

@testable import Postgres

/// These need PostgreSQL's programs but no server: each starts servers of its own.
///
/// PostgreSQL refuses root, so each has a process of its own, in which root becomes the user whom a server becomes.
@Suite struct EmbeddedClusterTests {
  @Test func startsStopsAndKeepsItsData() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let directory = "\(folder)/below/state"
        let first = try await EmbeddedCluster.start(directory: directory, log: messages.append)
        try await #expect(
          ClusterFolder.value(first, "SELECT current_database() || ' ' || current_user") == "kurukan kurukan")
        try await #expect(ClusterFolder.value(first, "SHOW listen_addresses") == "")
        try await #expect(ClusterFolder.value(first, "SHOW data_checksums") == "on")
        try await #expect(ClusterFolder.value(first, "SHOW server_encoding") == "UTF8")
        try await #expect(ClusterFolder.value(first, "SHOW fsync") == "on")
        try await #expect(ClusterFolder.value(first, "CREATE TABLE kept AS SELECT 'still here'::text AS t") == nil)
        let process = await first.processID
        try await first.stop()
        try await first.stop()
        #expect(kill(process, 0) != 0)
        await #expect(throws: DatabaseError.self) { try await ClusterFolder.value(first, "SELECT 'no'") }

        let second = try await EmbeddedCluster.start(directory: directory, log: messages.append)
        try await #expect(ClusterFolder.value(second, "SELECT t FROM kept") == "still here")
        try await second.stop()
        #expect(messages.contain("Making a PostgreSQL"))
        #expect(!messages.contain("Adopted"))
      }
    }
  }

  @Test func onlyTheOwnUsersMayEnterAndNoSecondServer() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
        var facts = stat()
        try #require(stat("\(folder)/data/pgsql_tmp.socket", &facts) == 0)
        #expect(facts.st_mode & 0o777 == 0o700)
        try #require(stat("\(folder)/data", &facts) == 0)
        #expect(facts.st_mode & 0o077 == 0)
        // Another role than ours is refused, even to its owner.
        let error = await #expect(throws: DatabaseError.self) {
          try await Connection.connect(ConnectionConfiguration("\(cluster.connectionString) user=postgres"))
        }
        #expect(error?.sqlstate == "28000")
        let second = await #expect(throws: ClusterError.self) {
          try await EmbeddedCluster.start(directory: folder, log: messages.append)
        }
        #expect(second?.code == .inUse)
        try await #expect(ClusterFolder.value(cluster, "SELECT 'alive'::text") == "alive")
        try await cluster.stop()
      }
    }
  }

  @Test func aKilledServerIsStartedAgainAndOneLeftRunningAdopted() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let process = try await Self.killAndDrop(folder, messages)
        // As when we are killed ourselves: the lock goes, the server stays.
        let second = try await ClusterFolder.startWhenFree(folder, messages)
        await #expect(second.processID == process)
        #expect(messages.contain("Adopted"))
        try await #expect(ClusterFolder.value(second, "SELECT t FROM kept") == "still here")
        try await second.stop()
        #expect(!LocalFiles.exists("\(folder)/data/postmaster.pid"))
      }
    }
  }

  /// Starts a cluster, kills its server, waits for the next and lets go of it; the server's process.
  private static func killAndDrop(_ folder: String, _ messages: ClusterMessages) async throws -> pid_t {
    let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
    _ = try await ClusterFolder.value(cluster, "CREATE TABLE kept AS SELECT 'still here'::text AS t")
    let killed = await cluster.processID
    try #require(kill(killed, SIGKILL) == 0)
    while await cluster.processID == killed { await Task.yield() }
    try await #expect(ClusterFolder.value(cluster, "SELECT t FROM kept") == "still here")
    #expect(messages.contain("ended unexpectedly"))
    return await cluster.processID
  }

  @Test func dataOfAnotherVersionAreRefused() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        _ = try LocalFiles.makeFolder("\(folder)/data", mode: 0o700)
        try LocalFiles.write("9\n", to: "\(folder)/data/PG_VERSION", mode: 0o600)
        let error = await #expect(throws: ClusterError.self) {
          try await EmbeddedCluster.start(directory: folder, log: messages.append)
        }
        #expect(error?.code == .otherVersion)
        #expect(error?.description.contains("pg_upgrade") == true)
      }
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root can be refused as root")) func rootIsRefused() async {
    let error = await #expect(throws: ClusterError.self) {
      try await EmbeddedCluster.start(directory: "/nonexistent/cluster") { _ in }
    }
    #expect(error?.code == .noUser)
  }

  @Test func foreignDataAreLeftAlone() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        _ = try LocalFiles.makeFolder("\(folder)/data", mode: 0o700)
        let error = await #expect(throws: ClusterError.self) {
          try await EmbeddedCluster.start(directory: folder, log: messages.append)
        }
        #expect(error?.code == .files)
      }
    }
  }

  @Test func aHalfMadeClusterIsMadeAnew() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        for path in ["\(folder)/data.new", "\(folder)/data.new/base"] {
          _ = try LocalFiles.makeFolder(path, mode: 0o700)
        }
        let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
        try await #expect(ClusterFolder.value(cluster, "SELECT 'made'::text") == "made")
        try await cluster.stop()
      }
    }
  }

  @Test func aLongPathIsNoLongerPathForTheSocket() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let directory = "\(folder)/\(String(repeating: "long", count: 40))"
        let cluster = try await EmbeddedCluster.start(directory: directory, log: messages.append)
        try await #expect(ClusterFolder.value(cluster, "SELECT 'reached'::text") == "reached")
        // Nothing lies elsewhere that could be left behind.
        let socket = try #require(cluster.connectionString.split(separator: "'").dropFirst().first)
        #expect(FolderIdentity(String(socket)) == FolderIdentity("\(directory)/data/pgsql_tmp.socket"))
        try await cluster.stop()
      }
    }
  }

  @Test func programsThatCannotRunAreTold() throws {
    let error = #expect(throws: ClusterError.self) {
      try ServerProcess.start("/nonexistent", [], folder: "/", output: "/dev/null")
    }
    #expect(error?.code == .files)
  }

  @Test func spawnedProgramsRunWithNothingOfOurs() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, _ in
        let output = "\(folder)/out"
        let script = "id -u; pwd; ls /proc/self/fd | wc -l; env | sort"
        let process = try ServerProcess.start("/bin/sh", ["-c", script], folder: "/tmp", output: output)
        await #expect(process.waitForEnd(.seconds(10)) == 0)
        let lines = try #require(LocalFiles.read(output)).split(separator: "\n").map(String.init)
        // Descriptors 0 to 2, and the one by which `ls` reads the folder.
        #expect(lines.prefix(3) == ["\(geteuid())", "/tmp", "4"])
        #expect(
          lines.dropFirst(3).allSatisfy { ["PATH", "LC_ALL", "TZ", "PWD"].contains($0.prefix { $0 != "=" }) })
      }
    }
  }
}
