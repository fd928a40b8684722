import ReportDocument

/// CommonMark with GitHub's tables and footnotes, for wikis, mail and version control.
///
/// No field can add markup, links or HTML: the output holds no raw HTML at all.
struct MarkdownSpelling: MediumSpelling {
  let language: DocumentLanguage
  let inline: MarkdownInline
  let phrases: WriterPhrases
  var buffer: OutputBuffer
  /// The last block's list marker: equal markers in a row would make one list of two.
  var lastMarker: Character?

  init(_ context: SpellingContext) {
    language = context.language
    inline = MarkdownInline(language: context.language, footnotes: context.footnotes)
    phrases = context.phrases
    buffer = OutputBuffer(context.output)
  }

  mutating func beginBody() {}

  mutating func pageBreak() {
    lastMarker = nil
    buffer.append("\n---\n")
  }

  /// Orientation and sheets mean nothing here.
  mutating func part(_ part: Part) {}

  /// Markdown has no shapes; the table says it all.
  mutating func figure(_ figure: NumberedFigure) {}

  mutating func passOn() throws { try buffer.passOn() }

  mutating func end() throws { try buffer.flush() }

  mutating func marker(_ usual: Character, or other: Character) -> Character {
    let mark = lastMarker == usual ? other : usual
    lastMarker = mark
    return mark
  }
}
