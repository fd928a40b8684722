import Glibc

/// The server of one cluster: how it is made, started, adopted and stopped.
final class ClusterServer: Sendable {
  let log: @Sendable (String) -> Void
  private let layout: ClusterLayout
  private let programs: ServerPrograms
  /// What is held: the cluster's folder, and the data within, which can be moved apart from it.
  private let folder: FolderLock
  private let data: FolderLock
  private let socket: SocketFolder
  private let systemIdentifier: UInt64

  private init(
    _ layout: ClusterLayout, _ programs: ServerPrograms, _ folder: FolderLock,
    log: @escaping @Sendable (String) -> Void
  ) throws(ClusterError) {
    self.layout = layout
    self.programs = programs
    self.folder = folder
    self.log = log
    data = try FolderLock(layout.data)
    guard let identifier = ControlFile.systemIdentifier(of: layout.data) else {
      throw ClusterError(
        .files,
        "\(layout.data) holds no whole cluster: global/pg_control is missing or cut. Restore it from a backup, or move it "
          + "away to begin with an empty database.")
    }
    systemIdentifier = identifier
    socket = try SocketFolder(layout)
  }

  /// Takes the folder, finds the programs, and makes the cluster when there is none.
  static func prepare(
    _ directory: String, log: @escaping @Sendable (String) -> Void
  ) async throws(ClusterError) -> ClusterServer {
    let user = try ServerUser.name()
    let layout = try ClusterLayout(directory)
    let folder = try FolderLock(layout.folder)
    if let process = PostgresProcesses.movedAway(from: layout, folder.identity) {
      throw ClusterError(
        .foreign,
        "The data were moved from \(layout.data) to \(PostgresProcesses.folder(of: process)) while PostgreSQL (process "
          + "\(process)) ran on them, and it still does. Stop the server that uses it, or, if there is none, run: kill "
          + "-QUIT \(process). Nothing is lost by that. Then start again.")
    }
    let programs = try ServerPrograms.find(dataVersion: layout.dataVersion())
    try await ClusterInitialization.removeUnfinished(layout)
    if layout.dataVersion() == nil {
      guard !LocalFiles.exists(layout.data) else {
        throw ClusterError(.files, "\(layout.data) exists but is no cluster of PostgreSQL; move it away.")
      }
      try await ClusterInitialization.run(layout, programs, log)
    }
    let server = try ClusterServer(layout, programs, folder, log: log)
    try layout.writeAccess(for: user)
    return server
  }

  func connectionString(database: String) -> String {
    "host=\(ConnectionString.quoted(socket.path)) port=5432 user=\(EmbeddedCluster.name) dbname=\(database)"
  }

  // MARK: Starting

  /// The server that works on the data: the one that runs already, once it answers, or a new one.
  ///
  /// Throws `interrupted` when the task is cancelled meanwhile; then nothing runs.
  func run() async throws(ClusterError) -> ServerProcess {
    guard data.isInPlace else {
      throw ClusterError(
        .foreign, "\(layout.data) was moved or removed while the server used it. Put it back, or stop the server.")
    }
    while true {
      if let process = try await adopt() { return process }
      try await endOrphans()
      try clearLeftovers()
      if let process = try await start() { return process }
    }
  }

  /// The server that runs on the data already, once it answers; nil when none does.
  private func adopt() async throws(ClusterError) -> ServerProcess? {
    guard let file = PostmasterFile(in: layout.data) else { return nil }
    guard !PostgresProcesses.isWorking(-file.process, in: data.identity) else {
      throw ClusterError(
        .inUse, "PostgreSQL works on \(layout.data) in single-user mode (process \(-file.process)); end it first.")
    }
    guard PostgresProcesses.isWorking(file.process, in: data.identity) else { return nil }
    let process = ServerProcess(adopted: file.process, workingIn: data.identity)
    switch try await waitUntilItAnswers(process, ServerLog(layout, keepingOutput: true)) {
    case .ours:
      log("Adopted the PostgreSQL server that runs on \(layout.data) already (process \(process.id)).")
      return process
    case .ended: return nil
    case .foreign(let fault):
      // Started by us where the data lay before. Without a checkpoint, which it would write to there.
      log("PostgreSQL (process \(process.id)) is started again: \(fault).")
      guard await process.end(by: ClusterLimits.abruptStop) else { throw stillRuns(process) }
      return nil
    case .late:
      throw ClusterError(
        .startFailed,
        "PostgreSQL (process \(process.id)) runs on \(layout.data) but does not answer. Run: kill -QUIT \(process.id). "
          + "Nothing is lost by that. Then start again.")
    }
  }

