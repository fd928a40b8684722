import ReportDocument

extension MarkdownSpelling {
  mutating func quote(_ quote: Quote) {
    lastMarker = nil
    buffer.append("\n> \(MarkdownText.withBreaks(inline.text(quote.text), indent: "> "))\n")
    if let attribution = quote.attribution { buffer.append(">\n> — \(inline.title(attribution))\n") }
  }
}
