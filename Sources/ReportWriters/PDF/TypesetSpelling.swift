import JSONBytes
import ReportDocument

/// Spells a report for the typesetter: one JSON document of printed pieces, which is no PDF yet. The template of
/// `kurukan-typesetter` makes pages of it.
///
/// All that is decided stands in the JSON: words, numbers, spaces, numbers of sections, widths of columns. All text in it is
/// data; the template never reads any as markup.
struct TypesetSpelling: MediumSpelling {
  let language: DocumentLanguage
  let inline: TypesetInline
  let stamp: ReportStamp
  let phrases: WriterPhrases
  let buffer: TypesetBuffer
  /// The headings that the contents list.
  var listed: Set<Anchor> = []
  /// They wait for what follows: before a table on a page of its own they go there with it.
  var pendingHeadings: [NumberedHeading] = []
  /// The pages that the report's parts ask for.
  var partPaper = TypesetPaper.portrait
  /// The pages that are open; none between two kinds of them.
  var openPaper: TypesetPaper?
  var table: TypesetTable?

  init(_ context: SpellingContext) {
    language = context.language
    inline = TypesetInline(language: context.language)
    stamp = context.stamp
    phrases = context.phrases
    buffer = TypesetBuffer(context.output)
  }

  mutating func begin(_ cover: CoverPage) {
    buffer.append("{")
    buffer.append { writer in
      writer.member("language", language.rawValue)
      writer.member("title", inline.plain(cover.header.title))
      writeRunning(cover.header, to: &writer)
      write(cover, to: &writer)
    }
  }

  mutating func contents(_ lines: [ContentsLine]) {
    listed = Set(lines.map(\.anchor))
    buffer.append { $0.member("contents", PrintedText.line(phrases.contents, in: language)) }
  }

  mutating func beginBody() {
    buffer.append { $0.key("pages") }
    buffer.append("[")
  }

  mutating func part(_ part: Part) {
    flushHeadings()
    partPaper = part.orientation == .landscape ? .landscape : .portrait
  }

  mutating func pageBreak() { block("pageBreak") { _ in } }

  /// The typesetter numbers notes and sets them at the page's foot; they travel with their marks.
  mutating func footnotes(_ notes: [NumberedFootnote]) {}

  mutating func passOn() throws { try buffer.passOn() }

  mutating func end() throws {
    flushHeadings()
    closePages()
    buffer.append("]}")
    try buffer.flush()
  }

  /// Spells a block on pages of the part that is open, or on those that it needs.
  mutating func block(_ kind: String, on paper: TypesetPaper? = nil, _ write: (inout JSONWriter) -> Void) {
    flushHeadings(on: paper)
    beginBlock(kind, on: paper ?? partPaper, write)
    buffer.append("}")
  }

  /// Spells a block that is still open, and ends with a key or a member.
  mutating func beginBlock(_ kind: String, on paper: TypesetPaper, _ write: (inout JSONWriter) -> Void) {
    open(paper)
    buffer.begin()
    buffer.append { writer in
      writer.member("block", kind)
      write(&writer)
    }
  }

  /// Holds tables to what the typesetter can set.
  mutating func countCells(_ count: Int) { buffer.cells += count }

  /// Spells the headings that wait.
  mutating func flushHeadings(on paper: TypesetPaper? = nil) {
    let headings = pendingHeadings
    pendingHeadings = []
    for heading in headings {
      block("heading", on: paper ?? partPaper) { [self] writer in
        writer.member("level", heading.level)
        writer.member("listed", listed.contains(heading.anchor))
        writer.member("label", TypesetInline.label(heading.anchor))
        writer.member("number", ifPresent: heading.number)
        writer.key("text")
        inline.title(heading.text, to: &writer)
      }
    }
  }

  private mutating func open(_ paper: TypesetPaper) {
    guard openPaper != paper else { return }
    closePages()
    openPaper = paper
    buffer.begin()
    buffer.append { writer in
      writer.member("paper", paper.size)
      writer.member("turned", paper.isTurned)
      writer.key("blocks")
    }
    buffer.append("[")
  }

  private mutating func closePages() {
    if openPaper != nil { buffer.append("]}") }
    openPaper = nil
  }
}
