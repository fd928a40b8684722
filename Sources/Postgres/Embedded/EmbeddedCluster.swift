import Glibc

/// A PostgreSQL server of our own, for one machine, without TCP: made on first use, kept running, stopped
/// with us.
///
/// Who may connect is the user whom both run as, over a socket in a folder closed to all others, as role `kurukan`
/// (`peer`). The server is not tied to our life: when we are killed it runs on,
/// loses nothing, and the next start on the same folder adopts it. What answers is ours only when its folder, its cluster and
/// its process are those of the folder; a lock on the folder itself, held for as long as this object lives, keeps a second
/// of us off it.
public actor EmbeddedCluster {
  /// The role and the database.
  public static let name = "kurukan"

  /// libpq's connection string for the database.
  public nonisolated let connectionString: String

  private let server: ClusterServer
  private var process: ServerProcess
  private var supervisor: Task<Void, Never>?
  private var isStopping = false

  /// Starts the cluster in a folder, or adopts the one that runs there; makes it first if need be.
  ///
  /// The folder is made if missing. Root cannot call: PostgreSQL refuses it. Throws `ClusterError` with what to do;
  /// `interrupted` when the task is cancelled meanwhile, and then nothing runs.
  public static func start(
    directory: String, log: @escaping @Sendable (String) -> Void
  ) async throws -> EmbeddedCluster {
    let server = try await ClusterServer.prepare(directory, log: log)
    let process = try await server.run()
    do {
      try await server.makeDatabase()
    } catch {
      try? await server.stop(process)
      throw Task.isCancelled ? ClusterError.interrupted : error
    }
    let cluster = EmbeddedCluster(server: server, process: process)
    await cluster.supervise()
    return cluster
  }

  private init(server: ClusterServer, process: ServerProcess) {
    self.server = server
    self.process = process
    connectionString = server.connectionString(database: EmbeddedCluster.name)
  }

  /// Stops the server: its clients are disconnected, what was committed is on disk. Twice is harmless.
  ///
  /// Throws `stopFailed` when it still runs after all signals; its data are safe then, too.
  public func stop() async throws {
    guard !isStopping else { return }
    isStopping = true
    supervisor?.cancel()
    await supervisor?.value
    try await server.stop(process)
  }

  /// The server's process, for tests.
  var processID: pid_t { process.id }

  /// Restarts the server when it ends by itself.
  private func supervise() {
    supervisor = Task { [weak self] in
      var pause = ClusterLimits.supervision
      while !Task.isCancelled {
        try? await Task.sleep(for: pause, clock: .continuous)
        guard let self, !Task.isCancelled else { return }
        pause = await self.check(pause)
      }
    }
  }

  /// Looks once; how long to wait until the next look.
  private func check(_ pause: Duration) async -> Duration {
    guard !isStopping, let status = process.ended() else { return ClusterLimits.supervision }
    server.log("PostgreSQL ended unexpectedly (status \(status)); it is started again.")
    do {
      process = try await server.run()
      return ClusterLimits.supervision
    } catch {
      if isStopping { return ClusterLimits.supervision }
      server.log("PostgreSQL could not be started again: \(error)")
      return min(pause * 2, ClusterLimits.longestRestartPause)
    }
  }
}

/// The limits of a cluster, all in one place.
enum ClusterLimits {
  /// How long a server that starts may say nothing; while it says that it recovers, it is waited for.
  static let start: Duration = .seconds(300)
  /// How long `initdb` may take.
  static let initialization: Duration = .seconds(120)
  /// How often it is said that a start goes on.
  static let word: Duration = .seconds(10)
  /// How long the log of a server that ended is waited for.
  static let lastWords: Duration = .seconds(5)
  /// How long an immediate shutdown may take.
  static let immediateStop: Duration = .seconds(10)
  /// How a server is stopped that works: with a checkpoint, else without one, and recovery follows.
  static let orderlyStop: [(signal: Int32, limit: Duration)] = [
    (SIGINT, .seconds(60)), (SIGQUIT, immediateStop), (SIGKILL, .seconds(5)),
  ]
  /// How a server is stopped that has not answered yet.
  static let startStop: [(signal: Int32, limit: Duration)] = [
    (SIGINT, .seconds(3)), (SIGQUIT, .seconds(3)), (SIGKILL, .seconds(5)),
  ]
  /// How a server is stopped that must not write a checkpoint.
  static let abruptStop: [(signal: Int32, limit: Duration)] = [(SIGQUIT, .seconds(5)), (SIGKILL, .seconds(5))]
  /// How often it is seen to that the server runs.
  static let supervision: Duration = .seconds(1)
  /// The longest pause between attempts to start it again.
  static let longestRestartPause: Duration = .seconds(30)
}
