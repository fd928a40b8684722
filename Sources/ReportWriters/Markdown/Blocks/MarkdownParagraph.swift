import ReportDocument

extension MarkdownSpelling {
  mutating func paragraph(_ text: RichText, as role: ParagraphRole) {
    lastMarker = nil
    let lines = MarkdownText.withBreaks(inline.text(text))
    if !lines.isEmpty { buffer.append("\n\(lines)\n") }
  }
}
