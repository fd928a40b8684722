public import ReportDocument

/// Writes CommonMark with GitHub's tables, for wikis, mail and version control.
///
/// No field can add markup, links or HTML: the output holds no raw HTML at all.
public struct MarkdownWriter: ReportWriter {
  private let stamp: ReportStamp
  private let inline: MarkdownInline
  private let phrases: WriterPhrases
  private var buffer: OutputBuffer
  private var check = BlockStreamCheck()
  private var hasBody = false
  private var tableNumber = 0
  /// The last block's list marker: equal markers in a row would make one list of two.
  private var lastMarker: Character?
  private var openTable: (columnCount: Int, rowCount: Int)?
  private var legend = SignLegend()

  /// A writer that hands its bytes to `output` in pieces of about 64 KiB.
  public init(_ stamp: ReportStamp, output: @escaping WriterOutput) {
    self.stamp = stamp
    inline = MarkdownInline(language: stamp.language)
    phrases = WriterPhrases.phrases(in: stamp.language)
    buffer = OutputBuffer(output)
  }

  /// Writes the next block.
  public mutating func write(_ block: Block) throws {
    try check.accept(block)
    switch block {
    case .document(let header):
      legend.note(block)
      writeCover(header)
    case .contents(let entries): writeContents(entries)
    default:
      openBody()
      writeBody(block)
    }
    try buffer.passOn()
  }

  /// Writes what is still owed.
  public mutating func finish() throws {
    try check.finish()
    openBody()
    try buffer.flush()
  }

  private mutating func openBody() {
    guard !hasBody else { return }
    hasBody = true
    writeLegend()
    writeWithheld()
  }

  private mutating func writeBody(_ block: Block) {
    legend.note(block)
    switch block {
    case .list, .form: break
    default: lastMarker = nil
    }
    switch block {
    case .document, .contents, .raw: break
    case .heading(let heading): writeHeading(heading)
    case .paragraph(let text): writeParagraph(inline.text(text))
    case .list(let list): writeList(list)
    case .tableStart(let start): writeTableStart(start)
    case .row(let row): writeRow(row)
    case .tableEnd(let end): writeTableEnd(end)
    case .form(let form): writeLabelled(form.rows)
    case .note(let note): writeNote(note)
    case .quote(let quote): writeQuote(quote)
    case .pageBreak: buffer.append("\n---\n")
    }
    if openTable == nil { writeLegend() }
  }

  // MARK: - Cover

  private mutating func writeCover(_ header: DocumentHeader) {
    buffer.append("# \(inline.line(header.title))\n")
    if let subtitle = header.subtitle, !subtitle.isEmpty { writeParagraph(inline.prose(subtitle)) }
    writeLabelled(CoverLines.lines(of: header, stamp))
  }

  private mutating func writeContents(_ entries: [ContentsEntry]) {
    buffer.append("\n## \(inline.line(phrases.contents))\n\n- \(inline.line(phrases.withheldTitle))\n")
    var depth = 1
    for entry in entries {
      // An item that is indented by more than its parent allows would become code.
      depth = min(max(entry.level, 1), depth + 1)
      let indent = String(repeating: "  ", count: depth - 1)
      buffer.append("\(indent)- \(MarkdownText.guardedStart(titled(entry.text, number: entry.number)))\n")
    }
  }

  private mutating func writeWithheld() {
    let lines = stamp.withheld
    buffer.append("\n## \(inline.line(phrases.withheldTitle))\n")
    writeParagraph(inline.prose(lines.isEmpty ? phrases.withheldNothing : phrases.withheldIntroduction))
    if !lines.isEmpty {
      let columns = [TableColumn(phrases.withheldReason), TableColumn(phrases.withheldCount, .number)]
      writeTableHead(columns)
      for line in lines { writeCells([inline.cell(.text(line.reason)), inline.line(line.text(in: stamp.language))]) }
    }
  }

  /// Says what signs mean, below the first block in which they stand.
  private mutating func writeLegend() {
    let signs = legend.take()
    guard !signs.isEmpty else { return }
    let meanings = signs.map { $0.meaning(in: stamp.language) }.joined(separator: " ")
    writeParagraph("**\(inline.prose(phrases.legendLead))** \(inline.prose(meanings))")
  }

