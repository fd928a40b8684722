public import ReportDocument

/// Writes one self-contained HTML page: accessible, light and dark, and set for A4 when printed.
///
/// Nothing is fetched from outside and no script runs; a content security policy in the page itself says so.
public struct HTMLWriter: ReportWriter {
  let stamp: ReportStamp
  let inline: HTMLInline
  let phrases: WriterPhrases
  var buffer: OutputBuffer
  var tableNumber = 0
  var openTable: OpenTable?
  var legend = SignLegend()
  private var check = BlockStreamCheck()
  private var header: DocumentHeader?
  private var pendingHeading: Heading?
  private var hasOpenMain = false

  /// What rows need to know of their table.
  struct OpenTable {
    var columns: [TableColumn]
    var hasRowHeaders: Bool
    var rowCount = 0
  }

  /// A writer that hands its bytes to `output` in pieces of about 64 KiB.
  public init(_ stamp: ReportStamp, output: @escaping WriterOutput) {
    self.stamp = stamp
    inline = HTMLInline(language: stamp.language)
    phrases = WriterPhrases.phrases(in: stamp.language)
    buffer = OutputBuffer(output)
  }

  /// Writes the next block.
  public mutating func write(_ block: Block) throws {
    try check.accept(block)
    switch block {
    case .document(let header):
      self.header = header
      legend.note(block)
      writeHead(header)
      writeCover(header)
    case .contents(let entries): writeContents(entries)
    default:
      openMain()
      writeBody(block)
    }
    try buffer.passOn()
  }

  /// Writes the page's end.
  public mutating func finish() throws {
    try check.finish()
    openMain()
    flushHeading(before: nil)
    buffer.append("</main>\n")
    if let header { writeFooter(header) }
    buffer.append("</body>\n</html>\n")
    try buffer.flush()
  }

  /// Opens the main part with what was withheld, before the first block that the plugin puts there.
  private mutating func openMain() {
    guard !hasOpenMain else { return }
    hasOpenMain = true
    buffer.append("<main id=\"\(HTMLIdentifier.content)\" tabindex=\"-1\">\n")
    writeLegend()
    writeWithheld()
  }

  private mutating func writeBody(_ block: Block) {
    flushHeading(before: block)
    legend.note(block)
    switch block {
    case .document, .contents, .raw: break
    case .heading(let heading): pendingHeading = heading
    case .paragraph(let text): buffer.append("<p>\(inline.text(text))</p>\n")
    case .list(let list): writeList(list)
    case .tableStart(let start): writeTableStart(start)
    case .row(let row): writeRow(row)
    case .tableEnd(let end): writeTableEnd(end)
    case .form(let form): writeForm(form)
    case .note(let note): writeNote(note)
    case .quote(let quote): writeQuote(quote)
    case .pageBreak: buffer.append("<div class=\"page-break\"></div>\n")
    }
    if openTable == nil { writeLegend() }
  }

  /// A heading waits for what follows it: before a table on a landscape page it must turn with the table.
  private mutating func flushHeading(before next: Block?) {
    guard let heading = pendingHeading else { return }
    pendingHeading = nil
    var isWide = false
    if case .tableStart(let start) = next { isWide = HTMLTableShape(start).isLandscape }
    let element = "h\(min(max(heading.level, 1), DocumentLimits.headingLevels) + 1)"
    buffer.append("<\(element) id=\"\(HTMLIdentifier.of(heading.identifier))\"")
    buffer.append(isWide ? " class=\"landscape\">" : ">")
    if let number = heading.number {
      buffer.append("<span class=\"section-number\">\(HTMLText.attribute(number))</span> ")
    }
    buffer.append("\(HTMLText.line(heading.text, in: stamp.language))</\(element)>\n")
  }
}
