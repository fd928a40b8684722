import PluginHost
import RecordStore
import ReportDocument

/// What reports are made with.
struct ReportTools: Sendable {
  let store: Store
  let host: PluginHost
  /// This program's version, noted with what its writers write.
  let version: String

  /// Writes a run that is in the archive in a medium, into the archive, for somebody who is about to be given it.
  func write(
    _ medium: String, _ stamp: ReportStamp, of run: String, for principal: String,
    until deadline: ContinuousClock.Instant, _ traceparent: String?
  ) async throws -> ArchivedMedium {
    let archive = store.archive
    let pieces = archive.medium(medium, of: run)
    var job = WriteJob(medium: medium, stamp: stamp, deadline: deadline)
    job.traceparent = traceparent
    do {
      let written = try await host.write(
        job,
        blocks: { sink in try await archive.readBlocks(of: run) { try await sink.send($0) } },
        output: { try await pieces.append($0) })
      try await pieces.finish()
      return try await archive.complete(
        medium, of: run, pieces, bytes: written.bytes, sha256: written.sha256, writerVersion: version,
        deliveredTo: principal)
    } catch {
      // What was cancelled is dropped all the same.
      await Task { try? await archive.drop(pieces) }.value
      throw error
    }
  }
}
