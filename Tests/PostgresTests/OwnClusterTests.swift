import Glibc
import Testing

@testable import Postgres

/// Whatever was moved, copied, lost or left behind: the right cluster runs, or one line says what to do.
@Suite(.timeLimit(.minutes(2))) struct OwnClusterTests {
  private static func refusal(
    _ folder: String, _ messages: ClusterMessages
  ) async throws -> ClusterError? {
    while true {
      do {
        let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
        try await cluster.stop()
        return nil
      } catch let error as ClusterError {
        guard error.code == .inUse, error.description.contains("Another server uses") else { return error }
        // One that was let go is held for a moment more.
        await Task.yield()
      }
    }
  }

  @Test func dataThatWereMovedAwayUnderALivingServer() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let process = try await ClusterFolder.leaveRunning("\(folder)/a", messages)
        try #require(rename("\(folder)/a/data", "\(folder)/a/saved") == 0)
        let error = try #require(try await Self.refusal("\(folder)/a", messages))
        #expect(error.code == .foreign)
        #expect(error.description.contains("\(folder)/a/saved"))
        #expect(error.description.contains("kill -QUIT \(process)."))
        #expect(kill(process, 0) == 0)
        #expect(!LocalFiles.exists("\(folder)/a/data"))
        // What it says to do helps: an empty database, and the old one when it is put back.
        kill(process, SIGQUIT)
        try await ClusterFolder.wait { ServerProcess(adopted: process, workingIn: FolderIdentity("/")!).ended() != nil }
        let empty = try await EmbeddedCluster.start(directory: "\(folder)/a", log: messages.append)
        try await #expect(ClusterFolder.value(empty, "SELECT to_regclass('kept')::text") == nil)
        try await empty.stop()
        try #require(rename("\(folder)/a/data", "\(folder)/a/empty") == 0)
        try #require(rename("\(folder)/a/saved", "\(folder)/a/data") == 0)
        let back = try await EmbeddedCluster.start(directory: "\(folder)/a", log: messages.append)
        try await #expect(ClusterFolder.value(back, "SELECT t FROM kept") == "still here")
        try await back.stop()
      }
    }
  }

  @Test func aFolderThatWasMovedWithItsServerRunning() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let process = try await ClusterFolder.leaveRunning("\(folder)/a", messages)
        try #require(rename("\(folder)/a", "\(folder)/b") == 0)
        let cluster = try await ClusterFolder.startWhenFree("\(folder)/b", messages)
        await #expect(cluster.processID != process)
        #expect(messages.contain("it was started for \(folder)/a/data"))
        try await #expect(ClusterFolder.value(cluster, "SELECT t FROM kept") == "still here")
        try await #expect(ClusterFolder.value(cluster, "SHOW data_directory") == "\(folder)/b/data")
        try await cluster.stop()
      }
    }
  }

  @Test func aFolderThatIsMovedUnderItsServer() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let first = try await EmbeddedCluster.start(directory: "\(folder)/a", log: messages.append)
        try #require(rename("\(folder)/a", "\(folder)/b") == 0)
        // Its clients do not find whatever lies in its place by now.
        let second = try #require(try await Self.refusal("\(folder)/a", messages))
        #expect(second.code == .foreign && second.description.contains("\(folder)/b/data"))
        try await #expect(ClusterFolder.value(first, "SELECT 'reached'::text") == "reached")
        await kill(first.processID, SIGKILL)
        try await ClusterFolder.wait { messages.contain("was moved or removed while the server used it") }
        try await first.stop()
        let moved = try await EmbeddedCluster.start(directory: "\(folder)/b", log: messages.append)
        try await #expect(ClusterFolder.value(moved, "SELECT 'runs'::text") == "runs")
        try await moved.stop()
      }
    }
  }

  @Test func aCopyOfARunningClusterIsRefused() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let original = try await EmbeddedCluster.start(directory: "\(folder)/a", log: messages.append)
        _ = try await ClusterFolder.value(original, "CREATE TABLE kept AS SELECT 'the original'::text AS t")
        _ = try await ClusterFolder.value(original, "CHECKPOINT")
        try await ClusterFolder.run("/bin/cp", ["-a", "\(folder)/a", "\(folder)/b"])
        let error = try #require(try await Self.refusal("\(folder)/b", messages))
        #expect(error.code == .foreign)
        #expect(error.description.contains("\(folder)/b/data is a copy of \(folder)/a/data"))
        try await #expect(ClusterFolder.value(original, "SELECT t FROM kept") == "the original")
        // What it says to do, since nothing was written meanwhile.
        try #require(unlink("\(folder)/b/data/postmaster.pid") == 0)
        let copy = try await EmbeddedCluster.start(directory: "\(folder)/b", log: messages.append)
        _ = try await ClusterFolder.value(copy, "UPDATE kept SET t = 'the copy'")
        try await #expect(ClusterFolder.value(original, "SELECT t FROM kept") == "the original")
        try await #expect(ClusterFolder.value(copy, "SHOW data_directory") == "\(folder)/b/data")
        try await copy.stop()
        try await #expect(ClusterFolder.value(original, "SELECT t FROM kept") == "the original")
        try await original.stop()
      }
    }
  }

  @Test func aCopyOfAStoppedClusterRunsBesideTheOriginal() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        try await EmbeddedCluster.start(directory: "\(folder)/a", log: messages.append).stop()
        try await ClusterFolder.run("/bin/cp", ["-a", "\(folder)/a", "\(folder)/b"])
        let original = try await EmbeddedCluster.start(directory: "\(folder)/a", log: messages.append)
        let copy = try await EmbeddedCluster.start(directory: "\(folder)/b", log: messages.append)
        try await #expect(ClusterFolder.value(copy, "SHOW data_directory") == "\(folder)/b/data")
        try await original.stop()
        try await #expect(ClusterFolder.value(copy, "SELECT 'runs on'::text") == "runs on")
        try await copy.stop()
      }
    }
  }

  /// The number in a file that a power cut left may be anybody's after the machine has started again.
  @Test func aStaleFileWhoseNumberAnotherBears() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let process = try await ClusterFolder.leaveRunning("\(folder)/a", messages)
        let file = try #require(LocalFiles.read("\(folder)/a/data/postmaster.pid"))
        let other = try await EmbeddedCluster.start(directory: "\(folder)/other", log: messages.append)
        kill(process, SIGKILL)
        for number in [await other.processID, getpid(), 1] {
          let lines = file.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
          try await ClusterFolder.wait { PostgresProcesses.working(in: FolderIdentity("\(folder)/a/data")!).isEmpty }
          try LocalFiles.write(
            "\(number)\n" + lines.joined(separator: "\n"), to: "\(folder)/a/data/postmaster.pid", mode: 0o600)
          let socket = "\(folder)/a/data/pgsql_tmp.socket/.s.PGSQL.5432.lock"
          try LocalFiles.write("\(number)\n", to: socket, mode: 0o600)
          let cluster = try await ClusterFolder.startWhenFree("\(folder)/a", messages)
          try await #expect(ClusterFolder.value(cluster, "SELECT t FROM kept") == "still here")
          try await cluster.stop()
        }
        try await #expect(ClusterFolder.value(other, "SELECT 'runs'::text") == "runs")
        try await other.stop()
      }
    }
  }

  @Test func aLostFileOfALivingServer() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let process = try await ClusterFolder.leaveRunning(folder, messages)
        try #require(unlink("\(folder)/data/postmaster.pid") == 0)
        let cluster = try await ClusterFolder.startWhenFree(folder, messages)
        await #expect(cluster.processID != process)
        try await #expect(ClusterFolder.value(cluster, "SELECT t FROM kept") == "still here")
        let working = PostgresProcesses.working(in: try #require(FolderIdentity("\(folder)/data")))
        #expect(!working.contains(process))
        try await cluster.stop()
      }
    }
  }

  @Test func noFileCanBeRemovedThatLetsASecondServerIn() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
        for name in LocalFiles.names(in: folder) where name != "data" {
          try #require(unlink("\(folder)/\(name)") == 0)
        }
        let error = await #expect(throws: ClusterError.self) {
          try await EmbeddedCluster.start(directory: folder, log: messages.append)
        }
        #expect(error?.code == .inUse)
        try await cluster.stop()
      }
    }
  }

  @Test func anInitdbThatSurvivedIsEnded() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let layout = try ClusterLayout(folder)
        let unfinished = try layout.makeUnfinishedFolder()
        let programs = try ServerPrograms.find(dataVersion: nil)
        let initdb = try ServerProcess.start(
          "\(programs.folder)/initdb", ["--pgdata=\(unfinished)"], folder: unfinished, output: "/dev/null")
        try await ClusterFolder.wait { LocalFiles.exists("\(unfinished)/PG_VERSION") }
        let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
        #expect(initdb.ended() == SIGKILL)
        #expect(!LocalFiles.exists(unfinished))
        try await #expect(ClusterFolder.value(cluster, "SELECT 'made'::text") == "made")
        try await cluster.stop()
      }
    }
  }

  @Test func whatIsNoWholeClusterIsTold() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        try await EmbeddedCluster.start(directory: folder, log: messages.append).stop()
        try #require(unlink("\(folder)/data/global/pg_control") == 0)
        let error = try #require(try await Self.refusal(folder, messages))
        #expect(error.code == .files && error.description.contains("Restore it from a backup"))
      }
    }
  }

  @Test func whyItDoesNotStartIsPostgreSQLsOwnReason() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        try await EmbeddedCluster.start(directory: folder, log: messages.append).stop()
        let configuration = "\(folder)/data/postgresql.auto.conf"
        try LocalFiles.write("no_such_setting = 1\n", to: configuration, mode: 0o600)
        let first = try #require(try await Self.refusal(folder, messages))
        #expect(first.description.contains("unrecognized configuration parameter \"no_such_setting\""))
        try LocalFiles.write("", to: configuration, mode: 0o600)
        for name in LocalFiles.names(in: "\(folder)/data/pg_wal") where name != "archive_status" {
          try #require(unlink("\(folder)/data/pg_wal/\(name)") == 0)
        }
        // This one is in its log only.
        let second = try #require(try await Self.refusal(folder, messages))
        #expect(second.description.contains("could not locate a valid checkpoint record"))
        #expect(!second.description.contains("redirecting"))
      }
    }
  }

  /// Has the next start wait for ever for an archived file of the log.
  private static func neverRecovers(_ folder: String) throws {
    try LocalFiles.write("restore_command = 'sleep 1000'\n", to: "\(folder)/data/postgresql.auto.conf", mode: 0o600)
    try LocalFiles.write("", to: "\(folder)/data/recovery.signal", mode: 0o600)
  }

  @Test func aStopWhileItRecovers() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        try await EmbeddedCluster.start(directory: folder, log: messages.append).stop()
        try Self.neverRecovers(folder)
        let data = try #require(FolderIdentity("\(folder)/data"))
        let start = Task { try await EmbeddedCluster.start(directory: folder, log: messages.append) }
        try await ClusterFolder.wait { PostgresProcesses.working(in: data).count > 1 }
        start.cancel()
        let error = await #expect(throws: ClusterError.self) { try await start.value }
        #expect(error?.code == .interrupted)
        try await ClusterFolder.wait { PostgresProcesses.working(in: data).isEmpty }
      }
    }
  }

  @Test func aStopWhileItIsStartedAgain() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
        let data = try #require(FolderIdentity("\(folder)/data"))
        try Self.neverRecovers(folder)
        await kill(cluster.processID, SIGKILL)
        try await ClusterFolder.wait {
          messages.contain("ended unexpectedly") && PostgresProcesses.working(in: data).count > 1
        }
        try await cluster.stop()
        try await ClusterFolder.wait { PostgresProcesses.working(in: data).isEmpty }
      }
    }
  }

  @Test func aStopWhileTheClusterIsMade() async throws {
    await #expect(processExitsWith: .success) {
      try await ClusterFolder.withFolder { folder, messages in
        let start = Task { try await EmbeddedCluster.start(directory: folder, log: messages.append) }
        try await ClusterFolder.wait { LocalFiles.names(in: folder).contains { $0.hasPrefix("data.new") } }
        start.cancel()
        let error = await #expect(throws: ClusterError.self) { try await start.value }
        #expect(error?.code == .interrupted)
        #expect(LocalFiles.names(in: folder) == ["initdb.out"])
      }
    }
  }
}
