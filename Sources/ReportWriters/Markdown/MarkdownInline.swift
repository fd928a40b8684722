import ReportDocument

/// Values as Markdown inside a line or a cell; line breaks of the text are kept as `\n`.
struct MarkdownInline {
  let language: DocumentLanguage
  let footnotes: FootnoteNumbers

  func text(_ text: RichText) -> String {
    text.values.map { value($0, place: .prose) }.joined()
  }

  /// Values on one line, for a table's cell.
  func cell(_ text: RichText) -> String {
    MarkdownText.onOneLine(text.values.map { value($0, place: .table) }.joined())
  }

  func title(_ title: TitleText) -> String {
    MarkdownText.onOneLine(prose(title.text, in: title.language ?? language))
  }

  func line(_ text: String) -> String { MarkdownText.onOneLine(prose(text, in: language)) }

  private func prose(_ text: String, in language: DocumentLanguage) -> String {
    MarkdownText.escaped(PrintedText.isolated(PrintedText.text(text, in: language)))
  }

  private func value(_ value: InlineValue, place: ValueText.Place) -> String {
    switch value.content {
    case .text(let span): self.span(span, place: place)
    case .label(let label, _): prose(label, in: language)
    case .footnote(let note): "[^\(footnotes.number(note))]"
    case .integer, .number, .money, .date, .percent, .missing, .suppressed, .withheld, .undisclosed:
      MarkdownText.escaped(ValueText.text(of: value, in: language, place: place))
    }
  }

  private func span(_ span: TextSpan, place: ValueText.Place) -> String {
    let content: String
    if span.emphasis == .code {
      content = MarkdownText.code(PrintedText.isolated(SafeText.cleaned(span.text)), isInTable: place == .table)
    } else {
      let spaced = PrintedText.isolated(PrintedText.text(span.text, in: span.language ?? language))
      content = emphasised(spaced, span.emphasis)
    }
    guard case .web(let address) = span.link, !content.isEmpty else { return content }
    return "[\(MarkdownText.onOneLine(content))](\(MarkdownText.destination(address)))"
  }

  /// Emphasis that CommonMark's flanking rules cannot misread: on one line, and from the first letter or
  /// digit to the last, whatever stands around.
  private func emphasised(_ text: String, _ emphasis: TextSpan.Emphasis?) -> String {
    let scalars = text.unicodeScalars
    guard let emphasis, !text.utf8.contains(0x0A), let start = scalars.firstIndex(where: isWord),
      let last = scalars.lastIndex(where: isWord)
    else { return MarkdownText.escaped(text) }
    let end = scalars.index(after: last)
    let mark = emphasis == .strong ? "**" : "*"
    return MarkdownText.escaped(String(text[..<start])) + mark
      + MarkdownText.escaped(String(text[start..<end])) + mark + MarkdownText.escaped(String(text[end...]))
  }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
