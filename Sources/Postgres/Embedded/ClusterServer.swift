import Glibc

/// The server of one cluster: how it is made, started, adopted and stopped.
final class ClusterServer: Sendable {
  let log: @Sendable (String) -> Void
  private let layout: ClusterLayout
  private let programs: ServerPrograms
  private let user: String
  private let socketFolder: String
  private let isSocketFolderTemporary: Bool
  private let lock: FolderLock
  private let running: pid_t?

  private init(
    layout: ClusterLayout, programs: ServerPrograms, user: String, lock: FolderLock,
    log: @escaping @Sendable (String) -> Void
  ) throws(ClusterError) {
    self.layout = layout
    self.programs = programs
    self.user = user
    self.lock = lock
    self.log = log
    // A server that runs already has its socket where it was told.
    if let server = layout.runningServer(), kill(server.process, 0) == 0 || errno == EPERM,
      LocalFiles.exists(server.socketFolder)
    {
      running = server.process
      socketFolder = server.socketFolder
      isSocketFolderTemporary = !server.socketFolder.hasPrefix(layout.folder)
    } else {
      running = nil
      (socketFolder, isSocketFolderTemporary) = try layout.makeSocketFolder()
    }
  }

  /// Takes the folder, finds the programs, and makes the cluster when there is none.
  static func prepare(
    _ directory: String, log: @escaping @Sendable (String) -> Void
  ) async throws(ClusterError) -> ClusterServer {
    let user = try ServerUser.name()
    let layout = try ClusterLayout(directory)
    let lock = try FolderLock(layout.lock)
    let programs = try ServerPrograms.find(dataVersion: layout.dataVersion())
    if layout.dataVersion() == nil {
      try await initialize(layout, programs, log)
    }
    let server = try ClusterServer(
      layout: layout, programs: programs, user: user, lock: lock, log: log)
    try server.writeAccess()
    return server
  }

  private static func initialize(
    _ layout: ClusterLayout, _ programs: ServerPrograms, _ log: @Sendable (String) -> Void
  ) async throws(ClusterError) {
    guard !LocalFiles.exists(layout.data) else {
      throw ClusterError(.files, "\(layout.data) exists but is no cluster of PostgreSQL; move it away.")
    }
    log("Making a PostgreSQL \(programs.majorVersion) cluster in \(layout.data).")
    _ = unlink(layout.setupOutput)
    if LocalFiles.exists(layout.unfinishedData) {
      let removal = try ServerProcess.start(
        "/bin/rm", ["-rf", "--", layout.unfinishedData], folder: "/", output: layout.setupOutput)
      _ = await removal.waitForEnd(ClusterLimits.initialization)
      _ = rmdir(layout.unfinishedData)
    }
    _ = try LocalFiles.makeFolder(layout.unfinishedData, mode: 0o700)
    let process = try ServerProcess.start(
      "\(programs.folder)/initdb",
      [
        "--pgdata=\(layout.unfinishedData)", "--username=\(EmbeddedCluster.name)", "--encoding=UTF8",
        "--locale=C", "--data-checksums", "--auth-local=peer", "--auth-host=reject",
      ], folder: "/", output: layout.setupOutput)
    guard let status = await process.waitForEnd(ClusterLimits.initialization) else {
      process.signal(SIGKILL)
      _ = await process.waitForEnd(ClusterLimits.immediateStop)
      throw ClusterError(.initializationFailed, "initdb did not end in time.")
    }
    guard status == 0 else {
      throw ClusterError(
        .initializationFailed, "initdb failed: \(layout.tail(layout.setupOutput))")
    }
    guard rename(layout.unfinishedData, layout.data) == 0 else {
      throw LocalFiles.fault("rename", layout.unfinishedData)
    }
  }

  /// Who may connect, in files beside the data: the starting user may be another one each time.
  private func writeAccess() throws(ClusterError) {
    let role = EmbeddedCluster.name
    // The second is for pg_basebackup, which "all" does not mean.
    let lines = ["all", "replication"].map { "local \($0) \(role) peer map=kurukan\n" }
    try LocalFiles.write(lines.joined(), to: layout.access, mode: 0o644)
    try LocalFiles.write("kurukan \"\(user)\" \(role)\n", to: layout.names, mode: 0o644)
  }

