import ReportDocument

/// A Word document (ECMA-376, transitional): real styles, headings, captions and notes, and the language of every run.
struct DOCXSpelling: MediumSpelling {
  let language: DocumentLanguage
  let phrases: WriterPhrases
  let inline: DOCXInline
  let links = DOCXLinks()
  let file: DOCXFile
  private let context: SpellingContext
  private var cover: CoverPage?
  var buffer: OutputBuffer
  var pages = DOCXPages()
  var numbering = DOCXNumbering()
  /// Headings wait for what follows them: before a table on a landscape page they must turn with the table.
  var pendingHeadings: [NumberedHeading] = []
  var table: DOCXTable?
  /// The rows before the one that comes next.
  var lastRows = DOCXLastRows()
  /// Whether a table has ended whose last rows still wait for what follows.
  var isTableOpen = false
  /// Whether the document has a table of contents, whose page numbers only Word knows.
  var hasContents = false
  var notes = ""
  /// The next number of what is drawn.
  var nextShape = 1
  /// Why the report cannot be a Word document.
  var fault: DocumentError?

  init(_ context: SpellingContext) {
    self.context = context
    language = context.language
    phrases = context.phrases
    inline = DOCXInline(language: context.language, footnotes: context.footnotes, links: links)
    let file = DOCXFile(context.output)
    self.file = file
    buffer = OutputBuffer { try file.write($0) }
  }

  mutating func begin(_ cover: CoverPage) {
    self.cover = cover
    buffer.append("<w:document \(DOCXNames.declarations)><w:body>")
    write(cover)
  }

  mutating func beginBody() { pages.owesBreak = true }

  mutating func passOn() throws {
    if let fault { throw fault }
    if let cover, !file.isOpen { try file.open(cover, context) }
    try buffer.passOn()
  }

  mutating func end() throws {
    if !pendingHeadings.isEmpty { prepare(.text) }
    closeTable(isKeptWithNext: false)
    buffer.append("\(pages.end)</w:body></w:document>")
    try buffer.flush()
    try file.finish(
      notes: DOCXNotes.part(notes, language), numbering: numbering, links: links, hasContents: hasContents)
  }

  /// A paragraph of a style. `properties` come behind the style, in the order that the schema wants.
  mutating func writeParagraph(_ style: String, _ runs: String, properties: String = "") {
    buffer.append("<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(properties)</w:pPr>\(runs)</w:p>\n")
  }
}
