import ReportDocument

/// Values as Markdown inside a line or a cell; line breaks of the text are kept as `\n`.
struct MarkdownInline: Sendable {
  let language: DocumentLanguage

  func text(_ text: RichText) -> String {
    text.values.map { value($0, place: .prose) }.joined()
  }

  /// A value on one line, for a table's cell.
  func cell(_ value: InlineValue) -> String {
    MarkdownText.onOneLine(self.value(value, place: .table))
  }

  func prose(_ text: String) -> String {
    MarkdownText.escaped(PrintedText.text(text, in: language))
  }

  func line(_ text: String) -> String { MarkdownText.onOneLine(prose(text)) }

  func value(_ value: InlineValue, place: ValueText.Place) -> String {
    switch value.content {
    case .text(let span): self.span(span, place: place)
    case .label(let label, _): prose(label)
    case .integer, .number, .money, .date, .percent, .missing, .suppressed, .withheld:
      MarkdownText.escaped(ValueText.text(of: value, in: language, place: place))
    }
  }

  private func span(_ span: TextSpan, place: ValueText.Place) -> String {
    let content: String
    if span.emphasis == .code {
      content = MarkdownText.code(SafeText.cleaned(span.text), isInTable: place == .table)
    } else {
      let spaced = PrintedText.text(span.text, in: span.language ?? language)
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