  func connectionString(database: String) -> String {
    let host = socketFolder.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "host='\(host)' port=5432 user=\(EmbeddedCluster.name) dbname=\(database)"
  }

  // MARK: Starting

  /// The server that runs on the data already, once it answers; nil when none does.
  func adopt() async throws(ClusterError) -> ServerProcess? {
    guard let running else { return nil }
    let process = ServerProcess(id: running)
    let limit = ContinuousClock.now + ClusterLimits.start
    while process.ended() == nil {
      // One that starts, or stops, refuses connections: it will answer, or be gone.
      guard isPostgres(running) else { return nil }
      if await answers() {
        log("Adopted the PostgreSQL server that runs on \(layout.data) already (process \(running)).")
        return process
      }
      guard ContinuousClock.now < limit else {
        throw ClusterError(
          .startFailed, "Process \(running) runs on \(layout.data) but does not answer on its socket.")
      }
      await Pause.short()
    }
    return nil
  }

  private func isPostgres(_ process: pid_t) -> Bool {
    // The id in a file left behind may belong to another program by now.
    guard let name = LocalFiles.read("/proc/\(process)/comm") else { return false }
    return name.hasPrefix("postgres")
  }

  func start() async throws(ClusterError) -> ServerProcess {
    guard LocalFiles.exists(socketFolder) else {
      throw ClusterError(.files, "The socket's folder \(socketFolder) has gone.")
    }
    _ = unlink(layout.output)
    let process = try ServerProcess.start(
      "\(programs.folder)/postgres", serverArguments, folder: layout.data, output: layout.output)
    let limit = ContinuousClock.now + ClusterLimits.start
    while !(await answers()) {
      if process.ended() != nil {
        throw ClusterError(.startFailed, "PostgreSQL did not start: \(layout.tail(layout.output))")
      }
      guard ContinuousClock.now < limit else {
        process.signal(SIGINT)
        _ = await process.waitForEnd(ClusterLimits.fastStop)
        throw ClusterError(.startFailed, "PostgreSQL did not answer in time: \(layout.tail(layout.output))")
      }
      await Pause.short()
    }
    log("PostgreSQL \(programs.majorVersion) runs on \(layout.data) (process \(process.id)).")
    return process
  }

  private var serverArguments: [String] {
    let settings = [
      ("listen_addresses", ""), ("port", "5432"), ("unix_socket_directories", socketFolder),
      ("unix_socket_permissions", "0700"), ("hba_file", layout.access), ("ident_file", layout.names),
      // A week of files, each day's written over the last week's.
      ("logging_collector", "on"), ("log_directory", "log"), ("log_filename", "postgresql-%a.log"),
      ("log_truncate_on_rotation", "on"), ("log_rotation_age", "1d"), ("log_rotation_size", "0"),
    ]
    return ["-D", layout.data] + settings.flatMap { ["-c", "\($0.0)=\($0.1)"] }
  }

  private func answers() async -> Bool {
    // The socket file comes before the server is ready, but never after.
    guard LocalFiles.exists("\(socketFolder)/.s.PGSQL.5432") else { return false }
    var configuration = ConnectionConfiguration(connectionString(database: "postgres"))
    configuration.connectTimeout = .seconds(5)
    do {
      let connection = try await Connection.connect(configuration)
      await connection.close()
      return true
    } catch {
      return false
    }
  }

  func makeDatabase() async throws(DatabaseError) {
    let name = EmbeddedCluster.name
    let connection = try await Connection.connect(
      ConnectionConfiguration(connectionString(database: "postgres")))
    let found = try await connection.query("SELECT 1 FROM pg_database WHERE datname = \(name)")
    if found.rows.isEmpty { try await connection.query("CREATE DATABASE \(identifier: name)") }
    await connection.close()
  }

  // MARK: Stopping

  func stop(_ process: ServerProcess) async throws(ClusterError) {
    for (signal, limit) in [(SIGINT, ClusterLimits.fastStop), (SIGQUIT, ClusterLimits.immediateStop)] {
      process.signal(signal)
      if await process.waitForEnd(limit) != nil {
        log("PostgreSQL has stopped.")
        if isSocketFolderTemporary { _ = rmdir(socketFolder) }
        lock.release()
        return
      }
    }
    throw ClusterError(.stopFailed, "PostgreSQL (process \(process.id)) did not stop.")
  }
}
