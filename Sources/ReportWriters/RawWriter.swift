public import ReportDocument

/// Writes the document of the format's own that stands among a report's blocks, and nothing else.
public struct RawWriter: ReportWriter {
  private var buffer: OutputBuffer
  private var check = BlockStreamCheck()
  private var hasDocument = false

  /// A writer that hands its bytes to `output` in pieces of about 64 KiB.
  public init(output: @escaping WriterOutput) { buffer = OutputBuffer(output) }

  /// Writes the next block if it is a piece of the document.
  public mutating func write(_ block: Block) throws {
    try check.accept(block)
    guard case .raw(let piece) = block else { return }
    hasDocument = true
    buffer.append(piece.text)
    try buffer.passOn()
  }

  /// Writes what is left.
  public mutating func finish() throws {
    try check.finish()
    guard hasDocument else {
      throw DocumentError(.unfinished, "The report has no document of its own for this medium.")
    }
    try buffer.flush()
  }
}