  // MARK: - Text

  private mutating func writeHeading(_ heading: Heading) {
    let level = min(max(heading.level, 1), DocumentLimits.headingLevels) + 1
    let marks = String(repeating: "#", count: level)
    buffer.append("\n\(marks) \(titled(heading.text, number: heading.number))\n")
  }

  /// A heading's text after its number; a closing run of `#` would vanish, so it is escaped.
  private func titled(_ text: String, number: String?) -> String {
    var line = inline.line(text)
    if line.hasSuffix("#") { line = String(line.dropLast()) + "\\#" }
    guard let number else { return line }
    return "\(number) \(line)"
  }

  private mutating func writeParagraph(_ text: String) {
    let lines = MarkdownText.withBreaks(text)
    if !lines.isEmpty { buffer.append("\n\(lines)\n") }
  }

  private mutating func writeList(_ list: ItemList) {
    let mark = marker(list.isOrdered ? "." : "-", or: list.isOrdered ? ")" : "*")
    buffer.append("\n")
    for (index, item) in list.items.enumerated() {
      let marker = list.isOrdered ? "\(index + 1)\(mark) " : "\(mark) "
      let indent = String(repeating: " ", count: marker.utf8.count)
      buffer.append("\(marker)\(MarkdownText.withBreaks(inline.text(item), indent: indent))\n")
    }
  }

  private mutating func writeLabelled(_ rows: [LabelledValue]) {
    let mark = marker("-", or: "*")
    let colon = stamp.language == .french ? "\u{202F}:" : ":"
    buffer.append("\n")
    for row in rows {
      buffer.append("\(mark) **\(inline.line(row.label))**\(colon) \(inline.cell(row.value))\n")
    }
  }

  private mutating func marker(_ usual: Character, or other: Character) -> Character {
    let mark = lastMarker == usual ? other : usual
    lastMarker = mark
    return mark
  }

  private mutating func writeNote(_ note: Note) {
    let label = inline.line(phrases.noteLabels[note.tone] ?? "")
    let text = MarkdownText.withBreaks(inline.text(note.text), indent: "> ")
    buffer.append("\n> **\(label)**\\\n> \(text)\n")
  }

  private mutating func writeQuote(_ quote: Quote) {
    buffer.append("\n> \(MarkdownText.withBreaks(inline.text(quote.text), indent: "> "))\n")
    if let attribution = quote.attribution, !attribution.isEmpty {
      buffer.append(">\n> — \(inline.line(attribution))\n")
    }
  }

  // MARK: - Tables

  private mutating func writeTableStart(_ start: TableStart) {
    tableNumber += 1
    openTable = (start.columns.count, 0)
    buffer.append("\n**\(phrases.table)\u{A0}\(tableNumber).** \(inline.line(start.caption))\n")
    writeTableHead(start.columns)
  }

  private mutating func writeTableHead(_ columns: [TableColumn]) {
    buffer.append("\n")
    writeCells(columns.map { inline.line($0.title) })
    let rules = columns.map { column in
      switch column.alignment {
      case .start: "---"
      case .center: ":---:"
      case .end: "---:"
      }
    }
    writeCells(rules)
  }

  private mutating func writeRow(_ row: TableRow) {
    openTable?.rowCount += 1
    var cells = row.cells.map(inline.cell)
    if row.role != .body { cells = cells.map { $0.isEmpty ? $0 : "**\($0)**" } }
    if row.indent > 0, let first = cells.first {
      cells[0] = String(repeating: "\u{2003}", count: row.indent) + first
    }
    writeCells(cells)
  }

  private mutating func writeTableEnd(_ end: TableEnd) {
    if let table = openTable, table.rowCount == 0 {
      let rest = [String](repeating: "", count: max(0, table.columnCount - 1))
      writeCells([inline.line(phrases.noRows)] + rest)
    }
    openTable = nil
    if let footnote = end.footnote { writeParagraph(inline.text(footnote)) }
  }

  private mutating func writeCells(_ cells: [String]) {
    buffer.append("| \(cells.joined(separator: " | ")) |\n")
  }
}
