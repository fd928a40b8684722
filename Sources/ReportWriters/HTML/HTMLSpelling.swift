import ReportDocument

/// One self-contained HTML page: accessible, light and dark, and set for A4 when printed.
///
/// Nothing is fetched from outside and no script runs; a content security policy in the page itself says so.
struct HTMLSpelling: MediumSpelling {
  let language: DocumentLanguage
  let inline: HTMLInline
  let stamp: ReportStamp
  let phrases: WriterPhrases
  var buffer: OutputBuffer
  var header: DocumentHeader?
  var pendingHeading: NumberedHeading?
  var hasOpenPart = false

  init(_ context: SpellingContext) {
    language = context.language
    inline = HTMLInline(language: context.language, footnotes: context.footnotes)
    stamp = context.stamp
    phrases = context.phrases
    buffer = OutputBuffer(context.output)
  }

  mutating func beginBody() { buffer.append("<main id=\"\(HTMLIdentifier.content)\" tabindex=\"-1\">\n") }

  mutating func pageBreak() {
    flushHeading()
    buffer.append("<div class=\"page-break\"></div>\n")
  }

  mutating func passOn() throws { try buffer.passOn() }

  mutating func end() throws {
    flushHeading()
    closePart()
    buffer.append("</main>\n")
    writeFooter()
    buffer.append("</body>\n</html>\n")
    try buffer.flush()
  }

  private mutating func writeFooter() {
    guard let header else { return }
    var parts = [HTMLText.title(header.title, in: language)]
    if let reference = header.reference, !reference.isEmpty { parts.append(HTMLText.line(reference, in: language)) }
    parts.append(HTMLText.line(stamp.level, in: language))
    buffer.append("<footer>\n<p>\(parts.map { "<span>\($0)</span>" }.joined(separator: " · "))</p>\n</footer>\n")
  }
}
