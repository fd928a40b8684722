import ReportDocument
import ReportFigures

/// The front of every writer: holds blocks to their order, numbers sections, tables and notes, says what was withheld and
/// what signs mean, knows empty tables. What is left to a medium is its spelling.
struct ReportFront<Spelling: MediumSpelling>: ReportWriter {
  private var spelling: Spelling
  private let context: SpellingContext
  private var check = BlockStreamCheck()
  private var legend = SignLegend()
  private var numbers = SectionNumbers()
  private var hasBody = false
  private var tableCount = 0
  private var figureCount = 0
  private var table: OpenTable?

  private struct OpenTable {
    let start: TableStart
    var grid: TableGrid
    var drawn: FigureTable?
    var isEmpty = true
  }

  /// A writer that hands its bytes to `output` in pieces of about 64 KiB.
  init(_ stamp: ReportStamp, output: @escaping WriterOutput) {
    context = SpellingContext(
      stamp: stamp, phrases: .phrases(in: stamp.language), footnotes: FootnoteNumbers(), output: output)
    spelling = Spelling(context)
  }

  /// Writes the next block.
  mutating func write(_ block: Block) throws {
    try check.accept(block)
    switch block {
    case .document(let header):
      legend.note(block)
      spelling.begin(CoverPage(header, context))
    case .contents(let contents): writeContents(contents)
    case .raw: break
    default:
      beginBody()
      legend.note(block)
      try writeBody(block)
      if table == nil { writeLegend() }
    }
    try spelling.passOn()
  }

  /// Writes what is still owed.
  mutating func finish() throws {
    try check.finish()
    beginBody()
    writeFootnotes()
    try spelling.end()
  }

  private mutating func writeContents(_ contents: Contents) {
    numbers = SectionNumbers(contents)
    let lines = contents.entries.map { entry in
      ContentsLine(
        level: entry.level, number: numbers[entry.identifier], text: entry.text, anchor: .named(entry.identifier))
    }
    spelling.contents([withheld.contentsLine] + lines)
  }

  private var withheld: WithheldTable { WithheldTable(phrases: context.phrases, stamp: context.stamp) }

  /// What was withheld stands before the first block that the format puts into the body.
  private mutating func beginBody() {
    guard !hasBody else { return }
    hasBody = true
    spelling.beginBody()
    writeLegend()
    writeFootnotes()
    let withheld = withheld
    spelling.heading(withheld.heading)
    spelling.paragraph(withheld.introduction, as: .text)
    let rows = withheld.rows
    guard !rows.isEmpty else { return }
    let table = withheld.table
    spelling.beginTable(NumberedTable(number: nil, start: table))
    for row in rows { spelling.row(PlacedRow(row: row, columns: [0, 1], table: table)) }
    spelling.endTable()
  }

  private mutating func writeBody(_ block: Block) throws {
    switch block {
    case .document, .contents, .raw: break
    case .heading(let heading):
      writeFootnotes()
      spelling.heading(
        NumberedHeading(
          level: heading.level, number: numbers[heading.identifier], text: heading.text,
          anchor: .named(heading.identifier)))
    case .paragraph(let paragraph): spelling.paragraph(paragraph.text, as: .text)
    case .list(let list): spelling.list(list)
    case .definitions(let list): spelling.definitions(list)
    case .form(let form): spelling.form(form)
    case .callout(let callout):
      spelling.callout(callout, label: callout.title ?? TitleText(context.phrases.calloutLabels[callout.tone] ?? ""))
    case .quote(let quote): spelling.quote(quote)
    case .tableStart(let start): beginTable(start)
    case .row(let row): try writeRow(row)
    case .tableEnd(let end): endTable(end)
    case .part(let part):
      writeFootnotes()
      spelling.part(part)
    case .pageBreak: spelling.pageBreak()
    }
  }

  private mutating func beginTable(_ start: TableStart) {
    tableCount += 1
    table = OpenTable(start: start, grid: TableGrid(columns: start.columns.count), drawn: FigureTable(start))
    spelling.beginTable(NumberedTable(number: tableCount, start: start))
  }

  private mutating func writeRow(_ row: TableRow) throws {
    guard let columns = try table?.grid.place(row), let start = table?.start else { return }
    table?.isEmpty = false
    table?.drawn?.append(row)
    spelling.row(PlacedRow(row: row, columns: columns, table: start))
  }

  private mutating func endTable(_ end: TableEnd) {
    guard let open = table else { return }
    table = nil
    if open.isEmpty { spelling.noRows(context.phrases.noRows, columns: open.start.columns.count) }
    spelling.endTable()
    if let note = end.note { spelling.paragraph(note, as: .tableNote) }
    if let drawn = open.drawn { draw(drawn) }
  }

  private mutating func draw(_ table: FigureTable) {
    guard let figure = table.start.figure, let drawing = table.drawing(in: context.language) else { return }
    figureCount += 1
    spelling.figure(
      NumberedFigure(
        number: figureCount, table: tableCount, caption: table.start.caption, alternative: figure.alternative,
        drawing: drawing))
  }

  /// Says what signs mean, below the first block in which they stand.
  private mutating func writeLegend() {
    let signs = legend.take()
    guard !signs.isEmpty else { return }
    let meanings = signs.map { $0.meaning(in: context.language) }.joined(separator: " ")
    spelling.paragraph(
      RichText([InlineValue(.text(TextSpan(context.phrases.legendLead, emphasis: .strong))), .text(" " + meanings)]),
      as: .legend)
  }

  private mutating func writeFootnotes() {
    let notes = context.footnotes.take()
    if !notes.isEmpty { spelling.footnotes(notes) }
  }
}