  /// Starts a new one; nil when another of ours was faster.
  private func start() async throws(ClusterError) -> ServerProcess? {
    let said = ServerLog(layout)
    let process = try ServerProcess.start(
      "\(programs.folder)/postgres", serverArguments, folder: layout.data, output: layout.output)
    let answer: ServerAnswer
    do {
      answer = try await waitUntilItAnswers(process, said)
    } catch {
      _ = await process.end(by: ClusterLimits.abruptStop)
      throw error
    }
    switch answer {
    case .ours:
      log("PostgreSQL \(programs.majorVersion) runs on \(layout.data) (process \(process.id)).")
      return process
    case .ended:
      if let file = PostmasterFile(in: layout.data), PostgresProcesses.isWorking(file.process, in: data.identity) {
        return nil
      }
      await waitForLastWords()
      throw ClusterError(.startFailed, "PostgreSQL did not start: \(said.reason)")
    case .foreign(let fault):
      _ = await process.end(by: ClusterLimits.abruptStop)
      throw ClusterError(.foreign, "What answers in \(layout.data) is another PostgreSQL: \(fault).")
    case .late:
      _ = await process.end(by: ClusterLimits.startStop)
      throw ClusterError(.startFailed, "PostgreSQL did not answer in time: \(said.reason)")
    }
  }

  /// What writes the log outlives the server for as long as it has something to write.
  private func waitForLastWords() async {
    let end = ContinuousClock.now + ClusterLimits.lastWords
    while !PostgresProcesses.working(in: data.identity).isEmpty, ContinuousClock.now < end { await Pause.short() }
  }

  private var serverArguments: [String] {
    let settings = [
      ("listen_addresses", ""), ("port", "5432"), ("unix_socket_directories", SocketFolder.name),
      ("unix_socket_permissions", "0700"), ("hba_file", layout.access), ("ident_file", layout.names),
      // Compiled code is for long reads of another kind, and a sandbox may forbid memory that is written and then run.
      ("jit", "off"),
      // A week of files, each day's written over the last week's.
      ("logging_collector", "on"), ("log_directory", "log"), ("log_filename", "postgresql-%a.log"),
      ("log_truncate_on_rotation", "on"), ("log_rotation_age", "1d"), ("log_rotation_size", "0"),
    ]
    return ["-D", layout.data] + settings.flatMap { ["-c", "\($0.0)=\($0.1)"] }
  }

  /// Waits until a server answers, ends, or turns out to be another's.
  private func waitUntilItAnswers(
    _ process: ServerProcess, _ said: ServerLog
  ) async throws(ClusterError) -> ServerAnswer {
    var patience = StartPatience(at: .now)
    while process.ended() == nil {
      if Task.isCancelled {
        guard await process.end(by: ClusterLimits.startStop) else { throw stillRuns(process) }
        throw .interrupted
      }
      if let file = PostmasterFile(in: layout.data), file.process == process.id, !file.socketFolder.isEmpty,
        file.socketFolder != SocketFolder.name
      {
        throw ClusterError(
          .inUse,
          "PostgreSQL (process \(process.id)) runs on \(layout.data), but another started it. Stop it there, or run: kill "
            + "-INT \(process.id). Then start again.")
      }
      switch await answer(of: process) {
      case .claim(let answer): return answer
      case .comingUp: patience.noteLife(at: .now)
      case .nothing: break
      }
      guard !patience.isOver(at: .now) else { return .late }
      if patience.takeWord(at: .now) {
        log("PostgreSQL (process \(process.id)) does not answer yet; it says: \(said.last ?? "nothing").")
      }
      await Pause.short()
    }
    return .ended
  }

