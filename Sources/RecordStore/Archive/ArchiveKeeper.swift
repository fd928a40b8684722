import Logging

/// Removes runs whose time is over, now and then, as long as the store is open. Several servers may do so at once.
actor ArchiveKeeper {
  private let archive: ReportArchive
  private let logger: Logger
  private var task: Task<Void, Never>?

  init(archive: ReportArchive, logger: Logger) {
    self.archive = archive
    self.logger = logger
  }

  func start() {
    task = Task { [archive, logger] in
      while !Task.isCancelled {
        do {
          let count = try await archive.removeExpired()
          if count > 0 { logger.info("Reports whose time is over were removed", metadata: ["runs": "\(count)"]) }
        } catch {
          // The database may be away; there is a next time.
          logger.debug("Reports whose time is over cannot be removed", metadata: ["error": "\(error)"])
        }
        try? await Task.sleep(for: ArchiveLimits.sweepInterval)
      }
    }
  }

  func stop() async {
    task?.cancel()
    await task?.value
    task = nil
  }
}
