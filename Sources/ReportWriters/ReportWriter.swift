public import ReportDocument

/// Turns blocks into one medium as they come, with memory that does not grow with the report.
///
/// A writer trusts nobody: it holds the order of blocks by itself (``BlockStreamCheck``), escapes all text,
/// and prints what was withheld without being asked. After an error it must not be used any more.
public protocol ReportWriter {
  /// Writes the next block; throws ``DocumentError`` for a block that may not come here, and whatever the
  /// output throws.
  mutating func write(_ block: Block) throws
  /// Writes what closes the report. Without it the output is incomplete.
  mutating func finish() throws
}

/// Where a writer's bytes go, a piece at a time. It may throw to stop the writer.
public typealias WriterOutput = ([UInt8]) throws -> Void
