import Glibc
import Synchronization
import Testing

@testable import Postgres

/// What a cluster says of itself.
final class ClusterMessages: Sendable {
  private let lines = Mutex<[String]>([])
  func append(_ line: String) { lines.withLock { $0.append(line) } }
  func contain(_ text: String) -> Bool { lines.withLock { $0.contains { $0.contains(text) } } }
  var all: String { lines.withLock { $0.joined(separator: "\n") } }
}

/// A folder for clusters of a test's own. PostgreSQL refuses root, so such a test has a process of its own, in which root
/// becomes the user whom a server becomes.
enum ClusterFolder {
  private static func giveUpRoot() throws {
    guard geteuid() == 0 else { return }
    let entry = try #require(getpwnam("postgres")?.pointee, "make the user: useradd --system postgres")
    try #require(setgroups(0, nil) == 0 && setgid(entry.pw_gid) == 0 && setuid(entry.pw_uid) == 0)
  }

  /// Runs the closure with a folder of its own, not as root, and deletes it afterwards.
  static func withFolder(
    _ body: nonisolated(nonsending) (_ folder: String, _ messages: ClusterMessages) async throws -> Void
  ) async throws {
    try giveUpRoot()
    var template = Array("/tmp/kurukan-cluster-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(folder, ClusterMessages()))
    } catch {
      result = .failure(error)
    }
    _ = try await run("/bin/rm", ["-rf", "--", folder])
    try result.get()
  }

  /// Runs a program and waits for its end; its wait status.
  @discardableResult
  static func run(_ program: String, _ arguments: [String]) async throws -> Int32 {
    let process = try ServerProcess.start(program, arguments, folder: "/", output: "/dev/null")
    return try #require(await process.waitForEnd(.seconds(60)))
  }

  static func value(_ cluster: EmbeddedCluster, _ statement: SQL) async throws -> String? {
    let connection = try await Connection.connect(ConnectionConfiguration(cluster.connectionString))
    let value = try await connection.query(statement).first?.value(at: 0, as: String?.self)
    await connection.close()
    return value ?? nil
  }

  /// The supervision of a cluster that was dropped may hold it for a moment more.
  static func startWhenFree(_ folder: String, _ messages: ClusterMessages) async throws -> EmbeddedCluster {
    while true {
      do {
        return try await EmbeddedCluster.start(directory: folder, log: messages.append)
      } catch let error as ClusterError where error.code == .inUse {
        await Task.yield()
      }
    }
  }

  /// Starts a cluster with a row in it and lets go of it, as when a server is killed; PostgreSQL's process, which stays.
  static func leaveRunning(_ folder: String, _ messages: ClusterMessages) async throws -> pid_t {
    let cluster = try await EmbeddedCluster.start(directory: folder, log: messages.append)
    _ = try await value(cluster, "CREATE TABLE kept AS SELECT 'still here'::text AS t")
    return await cluster.processID
  }

  /// Waits until a condition holds, for a minute at most.
  static func wait(_ condition: () -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while !condition() {
      try #require(ContinuousClock.now < end)
      await Task.yield()
    }
  }
}
