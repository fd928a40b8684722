import JSONBytes
import ReportDocument

/// A report's blocks as one JSON document, for programs: `{"stamp":…,"blocks":[…]}`, one block a line.
///
/// `Sources/ReportDocument/README.md` tells what stands in it. Texts are as the format wrote them, neither cleaned nor
/// spaced, since programs and not people read them; JSON carries every one of them.
struct JSONDocumentWriter: ReportWriter {
  private var buffer: OutputBuffer
  private var check = BlockStreamCheck()
  private var isFirst = true

  /// A writer that hands its bytes to `output` in pieces of about 64 KiB.
  init(_ stamp: ReportStamp, output: @escaping WriterOutput) {
    buffer = OutputBuffer(output)
    buffer.append("{\"stamp\":\(stamp.json.text),\"blocks\":[")
  }

  /// Writes the next block, if it is one that media print.
  mutating func write(_ block: Block) throws {
    try check.accept(block)
    if case .raw = block { return }
    buffer.append(isFirst ? "\n" : ",\n")
    isFirst = false
    buffer.append(contentsOf: block.line.dropLast())
    try buffer.passOn()
  }

  /// Closes the document.
  mutating func finish() throws {
    try check.finish()
    buffer.append("\n]}\n")
    try buffer.flush()
  }
}
