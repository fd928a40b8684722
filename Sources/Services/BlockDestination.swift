import RecordStore

/// Where a report's blocks go while it is composed, and the records from which its texts are.
protocol BlockDestination: Sendable {
  func take(blocks lines: [UInt8]) async throws
  func take(sources: [SourceRecord]) async throws
  func take(_ origin: RowOrigin, at place: RowPlace) async throws
  /// Returns once everything is where it belongs.
  func finish() async throws
}

/// The archive.
struct ArchivedBlocks: BlockDestination {
  private let blocks: PieceWriter
  private let sources: SourceWriter
  private let traces: TraceWriter

  init(of run: String, in archive: ReportArchive) {
    blocks = archive.blocks(of: run)
    sources = archive.sources(of: run)
    traces = archive.traces(of: run)
  }

  func take(blocks lines: [UInt8]) async throws { try await blocks.append(lines) }

  func take(sources records: [SourceRecord]) async throws { try await sources.append(records) }

  func take(_ origin: RowOrigin, at place: RowPlace) async throws { try await traces.append(origin, at: place) }

  func finish() async throws {
    async let sourcesAreKept: Void = sources.finish()
    async let tracesAreKept: Void = traces.finish()
    try await blocks.finish()
    try await sourcesAreKept
    try await tracesAreKept
  }
}

/// Nowhere: only what the format says is wanted.
struct DroppedBlocks: BlockDestination {
  func take(blocks lines: [UInt8]) async throws {}

  func take(sources: [SourceRecord]) async throws {}

  func take(_ origin: RowOrigin, at place: RowPlace) async throws {}

  func finish() async throws {}
}