  private enum Heard {
    case claim(ServerAnswer)
    /// It takes no connections yet, and says so: it recovers, which takes as long as it takes.
    case comingUp
    case nothing
  }

  /// Whether what answers on the socket is the process, works on our folder and on the cluster in it.
  private func answer(of process: ServerProcess) async -> Heard {
    guard socket.hasSocket else { return .nothing }
    var configuration = ConnectionConfiguration(connectionString(database: "postgres"))
    configuration.connectTimeout = .seconds(5)
    do {
      let connection = try await Connection.connect(configuration)
      let claim = try await ServerClaim.asked(on: connection)
      await connection.close()
      let fault = claim.fault(process: process.id, data: data.identity, systemIdentifier: systemIdentifier)
      return .claim(fault.map { .foreign($0) } ?? .ours)
    } catch {
      return error.sqlstate == "57P03" ? .comingUp : .nothing
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

  // MARK: Leftovers

  /// Ends what a server left in our folder that has ended itself, or that lost its file. None of them can be adopted.
  private func endOrphans() async throws(ClusterError) {
    for (signal, limit) in ClusterLimits.abruptStop {
      var orphans = PostgresProcesses.working(in: data.identity)
      guard !orphans.isEmpty else { return }
      for orphan in orphans { kill(orphan, signal) }
      let end = ContinuousClock.now + limit
      while !orphans.isEmpty, ContinuousClock.now < end {
        await Pause.short()
        orphans = PostgresProcesses.working(in: data.identity)
      }
    }
    if let orphan = PostgresProcesses.working(in: data.identity).first {
      throw ClusterError(.startFailed, "PostgreSQL's process \(orphan) still works on \(layout.data) and does not end.")
    }
  }

  /// Removes the files of a server that runs no more: its number may be another's by now. Those that a copy brought
  /// along tell that it was made while the server ran.
  private func clearLeftovers() throws(ClusterError) {
    if let file = PostmasterFile(in: layout.data) {
      if let original = original(of: file) {
        let path = "\(layout.data)/\(PostmasterFile.name)"
        throw ClusterError(
          .foreign,
          "\(layout.data) is a copy of \(original), made while PostgreSQL ran there or before it had stopped in good order: "
            + "what was written meanwhile can be missing or torn. Stop that server and copy again. If nothing was written "
            + "meanwhile, as in a snapshot of the disk, run: rm \(path)")
      }
      unlink("\(layout.data)/\(PostmasterFile.name)")
    }
    socket.clear()
  }

  /// The folder of the same cluster in which that server was started, or runs, if it is another than ours.
  private func original(of file: PostmasterFile) -> String? {
    ["/proc/\(file.process)/cwd", file.data].first { path in
      guard let there = FolderIdentity(path), there != data.identity else { return false }
      return ControlFile.systemIdentifier(of: path) == systemIdentifier
    }.map { $0 == file.data ? $0 : PostgresProcesses.folder(of: file.process) }
  }

  // MARK: Stopping

  func stop(_ process: ServerProcess) async throws(ClusterError) {
    // Where the data were moved away, a checkpoint would write to whatever lies in their place.
    guard await process.end(by: data.isInPlace ? ClusterLimits.orderlyStop : ClusterLimits.abruptStop) else {
      throw ClusterError(.stopFailed, "PostgreSQL (process \(process.id)) did not stop.")
    }
    log("PostgreSQL has stopped.")
    data.release()
    folder.release()
  }

  private func stillRuns(_ process: ServerProcess) -> ClusterError {
    ClusterError(.stopFailed, "PostgreSQL (process \(process.id)) did not stop.")
  }
}
