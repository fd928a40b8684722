import Glibc

/// How a cluster is made: in a folder of its own, which takes its place once it is whole and on disk.
enum ClusterInitialization {
  static func run(
    _ layout: ClusterLayout, _ programs: ServerPrograms, _ log: @Sendable (String) -> Void
  ) async throws(ClusterError) {
    log("Making a PostgreSQL \(programs.majorVersion) cluster in \(layout.data).")
    _ = unlink(layout.setupOutput)
    let folder = try layout.makeUnfinishedFolder()
    let process = try ServerProcess.start(
      "\(programs.folder)/initdb",
      [
        "--pgdata=\(folder)", "--username=\(EmbeddedCluster.name)", "--encoding=UTF8", "--locale=C",
        "--data-checksums", "--auth-local=peer", "--auth-host=reject",
      ], folder: folder, output: layout.setupOutput)
    guard let status = await process.waitForEnd(ClusterLimits.initialization, interruptible: true) else {
      process.killGroup()
      _ = await process.waitForEnd(ClusterLimits.immediateStop)
      try await removeUnfinished(layout)
      throw Task.isCancelled ? .interrupted : ClusterError(.initializationFailed, "initdb did not end in time.")
    }
    guard status == 0 else {
      let reason = layout.tail(layout.setupOutput)
      try await removeUnfinished(layout)
      throw ClusterError(.initializationFailed, "initdb failed: \(reason)")
    }
    // initdb has waited until everything in it was on disk.
    guard rename(folder, layout.data) == 0 else { throw LocalFiles.fault("rename", folder) }
    try LocalFiles.sync(folderOf: layout.data)
  }

  /// Removes what interrupted starts left. An `initdb` that survived its server is ended first.
  static func removeUnfinished(_ layout: ClusterLayout) async throws(ClusterError) {
    for folder in layout.unfinishedFolders() {
      if let identity = FolderIdentity(folder) {
        let end = ContinuousClock.now + ClusterLimits.immediateStop
        while true {
          let processes = PostgresProcesses.working(in: identity)
          if processes.isEmpty { break }
          for process in processes { kill(process, SIGKILL) }
          guard ContinuousClock.now < end else {
            throw ClusterError(.files, "An initdb that was left in \(folder) does not end (process \(processes[0])).")
          }
          await Pause.short()
        }
      }
      try await remove(folder, layout)
    }
  }

  private static func remove(_ folder: String, _ layout: ClusterLayout) async throws(ClusterError) {
    let removal = try ServerProcess.start(
      "/bin/rm", ["-rf", "--", folder], folder: "/", output: layout.setupOutput)
    guard await removal.waitForEnd(ClusterLimits.initialization) == 0 else {
      throw ClusterError(.files, "Could not remove \(folder), a cluster that was never finished; remove it.")
    }
  }
}
