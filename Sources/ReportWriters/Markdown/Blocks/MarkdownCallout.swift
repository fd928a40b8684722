import ReportDocument

extension MarkdownSpelling {
  mutating func callout(_ callout: Callout, label: TitleText) {
    lastMarker = nil
    let text = MarkdownText.withBreaks(inline.text(callout.text), indent: "> ")
    buffer.append("\n> **\(inline.title(label))**\\\n> \(text)\n")
  }
}
